# answers.awk - every question of a page has its answer, and every heading a sentence.
#
#   awk -f answers.awk PAGE ...
#
# "Predict first" and "Check yourself" are answered by the next paragraph, *Answer.*,
# which the site folds; in Chinese 先猜一猜 and 想一想 by 答案. An answer without a
# question is a mistake, too. In a .c file prose follows each heading; a formula, a
# table or the code alone does not say what it is for.
function complain(where, message) { print where ": error: " message > "/dev/stderr"; bad = 1 }
function unanswered() { if (asked) complain(asked, "a question without an answer"); asked = "" }
FNR == 1 { unanswered(); heading = ""; blank = 0 }
heading && !/^ *(\/\/ *)?$/ {
    if (!/^ *\/\/ / || /^ *\/\/ (#|\$\$|\||```)/) complain(heading, "a heading without a sentence")
    heading = ""
}
FILENAME ~ /\.c$/ && /^ *\/\/ ##+ / { heading = FILENAME ":" FNR }
FILENAME ~ /\.c$/ && !/^ *\/\// { unanswered(); next }
{ sub(/^ *\/\/ ?/, "") }
/^ *$/ { blank = 1; next }
/^\*Answer\.\* |^\*\*答案\*\*：/ {
    if (!asked) complain(FILENAME ":" FNR, "an answer without a question")
    asked = ""; answers++
}
asked && blank { unanswered() }
/^\*Predict first\.\*|^\*\*Check yourself\.\*\*|^\*\*先猜一猜\*\*|^\*\*想一想\*\*/ { unanswered(); asked = FILENAME ":" FNR; blank = 0 }
END {
    unanswered()
    if (!answers) complain("answers.awk", "no page has an answer")
    exit bad
}
