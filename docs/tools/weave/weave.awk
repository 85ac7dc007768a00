# weave.awk - turn a C file into a Markdown page: prose beside code.
#
#   awk -f weave.awk [-v run=FOLDER] [-v record=FOLDER] [-v figures="a.svg b.svg"] x.c > x.md
#   merge.awk ... | awk -f weave.awk -v path=x.c -v chinese=yes ... - > x.zh.md
#
# A line that holds nothing but a // comment is prose, in Markdown; every other
# line is code. Prose stands beside the code that follows it. What comes before
# the first section, and what a blank line cuts off from the code, takes the
# full width. /* comments */ and those behind code stay in the code.
#
# With run, the folder in which the program ran for this build, its output
# stands beside the first prose after the last code. There go also the figures
# that the prose has not placed by ![caption](name.svg). With record, the folder
# of what docs/tools/weave/record wrote, that stands there instead, with its date. The
# first code leads to the page on reading C.
#
# {run: words} in the prose becomes the first line of the output that holds the words.
# The picture comes first: the figure of the lead stands below it, or else the first one
# of the prose after the code. And on the page of a program what draws is folded, and a main of which the
# prose says nothing. On any page, so is what stands between a line /* folded */ and the next prose.

function flush(    first, last) {               # what was read becomes a block
    for (first = 1; first <= lines && code[first] == ""; first++) ;
    for (last = lines; last >= first && code[last] == ""; last--) ;
    if (prose ~ /[^\n]/ || first <= last) {
        text[++blocks] = prose
        for (; first <= last; first++) source[blocks] = source[blocks] code[first] "\n"
        if (source[blocks]) last_code = blocks
    }
    prose = ""; lines = 0
}

function open_row(class) {
    if (!woven++) print "<div class=\"weave\">"
    print "<div class=\"row " class "\">\n<div class=\"prose\">\n"
}
function middle(class)  { print "\n</div>\n<div class=\"src " class "\">\n" }
function close_row()    { print "\n</div>\n</div>" }
function close_weave()  { if (woven) print "</div>\n"; woven = 0 }
function full_width(s)  { if (s ~ /[^\n]/) { close_weave(); print s } }

# Doxygen drops the indentation that all lines of a block share; a class of the
# style sheet puts it back.
function shared_indent(s,    line, n, i, least) {
    least = 99
    n = split(s, line, "\n")
    for (i = 1; i <= n; i++)
        if (match(line[i], /[^ ]/) && RSTART - 1 < least) least = RSTART - 1
    return least
}
function weave(s, c) {
    open_row(""); print s
    if (!said++) facts()
    middle("in" shared_indent(c)); listing(c)
    close_row()
}

# The prose with what it quotes of the run.
function quoted(s,    line, words, found) {
    while (match(s, /\{run: [^}]*\}/)) {
        words = substr(s, RSTART + 6, RLENGTH - 7); gsub(/\n/, " ", words)
        found = ""
        while (!found && (getline line < (run "/output.txt")) > 0) if (index(line, words)) found = line
        close(run "/output.txt")
        if (!found) { print path ": error: the run printed no line with \"" words "\"" > "/dev/stderr"; bad = 1; found = words }
        gsub(/^ +| +$/, "", found)
        s = substr(s, 1, RSTART - 1) "`" found "`" substr(s, RSTART + RLENGTH)
    }
    return s
}
# The code of a row, in pieces: the functions that are folded, each with the comment
# above it, and what stands between.
function listing(c,    line, kind, n, i, last, was) {
    n = split(c, line, "\n")
    split("", kind)
    n = folded_rest(line, kind, n)
    for (i = 1; i < n && !kind[i]; i++) {
        if (!(last = end_of_function(line, i, n)) || !(was = fold(line[i], i > 1))) continue
        while (i > 1 && line[i - 1] ~ /^(\/\*| \*)/) i--
        for (; i <= last; i++) kind[i] = was
        i = last
    }
    for (i = 1; i < n; i++) {
        if (line[i] == "") kind[i] = kind[i - 1]
        if (i == 1 || kind[i] != kind[i - 1]) { end_piece(kind[i - 1]); begin_piece(kind[i]) }
        piece = piece line[i] "\n"
    }
    end_piece(kind[n - 1])
}
# What stands behind the line /* folded */ is folded; the line itself goes. The number
# of lines that are left.
function folded_rest(line, kind, n,    i, at) {
    for (i = 1; i <= n; i++) {
        if (at) { line[i - 1] = line[i]; kind[i - 1] = say("Show the code", "显示代码") }
        else if (line[i] == "/* folded */") at = i
    }
    return at ? n - 1 : n
}
# The line with the last brace of the function that begins at line i; 0 if none does, or
# if the prose cuts it.
function end_of_function(line, i, n) {
    if (line[i] !~ /^[A-Za-z].*\(/) return 0
    for (; i <= n && line[i] !~ /;$/ || line[i] ~ /^ /; i++)
        if (line[i] ~ /^}|^[A-Za-z].*\{.*}$/) return i
    return 0
}
function fold(head, below) {
    if (!run) return ""
    if (head ~ /^int main\(/) return below ? say("Show main", "显示 main") : ""
    return head ~ /PlotFrame [a-z]|Plot \*plot|[ *]draw[a-z_]*\(/ ? say("Show the code that draws this", "显示画图的代码") : ""
}
function begin_piece(summary) {
    if (summary) print "<details class=\"code\">\n<summary>" summary "</summary>\n"
}
function end_piece(summary) {
    sub(/\n+$/, "\n", piece)
    if (piece) print "```c\n" piece "```\n"
    if (summary) print "</details>\n"
    piece = ""
}

function short()   { return substr(path, 1, 4) }
function program() { return chapter() ? short() "/" name : name }
function chapter() { return path ~ /^ch[0-9]/ }
function say(english, its_chinese) { return chinese ? its_chinese : english }
function exists(file,    line, found) { found = (getline line < file) > 0; close(file); return found }

function up(    s) { s = path; gsub(/[^\/]+\//, "../", s); sub(/[^\/]*$/, "", s); return s }
function facts(    header) {                # what stands beside the first code
    print "<div class=\"facts\">\n\n**" say("Source", "源文件") "** `" path "`\n"
    header = path; sub(/c$/, "h", header)
    if (exists(header)) { sub(/.*\//, "", header); print "**" say("Interface", "接口") "** [" header "](" header ")\n" }
    if (precision) print "**" say("Precision", "精度") "** `" precision "`\n"
    if (run && chapter()) print "**" say("Run it", "运行") "** `make " short() " && ./" program() "`\n"
    print "**" say("New to C", "没学过 C") "** [" say("How to read C", "怎样读 C") "](" up() "docs/reading-c.md)\n"
    print "</div>"
}

function command(words) {
    gsub(/--/, "\\\\--", words)             # else Doxygen makes one dash of two
    print "<div class=\"command\">\n\n" words "\n\n</div>\n\n```text"
}
function what_it_printed(    line) {
    command("./" program())
    while ((getline line < (run "/output.txt")) > 0) print line
    print "```"
}
function what_was_recorded(    line, fact, commands, again) {
    while ((getline line < (record "/printed.txt")) > 0)
        if (sub(/^\$ /, "", line)) { if (commands++) print "```\n"; command(line) }
        else if (commands) { if (line) print line }
        else { fact[substr(line, 1, index(line, ":") - 1)] = substr(line, index(line, ":") + 2) }
    print "```\n\n<div class=\"recorded\">\n"
    getline again < (run "/again.txt")
    if (chinese) print "这是 " fact["date"] " 的记录：处理器是 " fact["processor"] "，用了 " fact["threads"] " 个线程，源码版本是 " fact["revision"] "。" \
        (again == "same"  ? "制作这一页时，第一条命令又运行了一遍，打印的数完全相同。" : \
         again == "close" ? "制作这一页时，第一条命令又运行了一遍，每个数与记录相差都不到二十分之一；换一种编译器或处理器，舍入的方式会有不同。" : \
                            "制作这一页时，没有数据，所以第一条命令没有再运行。")
    else print "Recorded on " fact["date"] " with " fact["threads"] " threads of " fact["processor"] \
        ", from revision " fact["revision"] ". The first command was " \
        (again == "same"  ? "run again when this page was made: it printed the same numbers." : \
         again == "close" ? "run again when this page was made: each number was the same within a twentieth. Another compiler or processor rounds in other ways." : \
                            "not run again when this page was made, because the data were not there.")
    print "\n</div>"
}
function run_row(s) {
    close_weave()
    open_row("ran"); print s "\n" unplaced
    middle("output")
    if (record) what_was_recorded(); else what_it_printed()
    close_row(); close_weave()
}

FNR == 1 { if (!path) path = FILENAME; name = path; sub(/.*\//, "", name); sub(/\.c$/, "", name) }
{ sub(/[ \t\r]+$/, "") }
/^ *\/\/( |$)/ {
    if (lines) flush()
    sub(/^ *\/\/ ?/, "")
    if (/^precision: double$/) { precision = "double"; next }
    if (/^(```|~~~)/) fence = !fence
    if (/^#+ / && !fence) flush()
    prose = prose $0 "\n"
    everything = everything $0
    next
}
/^$/ { if (lines) code[++lines] = ""; else if (prose !~ /^## [^\n]*\n$/) flush(); next }
     { code[++lines] = $0 }

# The first figure of the blocks first to last, taken out of them.
function take_figure(first, last,    i, n, line, k, at) {
    for (i = first; i <= last; i++) {
        n = split(text[i], line, "\n")
        for (k = 1; k <= n; k++) {
            if (line[k] !~ /^!\[.*\]\([^)]+\.svg\)$/) continue
            at = index(text[i], line[k] "\n")
            text[i] = substr(text[i], 1, at - 1) substr(text[i], at + length(line[k]) + 1)
            gsub(/\n\n\n+/, "\n\n", text[i])
            return line[k]
        }
    }
    return ""
}

END {
    flush()
    if (text[1] !~ /^# /) { print FILENAME ":1: error: no title: the first line is to be // # Title" > "/dev/stderr"; exit 1 }
    n = split(figures, figure, " ")
    for (i = 1; i <= n; i++)
        if (!index(everything, "(" figure[i] ")")) unplaced = unplaced "![](" figure[i] ")\n\n"
    for (i = 1; i <= blocks; i++) {
        text[i] = quoted(text[i])
        if (text[i] ~ /^# /) {                       # the title and the lead
            if (!(picture = take_figure(i, i)) && run) picture = take_figure(last_code + 1, blocks)
            print substr(text[i], 1, index(text[i], "\n"))
            print "<div class=\"lead\">\n" substr(text[i], index(text[i], "\n") + 1) "\n</div>\n"
            text[i] = ""
            if (picture) print "<div class=\"deciding\">\n\n" picture "\n\n</div>\n"
        }
        if (!source[i] && run && last_code < i && !ran++) run_row(text[i])
        else if (!source[i]) full_width(text[i])
        else weave(text[i], source[i])
    }
    if (run && !ran) run_row("## " say("What it prints", "打印出什么") "\n\n")
    close_weave()
    exit bad
}
