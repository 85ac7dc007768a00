# names.awk - for the checks of pages: do the files, tests, programs and exercises
# that a page names exist? For awk -f names.awk -f CHECK.awk, at the project's root.
function complain(message) { print FILENAME ":" FNR ": error: " message > "/dev/stderr"; bad = 1 }
function exists(path,    line, there) { there = (getline line < path) >= 0; close(path); return there }
function counted(command,    count) { command | getline count; close(command); return count + 0 }

# How often the tests of a chapter declare suite/name.
function declared(chapter, test,    part) {
    split(test, part, "/")
    return counted("cat " chapter "_*/tests/*.c | grep -cE '^Test\\(" part[1] ", " part[2] "[,)]'")
}
# ch05/train is a program: a .c file without a .h beside it.
function is_program(name,    part) {
    if (!(name in program)) {
        split(name, part, "/")
        program[name] = counted("ls -d " part[1] "_*/" part[2] ".[ch] 2>/dev/null | grep -c 'c$'") && \
                       !counted("ls -d " part[1] "_*/" part[2] ".h 2>/dev/null | wc -l")
    }
    return program[name]
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
