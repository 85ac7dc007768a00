# needs.awk - what the table in setup says is needed stands in the other places as well.
#
#   awk -f tools/build/needs.awk setup CONTRIBUTING.md README.md README.zh.md
#
# Each row of the table has a word for every system, and stands in the table of CONTRIBUTING.
# What building, running and testing need is named in the README, in both languages. And what
# brings others (npm:NAME, pip:NAME) has a row in the same group that looks whether it is here
# itself: Debian's Node.js, for example, comes without npm.
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
    if (field[3] != "C compiler") name[++names] = field[3]
    if (field[1] == "build") building[field[3]]
    if (field[4] ~ /npm:/) brings[field[1], "npm"] = "runs npm"
    if (field[4] ~ /pip:/) brings[field[1], "pip"] = "makes_environments"
    test[field[1], field[5]]
}
# Of the README only the section that says what it needs; of CONTRIBUTING its table.
/^##+ / { section = $0 }
FILENAME ~ /^README/ && section ~ /^## (What it needs|需要什么)/ { said[FILENAME] = said[FILENAME] " " $0 }
FILENAME ~ /^CONTRIBUTING/ && /^\|/ && section ~ /depends on/ { split($0, column, "|"); said[FILENAME] = said[FILENAME] column[2] }
END {
    if (!rows || !names) complain("setup has no table")
    for (i in brings) {
        split(i, part, SUBSEP)
        if (!((part[1], brings[i]) in test))
            complain("setup: " part[2] " brings something of the group " part[1] ", which has no row with \"" brings[i] "\"")
    }
    for (f = 2; f < ARGC; f++)
        for (i = 1; i <= names; i++)
            if ((ARGV[f] ~ /^CONTRIBUTING/ || name[i] in building) && !index(said[ARGV[f]], name[i]))
                complain(ARGV[f] " does not say that " name[i] " is needed")
    exit bad
}
