# needs.awk - what the table in setup says is needed stands in the other places as well.
#
#   awk -f tools/build/needs.awk setup CONTRIBUTING.md README.md README.zh.md
#
# Each row of the table has a word for every system. What building, running and testing
# need is named in the table of CONTRIBUTING, and in the README, in both languages.
function complain(what) { print "needs: " what; bad = 1 }

FNR == 1 { text = "" }
FILENAME == "setup" && /^parts\(\)/ { parts = 1 }
FILENAME == "setup" && /^}/ { parts = 0 }
parts && /\|/ {
    rows++
    n = split($0, field, "|")
    if (n != 10) complain("setup: " field[3] " has " n " fields of 10")
    for (i = 8; i <= n; i++)
        if (field[i] == "") complain("setup: " field[3] " has no name elsewhere, nor a \"-\"")
    if (field[1] == "build" && field[3] != "C compiler") name[++names] = field[3]
}
# Of the README only the section that says what it needs; of CONTRIBUTING its table.
/^##+ / { section = $0 }
FILENAME ~ /^README/ && section ~ /^## (What it needs|需要什么)/ { said[FILENAME] = said[FILENAME] " " $0 }
FILENAME ~ /^CONTRIBUTING/ && /^\|/ && section ~ /depends on/ { split($0, column, "|"); said[FILENAME] = said[FILENAME] column[2] }
END {
    if (!rows || !names) complain("setup has no table")
    for (f = 2; f < ARGC; f++)
        for (i = 1; i <= names; i++)
            if (!index(said[ARGV[f]], name[i])) complain(ARGV[f] " does not say that " name[i] " is needed")
    exit bad
}
