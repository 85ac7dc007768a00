# mark.awk - says that a Chinese page follows its English one: prints it, with new
# last lines.
#
#   LC_ALL=C awk -f units.awk -f chinese.awk -f mark.awk x.zh.md x.c
#
# It must have the same kinds of blocks in the same order; else it says where they
# part, and has status 1.
function english(kind, text, lead) {
    n++
    if (!parted && kind != zh_kind[n]) {
        parted = 1
        print ARGV[1] ":" zh_line[n] ": error: here is " (zh_kind[n] ? "a " zh_kind[n] : "the end") ", where " page ":" block_at " has the " kind " " substr(text, 1, 60) > "/dev/stderr"
    }
    list = list (n % 10 == 1 ? "\n" : " ") key_of(text)
}
function english_same(line, lead) { }
END {
    if (!parted && n < zh_count) { parted = 1; print ARGV[1] ":" zh_line[n + 1] ": error: the English page ends before this " zh_kind[n + 1] > "/dev/stderr" }
    if (parted) exit 1
    while ((getline line < ARGV[1]) > 0) {
        if (line ~ /^<!-- follows/) break
        if (line == "") { blank = blank "\n"; continue }
        printf "%s%s\n", blank, line; blank = ""
    }
    print "\n<!-- follows" list "\n-->"
}
