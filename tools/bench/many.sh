# shellcheck shell=sh disable=SC2154 # the variables are those of run
#
# many.sh - part of run: the book's deep network on two processors, by one program with two
# threads, by two programs with one thread each, and by two of PyTorch's.
#
# They take turns. A step's time is the difference of two trainings, one longer than the
# other: what both have besides, starting and evaluating, falls out. MANY_STEPS=60.

many_run() { # WHO STEPS: seconds of training
    set -- "$1" --data "$tmp/little" --steps "$2" 
    case $1 in
    threads) shift; set -- "$build/ch07/train_deep" "$@" --network book --threads 2 --quiet --out "$tmp/out" ;;
    ranks) shift; set -- mpirun --oversubscribe -n 2 "$build/ch07/train_many" "$@" --network book --threads 1 --quiet --out "$tmp/out" ;;
    ddp) set -- "$torch" "$here/peer_ddp.py" --work eight --data "$tmp/little" --steps "$5" --threads 1 ;;
    esac
    OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 "$@" 2>"$tmp/errors" |
        awk '/^trained in/ { print $3; found = 1 } END { exit !found }' || { cat "$tmp/errors" >&2; exit 70; }
}
many_step() { # WHO: milliseconds for a step
    short=$(many_run "$1" 10) || exit
    long=$(many_run "$1" $((10 + many_steps))) || exit
    echo "$short $long" | awk -v n="$many_steps" '{ print 1000 * ($2 - $1) / n }'
}
many() {
    command -v mpirun >/dev/null || { echo 'many: no Open MPI (./setup --mpi)'; return; }
    many_steps=${MANY_STEPS:-60} at=$tmp/of.many
    mkdir -p "$at" "$tmp/little"
    (data=$tmp/little && noise train '\0000\0000\0007\0320' 2000 && noise t10k '\0000\0000\0000\0144' 100) || exit 73
    pair=1
    while [ "$pair" -le "$pairs" ]; do
        for who in threads ranks ${torch:+ddp}; do
            say "many: pair $pair of $pairs: $who"
            many_step "$who" >>"$at/$who" || exit 70
        done
        pair=$((pair + 1))
    done
    say ''
    echo 'the deep network of the book, two processors, ms for a step: median, least, most'
    for who in threads ranks ${torch:+ddp}; do
        case $who in threads) name='one program, 2 threads' ;; ranks) name='two ranks, 1 thread' ;; *) name='PyTorch, DDP with gloo' ;; esac
        printf '  %-24s %s\n' "$name" "$(range 1 "$at/$who" | tr '\t' ' ')"
    done
    for who in threads ${torch:+ddp}; do
        paste "$at/$who" "$at/ranks" | awk '{ print $1 / $2 }' >"$at/ratio"
        printf '  two ranks are so fast beside %s: %s\n' "$who" "$(range 1 "$at/ratio" | tr '\t' ' ')"
    done
}
