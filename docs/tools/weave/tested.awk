# tested.awk - puts what is tested, and what that last found, into a page.
#
#   tools/build/nightly list | awk -f tested.awk - docs/nightly.tsv .ci/run \
#       tools/proof/excused.txt docs/how-it-is-tested.md
#
# In the place of <div data-tested="change"></div> come the stages of .ci/run, of "night"
# those of make nightly with their record, of "excused" the lines that no test can run.
# A record of a stage that there is not is an error.
function complain(message) { print FILENAME ":" FNR ": error: " message > "/dev/stderr"; bad = 1 }
function code(text) { gsub(/\|/, "\\|", text); return "`" text "`" }

FILENAME == "-" { split($0, part, "|"); stage[++stages] = part[1]; what[part[1]] = part[2]; next }
FILENAME ~ /nightly\.tsv$/ {
    split($0, field, "\t")
    if (!(field[1] in what)) complain("there is no stage " field[1])
    date[field[1]] = substr(field[2], 1, 10); seconds[field[1]] = field[3]; said[field[1]] = field[5]; revision[field[1]] = field[6]
    if (!field[6]) complain(field[1] " was recorded of no revision")
    if (field[4] != "passed") complain(field[1] " did not pass")
    next
}
FILENAME ~ /ci\/run$/ { # stage 240 'README: all tests' readme 'make test'
    if (match($0, /^(.* )?stage [0-9]+ '[^']+' /) && !/^stage\(/) {
        text = substr($0, RSTART, RLENGTH)
        command = substr($0, RLENGTH + 1)
        sub(/.*stage /, "", text)
        split(text, part, "'")
        change[++changes] = "| " part[2] " | " code(command) " | " part[1] + 0 " |"
        budgets += part[1]
    } else if (match($0, /^most=[0-9]+/)) most = substr($0, 6) + 0
    next
}
FILENAME ~ /excused\.txt$/ {
    if (/^#/ || !match($0, /: .* \/\/ /)) next
    file = substr($0, 1, index($0, ": ") - 1)
    why = substr($0, RSTART + RLENGTH)
    if (!(file SUBSEP why in excuse)) { order[++excuses] = file SUBSEP why }
    excuse[file, why]++
    next
}
/^<div data-tested="change"/ {
    print "| what | command | seconds, before it warns |\n|---|---|---|"
    for (i = 1; i <= changes; i++) print change[i]
    print "| all of it, of " budgets " if each stage took what it may | `.ci/run` | " most " |"
    next
}
/^<div data-tested="night"/ {
    print "<div class=\"stages\">\n"
    print "| stage | what it looks for | when, and at which revision | seconds | what it said |\n|---|---|---|---|---|"
    for (i = 1; i <= stages; i++) {
        s = stage[i]
        gsub(/(\.\/setup )?--[a-z]+/, "`&`", what[s])
        print "| " s " | " what[s] " | " (s in date ? date[s] ", " code(revision[s]) " | " seconds[s] " | " code(said[s]) : "not recorded yet | – | –") " |"
    }
    print "\n</div>"
    next
}
/^<div data-tested="excused"/ {
    print "| file | lines | why |\n|---|---|---|"
    for (i = 1; i <= excuses; i++) {
        split(order[i], part, SUBSEP)
        print "| [" part[1] "](../" part[1] ") | " excuse[order[i]] " | " part[2] " |"
    }
    next
}
{ print }
END { if (!changes || !stages || !most) complain("nothing was read"); exit bad }
