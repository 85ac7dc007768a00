# floors.awk - reports an #include that climbs. tools/floors lists the modules
# of common/ from the ground up; each may include only those above it in the
# list. Usage: awk -f tools/floors.awk tools/floors common/*.[ch] common/*/*.[ch]
NR == FNR { if (NF) floor[$1] = ++n; next }
FNR == 1 {
    me = FILENAME
    sub(/^common\//, "", me)
    sub(/\.[ch]$/, "", me)
    seen[me] = 1
    if (!(me in floor)) { print FILENAME ": not in tools/floors"; bad = 1 }
}
/^#include "/ {
    split($0, quoted, "\"")
    it = quoted[2]
    sub(/\.h$/, "", it)
    if (it != me && !(it in floor)) { print FILENAME ":" FNR ": " it " is on no floor"; bad = 1 }
    else if (it != me && floor[it] >= floor[me]) { print FILENAME ":" FNR ": " me " must not include " it ", which is above it"; bad = 1 }
}
END {
    for (m in floor) if (!(m in seen)) { print "tools/floors: there is no module " m; bad = 1 }
    exit bad
}
