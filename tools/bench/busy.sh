# shellcheck shell=sh disable=SC2154 # the variables are those of run
#
# busy.sh - part of run: the works beside neighbours that keep the machine busy.
#
# Nobody should be slower for having threads. So each work runs on all processors and on
# one, in turn, beside 0, 1, 2 and 4 neighbours. What it may take is a factor times the
# better of two: what one thread takes, and a fair share, which is what all threads take
# on the quiet machine, times their number, through the processors that a program gets.
#
# Not with a real-time priority: neighbours that have it too, and began first, would leave
# ours nothing.
#
# BUSY_PAIRS=9 and BUSY_SECONDS=2, how long a run takes about on the quiet machine, may be
# set.

neighbours=''
leave_alone() { # end the neighbours
    # shellcheck disable=SC2086 # the processes are words
    [ -z "$neighbours" ] || kill $neighbours 2>/dev/null
    # shellcheck disable=SC2086
    [ -z "$neighbours" ] || wait $neighbours 2>/dev/null
    neighbours=''
}
keep_busy() { # COUNT
    leave_alone
    left=$1
    while [ "$left" -gt 0 ]; do
        "$build/bench/count" 1 100000 >/dev/null &
        neighbours="$neighbours $!"
        left=$((left - 1))
    done
}
trained() { # THREADS STEPS: seconds of training, by the program of this work
    case $work in
    two_layer) set -- "$train" --threads "$1" --steps "$2" ;;
    deep | numerical) set -- "$build/bench/$work" --threads "$1" --steps "$2" ;;
    simple) set -- "$build/bench/conv" --network simple --threads "$1" --steps "$2" ;;
    eight) set -- "$build/bench/conv" --network deep --threads "$1" --steps "$2" ;;
    esac
    "$@" --data "$data" --quiet --out "$tmp/out" 2>"$tmp/errors" |
        awk '/^trained in/ { print $3; found = 1 } END { exit !found }' ||
        { cat "$tmp/errors" >&2; exit 70; }
}
steps_for() { # SECONDS: so many that the quiet machine needs about so long
    guess=${first_steps:-20}
    while :; do
        took=$(trained "$processors" "$guess") || exit 70
        enough=$(awk -v t="$took" -v want="$1" 'BEGIN { print (t > want / 8) }')
        [ "$enough" = 0 ] || break
        guess=$((guess * 4))
    done
    awk -v n="$guess" -v t="$took" -v want="$1" 'BEGIN { printf "%d\n", n * want / t + 1 }'
}
most() { sort -n "$1" | tail -n 1; }
keep_busy_rows() { # COUNT: two rows of the record, of one thread and of all
    awk -v one="$(median 1 "$at.one")" -v quiet="$quiet" -v p="$processors" -v got="$(median 1 "$at.got")" '{
        fair = quiet * p / got
        print $1 / (fair < one ? fair : one) }' "$at.all" >"$at.all.ratio"
    row "$work" busy "ours:1:beside-$1" 1 "$at.one" 0 0
    row "$work" busy "ours:$processors:beside-$1" 1 "$at.all" 0 0
}

busy() { # WORK...
    printf '\nbeside neighbours; %s pairs of runs, medians in seconds\n' "${BUSY_PAIRS:-9}"
    printf '  %-10s %9s %8s %8s %8s   %s\n' work neighbours 'one' 'all' 'may take' 'all / the better (most)'
    for work; do
        keep_busy 0
        steps=$(steps_for "${BUSY_SECONDS:-2}") || exit
        for count in 0 1 2 4; do
            keep_busy "$count"
            at=$tmp/busy.$work.$count
            : >"$at.one"; : >"$at.all"; : >"$at.got"
            pair=1
            while [ "$pair" -le "${BUSY_PAIRS:-9}" ]; do
                say "$work: $count neighbours, pair $pair"
                trained 1 "$steps" >>"$at.one" || exit
                trained "$processors" "$steps" >>"$at.all" || exit
                "$build/bench/count" "$processors" 0.5 >>"$at.got"
                pair=$((pair + 1))
            done
            [ "$count" != 0 ] || quiet=$(median 1 "$at.all")
            say ''
            keep_busy_rows "$count"
            awk -v work="$work" -v n="$count" -v one="$(median 1 "$at.one")" -v all="$(median 1 "$at.all")" \
                -v most="$(most "$at.all")" -v quiet="$quiet" -v p="$processors" -v got="$(median 1 "$at.got")" 'BEGIN {
                    fair = quiet * p / got
                    better = fair < one ? fair : one
                    factor = n < 2 ? 1.15 : 1.3
                    missed = all > factor * better || most > 2 * better
                    printf "  %-10s %9d %8.3f %8.3f %8.3f   %.2f (%.2f)%s\n", work, n, one, all, factor * better,
                        all / better, most / better, missed ? "  MISSED" : "" }'
        done
    done
    keep_busy 0
}
