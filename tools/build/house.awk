# house.awk - no #include points upwards, in the whole house; what is tested in one
# precision, by once_NAME.c, names no number that has two; library and programs ask an
# operating system for nothing but through common/system; a layer fits on a few screens; and
# where an exercise says "replace the line", there is one.
#
#   awk -f tools/build/house.awk FILE...   every .c and .h of the project
#
# The library is below everything. The exercises of the chapters stand on tools/exercises,
# too. No chapter stands on another. The laboratory, the pages that run, the benchmark and
# the program of a stranger are above them. The
# order of the rooms inside of the library is the business of rooms.awk.
function part_of(path) { # common, tools/exercises, ch05_backprop, docs/lab, …
    if (match(path, /^(tools|docs)\/[^\/]*/)) return substr(path, 1, RLENGTH)
    return substr(path, 1, index(path, "/") - 1)
}
function floor_of(part) {
    if (part in floor) return floor[part]
    if (part ~ /^ch[0-9][0-9]_/) return 3
    complain(part " has no floor: give it one in tools/build/house.awk")
    return floor[part] = 0
}
# Where the compiler finds it: beside the file, or in one of the folders that make names.
function found(name, file,    folder, n, in_folder, i) {
    folder = file
    sub(/[^\/]*$/, "", folder)
    n = split(folder " common/ common/tests/ " part_of(file) "/ " part_of(file) "/exercises/ tools/exercises/ ch05_backprop/ ch07_cnn/", in_folder, " ")
    for (i = 1; i <= n; i++) if (in_folder[i] name in exists) return in_folder[i] name
    return ""
}
# The module that a file belongs to, or tests.
function module(path) {
    sub(/.*\//, "", path)
    sub(/\.[ch]$/, "", path)
    return path
}
function complain(message) { print "house: " message > "/dev/stderr"; bad = 1 }
BEGIN {
    floor["common"] = 1; floor["tools/exercises"] = 2; floor["docs/lab"] = floor["docs/run"] = floor["docs/use"] = floor["docs/trouble"] = floor["tools/bench"] = floor["tools/fuzz"] = floor["tools/proof"] = 4
    for (i = 1; i < ARGC; i++) {
        exists[ARGV[i]]
        name = module(ARGV[i])
        if (sub(/^once_/, "", name)) once[name] = once["once_" name] = ARGV[i]
    }
}
# Not in comments and strings.
/real|Tensor|TOLERANCE/ && module(FILENAME) in once {
    code = $0
    gsub(/"[^"]*"/, "", code)
    sub(/^ \*.*|\/\*.*|\/\/.*/, "", code)
    if (code ~ /(^|[^A-Za-z_])(real|REAL_IS_DOUBLE|Tensor|TOLERANCE)([^A-Za-z_]|$)/)
        complain(FILENAME ":" FNR ": " once[module(FILENAME)] " is run in one precision, so nothing here may depend on it, or its name begins with test_")
}
# The tests, and the tools above the chapters, may ask it themselves; common/ranks connects
# machines. rooms.awk looks at the same once more, in what was compiled.
function knows_no_system(path) {
    return path ~ /^(common|ch[0-9][0-9]_[a-z]*)\// && path !~ /^common\/(system|ranks\/ranks\.c|ranks\/alone)/ && path !~ /\/(tests|exercises)\//
}
/^#include <(fcntl|unistd|dirent|signal|poll|pthread|sched|spawn|glob|ftw|fts|dlfcn|termios|aio|syslog|pwd|sys\/[a-z]*)\.h>/ && knows_no_system(FILENAME) {
    complain(FILENAME ":" FNR ": " $2 " is for common/system alone")
}
/(^|[^A-Za-z_0-9])(fopen|freopen|fdopen|popen|tmpfile|tmpnam|remove|rename|system)\(/ && knows_no_system(FILENAME) {
    code = $0
    gsub(/"[^"]*"/, "", code)
    sub(/^ \*.*|\/\*.*|\/\/.*/, "", code)
    if (match(code, /(^|[^A-Za-z_0-9])(fopen|freopen|fdopen|popen|tmpfile|tmpnam|remove|rename|system)\(/))
        complain(FILENAME ":" FNR ": " substr(code, RSTART, RLENGTH) ") is for common/system alone")
}
# A layer has at most 150 lines that are no comment and not empty: what is longer is two modules.
function is_code(text) {
    sub(/^[ \t]+/, "", text)
    if (within && !sub(/^.*\*\//, "", text)) return 0
    within = 0
    gsub(/\/\*[^*]*\*\//, "", text)
    if (text ~ /^\/\*/) { within = 1; return 0 }
    if (text ~ /\/\*/) within = 1
    sub(/^[ \t]+/, "", text)
    return text != "" && text !~ /^\/\//
}
FNR == 1 { within = 0 }
FILENAME ~ /^common\/layers\/[^\/]*\.[ch]$/ && is_code($0) && ++codes[FILENAME] == 151 {
    complain(FILENAME ":" FNR ": more than 150 lines that are no comment: which part of it is a module of its own?")
}
FILENAME ~ /skeleton\.c$/ && /YOUR_CODE_HERE\(\);/ && !/^ *(YOUR_CODE_HERE\(\);$|\/\/)/ {
    complain(FILENAME ":" FNR ": YOUR_CODE_HERE(); must have a line of its own, which the reader replaces")
}
/^#include "/ {
    name = $2
    gsub(/"/, "", name)
    target = found(name, FILENAME)
    mine = part_of(FILENAME)
    other = part_of(target)
    if (!target) complain(FILENAME ":" FNR ": there is no " name)
    else if (mine != other && floor_of(other) >= floor_of(mine))
        complain(FILENAME ":" FNR ": " mine " must not stand on " other " (" name ")")
    seen++
}
END { if (!seen) complain("nothing was read"); exit bad }
