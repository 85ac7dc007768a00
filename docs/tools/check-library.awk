# check-library.awk - common/README.md names the modules in the order of the
# floors, all of them and nothing else.
#
#   awk -f check-library.awk tools/floors common/README.md
NR == FNR { if (NF) floor[++floors] = $1; next }
/^- \[/ {
    split($0, part, /[()]/)
    module = part[2]; sub(/\.[ch]$/, "", module)
    if (module != floor[++n] && !bad++)
        print FILENAME ":" FNR ": error: " module " stands here; tools/floors has " (n in floor ? floor[n] : "nothing more") > "/dev/stderr"
}
END {
    if (n < floors && !bad++) print FILENAME ": error: does not name " floor[n + 1] > "/dev/stderr"
    exit bad > 0
}
