# programs.awk - a table of every program, for docs/programs.md.
#
#   awk -f programs.awk -v runs=build/docs/runs -v programs="ch05/train …" \
#       docs/programs.md ch01_basics/README.md …
#
# Prints the page, with the tables at <div data-programs>; with -v chinese=yes in Chinese,
# from the chapters' Chinese pages. The question of a program
# is the one that its chapter's page asks in a row | [name](name.c) | question |.
# A program without such a row is an error. Of a program that could not run, for want of
# its data, say, the record tells what it uses and draws.
function say(english, its_chinese) { return chinese ? its_chinese : english }
function complain(message) { print message > "/dev/stderr"; bad = 1 }
function first_line(file, pattern,    line, found) {
    while (!found && (getline line < file) > 0) found = line ~ pattern
    close(file)
    return found ? line : ""
}
# run-again says so of a training that has a record.
function is_missing(run) { return first_line(run "/again.txt", ".") == "missing" }
# Which images a run says that it used.
function data_of(run, record,    line, said) {
    said = is_missing(run) ? record "/printed.txt" : run "/output.txt"
    line = first_line(said, "^data: ")
    if (line == "" && is_missing(run)) complain(said ": error: does not say which data it used")
    if (line ~ /built-in/) return say("built-in digits", "内置的数字")
    if (line) return (line ~ /MNIST/ ? "MNIST" : say("images", "图像")) (is_missing(run) ? say(" (not in this build)", "（这次编译时没有）") : "")
    return first_line(said, "^weights: ") ? say("given weights", "给定的权重") : say("none", "无")
}
function seconds_of(run,    line) {
    if (is_missing(run)) return say("not run here; see its page", "这里没有运行，见它的页面")
    line = first_line(run "/seconds.txt", ".")
    if (line == "") complain(run "/seconds.txt: error: is missing")
    return line == "*" ? "\\*" : line < 1 ? say("below 1", "不到 1") : sprintf("%.0f", line)
}
function figures_of(folder,    command, name, names) {
    command = "ls " folder " 2>/dev/null | sed -n 's/[.]svg$//p'"
    while ((command | getline name) > 0) names = names (names ? " " : "") "`" name "`"
    close(command)
    return names ? names : say("none", "无")
}
function row(folder, name, question,    chapter, run, record) {
    chapter = substr(folder, 1, 4)
    run = runs "/" chapter "/" name
    record = folder "/records/" name
    gsub(/\]\(/, "](../" folder "/", question)
    print "| [" name "](../" folder "/" name ".c) | " question " | " data_of(run, record) " | " seconds_of(run) " | " figures_of(is_missing(run) ? record : run "/out/" chapter) " |"
}
BEGIN { count = split(programs, name, " "); for (i = 1; i <= count; i++) waits[name[i]] }
FNR == 1 && FILENAME ~ /README/ {
    folder = FILENAME; sub(/\/.*/, "", folder)
    if (tables++) print "\n</div>"
    print "\n## " (chinese ? "第 " substr($0, 3, 1) " 章" substr($0, 4) : "Chapter " substr($0, 3)) "\n\n<div class=\"programs\">\n"
    print say("| program | its question | data | seconds | figures |", "| 程序 | 它的问题 | 数据 | 秒 | 图 |") "\n|---|---|---|---|---|"
}
FILENAME !~ /README/ { if (!/^<div data-programs/) print; next }
/^\| \[/ {
    split($0, cell, / *\| */)
    if (match(cell[2], /\([a-z0-9_]+\.c\)/)) {
        program = substr(cell[2], RSTART + 1, RLENGTH - 4)
        if ((substr(folder, 1, 4) "/" program) in waits) {
            row(folder, program, cell[3])
            delete waits[substr(folder, 1, 4) "/" program]
        }
    }
}
END {
    if (tables) print "\n</div>"
    for (program in waits) complain("docs/programs.md: error: no chapter's page asks a question for " program)
    exit bad
}
