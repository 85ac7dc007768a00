# covered.awk - is docs/coverage.md true?
#
#   awk -f covered.awk docs/coverage.md
#
# A row is  | 3.7 | what | programs | tests | page |. Each program and page is a
# link to a file that exists, each test is `ch03 suite/name` and is declared once in
# the tests of that chapter. Every item of the notes has one row, in order.
function complain(message) { print FILENAME ":" FNR ": " message > "/dev/stderr"; bad = 1 }
function exists(path,    line, there) { there = (getline line < path) >= 0; close(path); return there }

# The places where a chapter declares suite/name.
function declared(chapter, test,    part, command, count) {
    split(test, part, "/")
    command = "cat " chapter "_*/tests/*.c | grep -cE '^Test\\(" part[1] ", " part[2] "[,)]'"
    command | getline count; close(command)
    return count
}
function check_links(cell,    target, found) {
    while (match(cell, /\]\([^)]*\)/)) {
        target = substr(cell, RSTART + 2, RLENGTH - 3); cell = substr(cell, RSTART + RLENGTH); found = 1
        if (!exists("docs/" target)) complain("no such file: " target)
    }
    if (!found) complain("an item without a link")
}
function check_tests(cell,    test, found) {
    while (match(cell, /`ch[0-9]+ [a-z0-9_]+\/[a-z0-9_]+`/)) {
        test = substr(cell, RSTART + 1, RLENGTH - 2); cell = substr(cell, RSTART + RLENGTH); found = 1
        if (declared(substr(test, 1, 4), substr(test, 6)) != 1) complain("declared not once: " test)
    }
    if (!found) complain("an item without a test")
}

BEGIN { FS = " *[|] *"; sections = split("4 6 9 10 7 6 9", items, " "); section = 1 }
$2 ~ /^[0-9]\.[0-9]+$/ {
    want = section "." ++item
    if ($2 != want) complain("item " $2 " where " want " should stand")
    check_links($4); check_tests($5); check_links($6); rows++
    if (item == items[section]) { section++; item = 0 }
}
END { if (section != sections + 1) { complain("ends before item " section "." item + 1) } exit bad }
