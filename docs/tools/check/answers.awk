# answers.awk - every question has its answer.
#
#   awk -f answers.awk PAGE ...
#
# "Predict first" and "Check yourself" are answered by the next paragraph, *Answer.*,
# which the site folds; in Chinese 先猜一猜 and 想一想 by 答案. An answer without a
# question is a mistake, too.
function complain(message) { print FILENAME ":" FNR ": error: " message > "/dev/stderr"; bad = 1 }
function unanswered() { if (asked) { print asked ": error: a question without an answer" > "/dev/stderr"; bad = 1 } asked = "" }
FNR == 1 { unanswered(); blank = 0 }
FILENAME ~ /\.c$/ && !/^ *\/\// { unanswered(); next }
{ sub(/^ *\/\/ ?/, "") }
/^ *$/ { blank = 1; next }
/^\*Answer\.\* |^\*\*答案\*\*：/ {
    if (!asked) complain("an answer without a question")
    asked = ""; answers++
}
asked && blank { unanswered() }
/^\*Predict first\.\*|^\*\*Check yourself\.\*\*|^\*\*先猜一猜\*\*|^\*\*想一想\*\*/ { unanswered(); asked = FILENAME ":" FNR; blank = 0; next }
END {
    unanswered()
    if (!answers) { print "answers.awk: error: no page has an answer" > "/dev/stderr"; bad = 1 }
    exit bad
}
