# covered.awk - is docs/coverage.md true?
#
#   awk -f names.awk -f covered.awk docs/coverage.md
#
# A row is  | 3.7 | what | programs | tests | page |. Each program and page is a
# link to a file that exists, each test is `ch03 suite/name` and is declared once in
# the tests of that chapter. Every item of the notes has one row, in order.
function check_links(cell,    target, found) {
    rest = cell
    while (target = next_name("\\]\\([^)]*\\)")) {
        target = substr(target, 3, length(target) - 3); found = 1
        if (!exists("docs/" target)) complain("no such file: " target)
    }
    if (!found) complain("an item without a link")
}

BEGIN { FS = " *[|] *"; sections = split("4 6 9 10 7 6 9", items, " "); section = 1 }
$2 ~ /^[0-9]\.[0-9]+$/ {
    want = section "." ++item
    if ($2 != want) complain("item " $2 " where " want " should stand")
    check_links($4); check_links($6)
    if (!check_tests($5)) complain("an item without a test")
    if (item == items[section]) { section++; item = 0 }
}
END { if (section != sections + 1) { complain("ends before item " section "." item + 1) } exit bad }
