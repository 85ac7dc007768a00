# check-record.awk - does a training begin as its record says?
#
#   awk -f check-record.awk RECORD OUTPUT
#
# RECORD was written by docs/tools/weave/record; OUTPUT is what the first of its commands has
# printed now. Prints "same" if all numbers are, but for measured times; "close" if
# each is within a twentieth, because another compiler or processor rounds in
# other ways. A larger difference is an error: the record is of another program.

function size(x) { return x < 0 ? -x : x }
function is_number(word) { return word ~ /^-?[0-9]+(\.[0-9]+)?$/ }

# Where the data lie, and measured times, may differ.
/^(data|state|weights|figure|paused in)/ { next }
NR == FNR && /^\$ / { commands++; next }
NR == FNR { if (commands == 1) recorded[++lines] = $0; next }
{ now[++count] = $0 }

END {
    verdict = "same"
    for (i = 1; i <= lines || i <= count; i++) {
        n = split(recorded[i], a, " ")
        m = split(now[i], b, " ")
        in_table = n == 5 && is_number(a[1])       # the last column is the time
        differs = n != m
        for (k = 1; k <= n - in_table && !differs; k++) {
            if (a[k] == b[k]) continue
            gsub(/[()]/, "", a[k]); gsub(/[()]/, "", b[k])
            if (is_number(a[k]) && is_number(b[k]) && size(a[k] - b[k]) <= size(a[k]) / 20) verdict = "close"
            else differs = 1
        }
        if (differs) {
            print FILENAME ": error: the record says\n  " recorded[i] "\nbut now it is\n  " now[i] > "/dev/stderr"
            wrong = 1
        }
    }
    if (lines == 0) { print ARGV[1] ": error: no record" > "/dev/stderr"; wrong = 1 }
    if (wrong) exit 1
    print verdict
}
