# way.awk - does the list in common/system/way.c follow the chapters' pages?
#
#   awk -f way.awk common/system/way.c ch01_basics/README.md ...
#
# The programs of the story come in its order; those of the detours are marked, and
# each follows the program of the story that its row names, or the last one before
# that page. A module, which has a header, is no program.
function complain(message) { print message > "/dev/stderr"; bad = 1 }
function has(file,    line, there) { there = (getline line < file) >= 0; close(file); return there }
function place(program,    detour) {
    if (!(program in at)) complain("common/system/way.c: error: has no " program)
    else if (is_detour[program] != detour) complain("common/system/way.c: error: " program (detour ? " is" : " is no") " detour")
}
FILENAME ~ /way\.c$/ && /^ *\{"ch/ {
    split($0, part, "\"")
    at[part[2]] = ++count; is_detour[part[2]] = /true/
    next
}
FILENAME ~ /way\.c$/ { next }
FNR == 1 { folder = FILENAME; sub(/\/.*/, "", folder) }
/^## / { story = /The story in reading order/; detours = /Detours/ }
(story || detours) && /^\| \[/ {
    split($0, cell, " *[|] *")
    while (match(cell[2], /\([a-z0-9_]+\.c\)/)) {
        name = folder "/" substr(cell[2], RSTART + 1, RLENGTH - 4)
        cell[2] = substr(cell[2], RSTART + RLENGTH)
        if (has(name ".h")) continue
        place(name, detours)
        seen[name]
        if (story && at[name] < last) complain(FILENAME ":" FNR ": error: " name " stands in another order in common/system/way.c")
        if (story) last = at[name]
    }
}
END {
    for (name in at) if (!(name in seen)) complain("common/system/way.c: error: no chapter's page has the program " name)
    if (!count) complain("common/system/way.c: error: no programs")
    exit bad
}
