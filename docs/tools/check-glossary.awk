# check-glossary.awk - every Chinese term of the book is in its glossary.
#
#   LC_ALL=C awk -f check-glossary.awk docs/glossary.md ch*/README.md ch*/*.c ...
#
# The first file is the glossary: tables from English to Chinese in order of the
# English words, then a list from Chinese to English that holds the same terms.
# In the other files each term of the prose must be one of them, as a whole:
# that 学习率 is there does not help 学习. In .c files only lines that hold
# nothing but a // comment are prose.
#
# A term is a run of Chinese characters: of three bytes each, the first of which
# is 0xE4 to 0xE9. LC_ALL=C makes every awk look at bytes.
function complain(message) { print FILENAME ":" FNR ": error: " message > "/dev/stderr"; bad = 1 }
function next_term() {                      # takes it from rest; or nothing
    if (!match(rest, /([\344-\351][\200-\277][\200-\277])+/)) return ""
    term = substr(rest, RSTART, RLENGTH)
    rest = substr(rest, RSTART + RLENGTH)
    return term
}
{ rest = $0 }
FILENAME == ARGV[1] && /^\| \[/ {
    word = tolower(substr($0, 4, index($0, "]") - 4))
    if (word <= last) complain("\"" word "\" stands behind \"" last "\"")
    last = word
    split($0, cell, "|"); rest = cell[3]
    while (next_term()) english[term] = FNR
}
FILENAME == ARGV[1] && /^\*\*[A-Z]\*\*/ { while (next_term()) chinese[term] = FNR }
FILENAME == ARGV[1] || (FILENAME ~ /\.c$/ && !/^ *\/\//) { next }
{ while (next_term()) if (!(term in english)) complain(term " is not in " ARGV[1]) }
END {
    FILENAME = ARGV[1]
    for (term in english) if (!(term in chinese)) { FNR = english[term]; complain(term " is not in the list from Chinese to English") }
    for (term in chinese) if (!(term in english)) { FNR = chinese[term]; complain(term " is in no table") }
    if (!last) complain("holds no term")
    exit bad
}
