# by-number.awk - what the notes hold, item by item, for docs/by-number.md.
#
#   awk -f by-number.awk docs/by-number.md docs/coverage.md
#
# With -v chinese=yes in Chinese, from docs/zh/docs/coverage.md.
#
# Prints the page, with a table for each chapter at <div data-numbers>. A row of
# docs/coverage.md is | 3.7 | what | programs | tests | page |.
BEGIN { FS = " *[|] *" }
FILENAME !~ /coverage/ { if (!/^<div data-numbers/) print; next }
$2 ~ /^[0-9]\.[0-9]+$/ {
    split($2, number, ".")
    if (number[1] != chapter) {
        chapter = number[1]
        print "\n## " (chinese ? "第 " chapter " 章" : "Chapter " chapter) "\n"
        print (chinese ? "| 条目 | 内容 | 程序 | 页面 |" : "| item | what | programs | page |") "\n|---|---|---|---|"
    }
    print "| " $2 " | " $3 " | " $4 " | " $6 " |"
    items++
}
END { if (!items) { print "docs/coverage.md: error: no items" > "/dev/stderr"; exit 1 } }
