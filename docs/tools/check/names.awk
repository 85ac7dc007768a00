# names.awk - for the checks of pages: do the files, tests, programs and exercises
# that a page names exist? For awk -f names.awk -f CHECK.awk, at the project's root.
function complain(message) { print FILENAME ":" FNR ": error: " message > "/dev/stderr"; bad = 1 }
function exists(path,    line, there) { there = (getline line < path) >= 0; close(path); return there }

# What there is, looked for once: tests[ch05 suite/name] and is_file[ch05/train.c].
function look(    command, line, part) {
    command = "grep -oE '^Test[(][a-z0-9_]+, [A-Za-z0-9_]+' ch[0-9][0-9]_*/tests/*.c"
    while ((command | getline line) > 0) {
        split(line, part, /[(:]|, /)
        tests[substr(line, 1, 4) " " part[3] "/" part[4]]++
    }
    close(command)
    command = "ls ch[0-9][0-9]_*/*.[ch]"
    while ((command | getline line) > 0) {
        split(line, part, "/")
        is_file[substr(line, 1, 4) "/" part[2]]
    }
    close(command)
    looked = 1
}
# How often the tests of a chapter declare suite/name.
function declared(chapter, test) {
    if (!looked) look()
    return tests[chapter " " test] + 0
}
# ch05/train is a program: a .c file without a .h beside it.
function is_program(name) {
    if (!looked) look()
    return (name ".c") in is_file && !((name ".h") in is_file)
}
# The names that match the pattern in text, one after the other; "" at the end.
function next_name(pattern,    found) {
    if (!match(rest, pattern)) return ""
    found = substr(rest, RSTART, RLENGTH)
    rest = substr(rest, RSTART + RLENGTH)
    return found
}
# Complains of each test that text names, as `ch05 suite/name`, and that is not
# declared once. Returns how many it names.
function check_tests(text,    test, found) {
    rest = text
    while (test = next_name("`ch[0-9]+ [a-z0-9_]+/[a-z0-9_]+`")) {
        found++
        if (declared(substr(test, 2, 4), substr(test, 7, length(test) - 7)) != 1) complain("declared not once: " test)
    }
    return found
}
# The same of each program, as ./ch05/train.
function check_programs(text,    name, found) {
    rest = text
    while (name = next_name("[.]/ch[0-9][0-9]/[a-z0-9_]+")) {
        found++
        if (!is_program(substr(name, 3))) complain("no such program: " name)
    }
    return found
}
