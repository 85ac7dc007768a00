# rows.awk - puts rows of what a program printed into a page.
#
#   awk -f rows.awk -v runs=build/docs/runs docs/how-it-became-fast.md
#
# In the place of <div data-run="ch07/why_fast" data-rows="one|another"></div> come the
# rows of the run that begin with one of these names, each table with its first line.
# A name without a row is an error.
function complain(message) { print FILENAME ":" FNR ": error: " message > "/dev/stderr"; bad = 1 }
function attribute(name) {
    return match($0, name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 2, RLENGTH - length(name) - 3) : ""
}
function show(run, names,    file, line, n, i, name, title, shown, read, found) {
    n = split(names, name, "|")
    file = runs "/" run "/output.txt"
    print "```text"
    while ((read = (getline line < file)) > 0) {
        if (line ~ /^(way|door) /) title = line
        for (i = 1; i <= n; i++)
            if (index(line, name[i] "  ") == 1) {
                if (title != shown) print shown = title
                print line
                found[name[i]] = 1
            }
    }
    close(file)
    print "```"
    if (read < 0) complain("there is no run " run)
    for (i = 1; i <= n; i++)
        if (!found[name[i]]) complain(run " printed no row " name[i])
}
/^<div data-run=/ { show(attribute("data-run"), attribute("data-rows")); next }
{ print }
END { exit bad }
