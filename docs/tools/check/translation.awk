# translation.awk - each Chinese page keeps up with its English one.
#
#   LC_ALL=C awk -f translation.awk -v release= README.md ch01_basics/README.md ...
#
# x.zh.md says the same as x.md. The last line of x.zh.md names the version that
# it follows, as git names the content of a file; if x.md is another by now,
# somebody must look. Both link to each other below the title, and have the same
# levels of headings, links, formulas, code, and numbers of rows and points. A
# link goes to the Chinese page where there is one. What the English page says
# in Chinese is a term of the notes, and occurs in the Chinese page.
#
# Code hosts want a space before the $ of a formula, no Chinese character behind
# it, and a space where ** follows a sign: **…？** or it stays as it is.
function complain(message) { print zh ": error: " message > "/dev/stderr"; bad = 1 }
# A page that lags behind is no error, but for a release. Nothing more is asked of it.
function lags(message) {
    if (release) complain(message)
    else print zh ": warning: " message > "/dev/stderr"
    return !release
}
function add(page, what) { seen[what]; times[page, what]++ }

# The words of a page go to text[page], all that can be counted to times[].
function look(page, path,    line, level, fence, n) {
    while ((getline line < path) > 0) {
        n++
        if (line ~ /^<!-- follows /) { split(line, part, " "); follows = part[4]; continue }
        if (line ~ /^```/) fence = !fence
        if (fence || line ~ /^```/) { add(page, "line of a listing: " line); continue }
        if (match(line, /^#+ /)) level = level " " RLENGTH - 1
        if (line ~ /^\|/) add(page, "row of a table")
        if (line ~ /^- /) add(page, "point of a list")
        text[page] = text[page] line "\n"
    }
    close(path)
    levels[page] = level
    return n
}
# Takes what the pattern finds out of rest, and returns it, or nothing.
function next_of(pattern,    found) {
    if (!match(rest, pattern)) return ""
    found = substr(rest, RSTART, RLENGTH)
    before = substr(rest, RSTART - 1, 1); behind = substr(rest, RSTART + RLENGTH, 3)
    rest = substr(rest, 1, RSTART - 1) " " substr(rest, RSTART + RLENGTH)
    return found
}
function count(page,    found) {
    rest = text[page]
    while (found = next_of("`[^`]*`")) add(page, "code: " found)
    while (found = next_of("[$][$][^$]*[$][$]|[$][^$\n]*[$]")) {
        if (page == "zh" && (before !~ /[ \n]/ || behind ~ /^[\344-\351]/)) complain("needs a space around " found)
        gsub(/\\text\{[^}]*\}/, "\\text{}", found)
        add(page, "formula: " found)
    }
    while (found = next_of("\\]\\([^) ]*\\)")) {
        found = substr(found, 3, length(found) - 3)
        sub(/#.*/, "", found)
        if (page == "zh" && found != own && chinese(found) && exists(folder chinese(found))) complain("link to " found " though there is " chinese(found))
        sub(/\.zh\.md$/, ".md", found)
        add(page, "link: " found)
    }
}
function chinese(path) { return path !~ /\.zh\.md$/ && sub(/\.md$/, ".zh.md", path) ? path : "" }
function exists(path,    line, found) { found = (getline line < path) > 0; close(path); return found }

function check(en,    what, command, hash) {
    zh = chinese(en)
    folder = own = en
    sub(/[^\/]*$/, "", folder); sub(/.*\//, "", own)
    own_zh = chinese(own)
    split("", seen); split("", times); split("", text); follows = ""
    look("en", en)
    if (!look("zh", zh)) { complain("is missing: " en " is not in Chinese yet"); return }

    command = "git hash-object '" en "' 2>/dev/null"
    if ((command | getline hash) > 0) {
        close(command)
        if (follows == "" || substr(hash, 1, length(follows)) != follows)
            if (lags(en " has changed since this page was written" \
                (follows == "" ? "" : ", see: git diff " follows " " en) "; bring it up to date, then: make zh-mark PAGES=" zh))
                return
    } else no_git = 1

    if (!index(text["en"], "[中文](" own_zh ")") || !index(text["zh"], "[English](" own ")"))
        complain("it and " en " do not link to each other")
    if (en ~ /glossary\.md$/) return        # in another order; has a check of its own
    count("en"); count("zh")
    if (levels["en"] != levels["zh"]) complain("its headings have the levels" levels["zh"] ", those of " en levels["en"])
    for (what in seen)
        if (times["en", what] != times["zh", what])
            complain(what ": " times["en", what] + 0 " in " en ", " times["zh", what] + 0 " here")
    if (text["zh"] ~ /%[\343-\357]/) complain("needs a space behind a %")
    rest = text["en"]
    while (what = next_of("([\344-\351][\200-\277][\200-\277])+"))
        if (what != "中文" && !index(text["zh"], what) && !said[zh, what]++) complain("does not mention " what)
    rest = text["zh"]
    while (what = next_of("[*][*][^*\n]+[*][*]"))
        if (what ~ /(，|。|？|！|：|；|）|”)[*][*]$/ && behind ~ /^[\344-\351A-Za-z0-9]/) complain("needs a space behind " what)
}
BEGIN {
    for (i = 1; i < ARGC; i++) check(ARGV[i])
    if (no_git) print "translations: versions not compared: no git"
    exit bad
}
