# listings.awk - what the pages show as code, as a command or as output is
# so: no listing has been changed on one side only.
#
#   awk -f docs/tools/check/names.awk -f docs/tools/check/listings.awk pages=1 README.md … pages=0 x.c …
#
# The words behind ``` say what a listing is:
#
#   c, python            verbatim in one of the sources behind pages=0, which may
#                        indent it; a line … stands for lines that are left out
#   sh                   each line is a command; programs and targets of make exist
#   text test ch05 a/b   printed by a program; the test ch05 a/b compares it
#   c example            nowhere in the project, and only an example; also text
#
# A source that is a page itself, x.c, is looked through for listings as well.
function trimmed(line) { sub(/^[ \t]+/, "", line); sub(/[ \t\r]+$/, "", line); return line }

# Where the listing, with its pieces between the lines …, stands in one source.
function stands_in(text, pieces,    n, i, piece, at) {
    n = split(pieces, piece, "\n…\n")
    for (i = 1; i <= n; i++) {
        at = index(text, "\n" piece[i] "\n")
        if (!at) return 0
        text = substr(text, at + length(piece[i]) + 1)
    }
    return 1
}
function end_of_listing(    where) {
    where = file ":" first
    sub(/^\n+/, "", listing); sub(/\n+$/, "", listing)
    if (kind == "sh") check_commands(where)
    else if (kind ~ /^(c|python)$/) { wanted[++wants] = listing; at[wants] = where; language[wants] = kind }
    else if (kind ~ /^text test /) {
        if (declared(substr(kind, 11, 4), substr(kind, 16)) != 1) tell(where, "no such test: " kind)
    }
    else if (kind !~ /^(c|text|python|math|sh) example$|^math$/) tell(where, "the listing is no " (kind ? kind : "known kind") ", and not called an example: see docs/tools/check/listings.awk")
    listings++
}
function check_commands(where,    n, i, line, name) {
    n = split(listing, line, "\n")
    for (i = 1; i <= n; i++) {
        rest = line[i]
        while (name = next_name("[.]/ch[0-9][0-9]/[a-z0-9_]+"))
            if (!is_program(substr(name, 3))) tell(where, "no such program: " name)
        rest = line[i]
        while (name = next_name("make +[a-z][a-z0-9-]*")) {
            sub(/make +/, "", name)
            if (!(name in target)) tell(where, "no such target: make " name)
        }
        rest = line[i]
        while (name = next_name("[a-z]+/[a-z/_]+[.](py|mjs|awk)"))
            if (!exists(name)) tell(where, "no such file: " name)
    }
}
function tell(where, message) { print where ": error: " message > "/dev/stderr"; bad = 1 }

# The targets of make: those that are .PHONY, and the chapters.
BEGIN {
    while (("cat Makefile */*/*.mk docs/docs.mk" | getline line) > 0) {
        if (line ~ /\\$/) { before = before line; continue }
        line = before line; before = ""
        if (sub(/^\.PHONY:/, "", line)) { n = split(line, part, " "); for (i = 1; i <= n; i++) target[part[i]] }
    }
    for (i = 1; i <= 7; i++) { target["ch0" i]; target["ch0" i "-test"] }
}
FNR == 1 { if (kind) tell(file ":" first, "the listing has no end"); kind = ""; file = FILENAME }
!pages   { source[file] = source[file] "\n" trimmed($0) }
{ line = $0 }
!pages   { if (!sub(/^ *\/\/ ?/, "", line)) next }
/^ *(\/\/ )?```/ {
    if (first) { end_of_listing(); first = 0; kind = ""; next }
    kind = line; sub(/^ *```/, "", kind); first = FNR; listing = ""
    next
}
first    { listing = listing trimmed(line) "\n" }

END {
    for (i = 1; i <= wants; i++) {
        found = 0
        for (f in source) if (stands_in(source[f] "\n", wanted[i])) { found = 1; break }
        if (!found) tell(at[i], "this " language[i] " stands in no source; is it only an example?")
    }
    if (!bad && !listings) tell("docs", "no listing was found")
    exit bad
}
