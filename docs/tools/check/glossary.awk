# glossary.awk - every Chinese term of the book is in its glossaries.
#
#   LC_ALL=C awk -f glossary.awk docs/glossary.md docs/glossary.zh.md \
#                                      ch*/README.md ch*/*.c ...
#
# The first file goes from English to Chinese, in the order of the English
# words; the second holds the same terms, with the same English words and links,
# in the order of pinyin, syllable by syllable. In the other files each term of the prose must be one
# of them, as a whole: that 学习率 is there does not help 学习. In .c files only
# lines that hold nothing but a // comment are prose.
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
function trim(s) { gsub(/^ +| +$/, "", s); return s }
# Each syllable for itself, as dictionaries do: 激活 ji huo stands before 加法 jia fa.
# An n or ng that no vowel follows ends a syllable. ü stands behind u.
function syllables(s,    out, end) {
    gsub(/ā|á|ǎ|à/, "a", s); gsub(/ē|é|ě|è/, "e", s); gsub(/ī|í|ǐ|ì/, "i", s)
    gsub(/ō|ó|ǒ|ò|Ō/, "o", s); gsub(/ū|ú|ǔ|ù/, "u", s); gsub(/ǖ|ǘ|ǚ|ǜ|ü/, "v", s)
    gsub(/’/, " ", s)
    while (match(s, /[^aeiouv ]*[aeiouv]+/)) {
        end = substr(s, RSTART + RLENGTH)
        if (end ~ /^ng([^aeiouv]|$)/) RLENGTH += 2
        else if (end ~ /^[nr]([^aeiouv]|$)/) RLENGTH++
        out = out " " substr(s, RSTART, RLENGTH)
        s = substr(s, RSTART + RLENGTH)
    }
    return out
}
# "Max 池化 chíhuà" stands where max chi hua would.
function order_of(word, pinyin) {
    gsub(/[\344-\351][\200-\277][\200-\277]/, "", word)
    return tolower(trim(trim(word) syllables(pinyin)))
}
function take(row,    at) {                  # cell[], and of the first one: word, url and what follows
    split(row, cell, "|")
    at = index(cell[2], "](")
    word = substr(cell[2], 3, at - 3)
    url = substr(cell[2], at + 2)
    after = trim(substr(url, index(url, ")") + 1))
    sub(/\).*/, "", url); sub(/\.zh\.md$/, ".md", url)
}
function in_order(word, key) {
    if (key <= last[FILENAME]) complain("\"" word "\" stands behind \"" last[FILENAME] "\"")
    last[FILENAME] = key
}
{ rest = $0 }
FILENAME == ARGV[1] && /^\| \[/ {
    take($0)
    in_order(word, tolower(word))
    n = split(cell[3], terms, ",")
    for (i = 1; i <= n; i++) says[trim(terms[i])] = word " at " url
    rest = cell[3]
    while (next_term()) english[term] = FNR
}
FILENAME == ARGV[2] && /^\| \[/ {
    take($0)
    if (word ~ /[\344-\351]/ && after == "") complain(word " has no pinyin")
    in_order(word, order_of(word, after))
    if (says[word] != trim(cell[3]) " at " url)
        complain(word " is \"" trim(cell[3]) " at " url "\" here; in " ARGV[1] " it is \"" says[word] "\"")
    chinese[word]
}
FILENAME == ARGV[1] || FILENAME == ARGV[2] || (FILENAME ~ /\.c$/ && !/^ *\/\//) || /^\[中文\]\([^ ]*\)$/ { next }
{ while (next_term()) if (!(term in english)) complain(term " is not in " ARGV[1]) }
END {
    FILENAME = ARGV[2]; FNR = 1
    for (term in says) if (!(term in chinese)) complain(term " is missing")
    if (!last[ARGV[1]]) complain("holds no term")
    exit bad
}
