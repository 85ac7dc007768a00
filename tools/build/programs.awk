# programs.awk - what a chapter has to run, a line for each program, with its question:
#
#   awk -f tools/build/programs.awk ch05_backprop/README.md
#
# The order and the questions are those of the chapter's tables. A module, which has a
# header, is no program.
function has(file,    line, there) { there = (getline line < file) >= 0; close(file); return there }
BEGIN { FS = " *[|] *" }
/^\| \[/ {
    folder = FILENAME; sub(/\/.*/, "", folder)
    while (match($2, /\([a-z0-9_]+\.c\)/)) {
        name = substr($2, RSTART + 1, RLENGTH - 4)
        $2 = substr($2, RSTART + RLENGTH)
        question = $3
        gsub(/ \([^A-Za-z]*\)|[$*`]/, "", question)
        if (!has(folder "/" name ".h")) printf "  %-32s  %s\n", "./" substr(folder, 1, 4) "/" name, question
    }
}
