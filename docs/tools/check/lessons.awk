# lessons.awk - is docs/lessons.md true, and what docs/slips.md names there?
#
#   awk -f names.awk -f lessons.awk [-v runs=build/docs/runs] \
#       tools/exercises/list docs/lessons.md docs/slips.md
#
# Every exercise of the list, `ch03/softmax`, belongs to one session, and none that
# the list lacks. Every program that is named, ./ch05/train, is there; every
# program of the chapters has a session. With runs, the folder of the programs'
# runs, every figure that is named, `why_loss.svg`, was drawn.
function counted(command,    count) { command | getline count; close(command); return count + 0 }
function check_figures(    name) {
    while (name = next_name("`[a-z_0-9]+[.]svg`")) {
        name = substr(name, 2, length(name) - 2)
        if (!counted("ls " runs "/*/*/out/*/" name " 2>/dev/null | wc -l")) complain("no program draws " name)
    }
}
FILENAME ~ /list$/ { if (match($0, /ch[0-9][0-9]\/[a-z0-9_]+/)) { listed[substr($0, RSTART, RLENGTH)]; exercises++ } next }
{ check_tests($0); check_programs($0) }
FILENAME ~ /lessons/ {
    if (runs) { rest = $0; check_figures() }
    rest = $0
    while (name = next_name("`ch[0-9][0-9]/[a-z0-9_]+`")) {
        name = substr(name, 2, length(name) - 2)
        if (!(name in listed)) complain("the list has no exercise " name)
        if (given[name]++) complain("the exercise " name " is given twice")
    }
    lesson = lesson $0 "\n"
}
END {
    for (name in listed) if (!(name in given)) { print "docs/lessons.md: error: no session has the exercise " name > "/dev/stderr"; bad = 1 }
    while (("ls ch[0-9][0-9]_*/*.c" | getline file) > 0) {
        split(file, part, "/"); sub(/\.c$/, "", part[2])
        name = substr(file, 1, 4) "/" part[2]
        if (is_program(name) && !index(lesson, "./" name "`") && !index(lesson, "./" name " ")) { print "docs/lessons.md: error: no session has the program ./" name > "/dev/stderr"; bad = 1 }
    }
    if (!exercises) { print "tools/exercises/list: error: no exercises" > "/dev/stderr"; bad = 1 }
    exit bad
}
