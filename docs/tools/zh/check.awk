# check.awk - does a Chinese page say what its English one says?
#
#   LC_ALL=C awk -f units.awk -f chinese.awk -f check.awk -v release= \
#                -v glossary=docs/glossary.zh.md x.zh.md x.c
#
# A block whose English has changed is a warning, and with release an error: the page
# shows it in English until somebody has looked. Of the others each has the formulas,
# code and numbers of its English, and as many links, rows and points. What the
# English says in Chinese is a term of the notes, and occurs in the Chinese. A word
# that the glossary names in its list "本书不用的说法" occurs nowhere. Only the Chinese
# leads to docs/zh, for whoever reads it on a code host.
#
# In the sources a space stands between Chinese and Latin letters, numbers, formulas
# and code. Code hosts want a space before the $ of a formula, and one where ** follows
# a sign: **…？** or it stays as it is.
function complain(i, message) { print ARGV[1] ":" zh_line[i] ": error: " message > "/dev/stderr"; bad = 1 }
function behind(i, message) {
    print (zh_count ? ARGV[1] ":" zh_line[i] : ARGV[1]) ": " (release ? "error" : "warning") ": " message > "/dev/stderr"
    if (release) bad = 1
}
# Takes what the pattern finds out of rest, and returns it, or nothing.
function next_of(pattern,    found) {
    if (!match(rest, pattern)) return ""
    found = substr(rest, RSTART, RLENGTH)
    before = substr(rest, 1, RSTART - 1); after = substr(rest, RSTART + RLENGTH)
    rest = before "\001" after
    return found
}
function add(side, what) { seen[what]; times[side, what]++ }
function count(side, text,    found, code) {
    rest = text
    while (found = next_of("[{]run: [^}]*[}]")) add(side, "quotation " found)
    while (found = next_of("`[^`]*`")) add(side, "code " found)
    while (found = next_of("[$][$][^$]*[$][$]|[$][^$\n]*[$]")) { gsub(/\\text *\{[^}]*\}/, "\\text{}", found); gsub(/[ \n]+/, " ", found); add(side, "formula " found) }
    while (found = next_of("\\]\\([^) ]*\\)")) {
        if (side == "zh" && found ~ /[(\/]docs\/zh\//) continue
        sub(/\.zh\.md/, ".md", found)
        if (ARGV[1] ~ /\.zh\.md$/) sub(/#.*/, ")", found)
        add(side, "link " substr(found, 2))
    }
    code = rest
    gsub(/,/, "", rest)
    # 134 million is 1.34 亿.
    while (found = next_of("[0-9]+([.][0-9]+)? (million|亿|万)")) add(side, "number " found * (found ~ /million/ ? 1 : found ~ /亿/ ? 100 : 0.01) " million")
    while (found = next_of("[0-9]+([.][0-9]+)?")) if (length(found) > 1) add(side, "number " found)
    add(side, "line"); while (sub(/\n/, " ", code)) add(side, "line")
}
function compare(i, kind, text,    what, plain) {
    split("", seen); split("", times)
    count("en", text); count("zh", zh[i])
    if (kind != zh_kind[i]) complain(i, "is a " zh_kind[i] ", the English a " kind)
    for (what in seen)
        if (what ~ /^l/ ? times["en", what] != times["zh", what] : !times["en", what] != !times["zh", what])
            complain(i, what ": " times["en", what] + 0 " in English, " times["zh", what] + 0 " here")
    rest = text
    while (what = next_of("([\344-\351][\200-\277][\200-\277])+")) if (!index(zh[i], what)) complain(i, "does not mention " what)
}
function typography(i,    what, plain) {
    rest = zh[i]
    while (what = next_of("[*][*][^*\n]+[*][*]"))
        if (what ~ /(，|。|？|！|：|；|）|”)[*][*]$/ && after ~ /^[\344-\351A-Za-z0-9]/) complain(i, "needs a space behind " what)
    rest = zh[i]
    while (what = next_of("[$][$][^$]*[$][$]|[$][^$\n]*[$]")) if (before != "" && before !~ /[ \n(]$/) complain(i, "needs a space before " what)
    plain = zh[i]
    gsub(/\]\([^)]*\)|[*\[]/, "", plain)
    if (match(plain, /[\344-\351][\200-\277][\200-\277]([A-Za-z0-9`]|[$][^$])/) || match(plain, /([A-Za-z0-9%]|[^ ][$`])[\344-\351][\200-\277][\200-\277]/)) {
        what = substr(plain, RSTART, RLENGTH)
        if (what !~ /^\\/ && plain !~ /\\text/) complain(i, "needs a space in " what)
    }
    if (zh[i] ~ /[\344-\351][\200-\277][\200-\277] *[,;:?!]/ && zh_kind[i] != "table") complain(i, "has an English sign behind a Chinese word")
    for (what in unused) if (index(zh[i], what)) complain(i, "says " what ", the book says " unused[what])
}
function read_glossary(    line, cell, within) {
    while ((getline line < glossary) > 0) {
        if (line ~ /^#/) within = line ~ /本书不用的说法/
        else if (within && line ~ /^\| [\344-\351]/) { split(line, cell, / *\| */); unused[cell[2]] = cell[3] }
    }
    close(glossary)
}
function english(kind, text, lead) { en[++n] = text; en_kind[n] = kind; en_page[n] = page; en_line[n] = block_at }
function english_same(line, lead) { }
END {
    know_keys()
    read_glossary()
    if (key_count != zh_count) { print ARGV[1] ": error: has " zh_count " blocks, and says what " key_count " of them follow: make zh-mark PAGES=" ARGV[1] > "/dev/stderr"; exit 1 }
    for (i = 1; i <= n; i++) {
        k = key_of(en[i])
        if (k in at) { here = at[k]; compare(here, en_kind[i], en[i]) }
        else behind(here + 1 <= zh_count ? here + 1 : zh_count, "here " en_page[i] ":" en_line[i] " has changed, see: " substr(en[i], 1, 60))
        now[k]
    }
    for (i = 1; i <= zh_count; i++) { typography(i); if (!(zh_key[i] in now)) old++ }
    if (old) behind(1, old " of its blocks follow what is in English no more; bring them up to date, then: make zh-mark PAGES=" ARGV[1])
    exit bad
}
