# headers.awk - what Doxygen does not notice about a header.
#
#   awk -f headers.awk common/*/*.h ...
#
# Every header has an @file with its own name and an @ingroup chNN; the comment
# of every function mentions each parameter by its name; every value of an enum
# has a comment of its own.

function complain(message) {
    print FILENAME ":" FNR ": " message > "/dev/stderr"
    bad = 1
}
function mentions(name) { return (" " comment " ") ~ ("[^A-Za-z0-9_]" name "[^A-Za-z0-9_]") }

# The declaration of a function, on one line: its parameters' names.
function check_function(declaration,    list, n, i, part, name) {
    sub(/ *__attribute__.*/, "", declaration)
    list = declaration
    sub(/^[^(]*\(/, "", list); sub(/\)[^)]*$/, "", list)
    while (sub(/\(\*/, "", list)) sub(/\)\([^()]*\)/, "", list)   # a function as parameter
    name = declaration; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name)
    if (comment == "") { complain(name " has no comment"); return }
    n = split(list, part, ",")
    for (i = 1; i <= n; i++) {
        sub(/(\[[^]]*\])* *$/, "", part[i])
        if (part[i] ~ /^ *(void|\.\.\.)$/ || !match(part[i], /[A-Za-z_][A-Za-z0-9_]*$/)) continue
        if (!mentions(substr(part[i], RSTART)))
            complain(name "(): its comment does not mention " substr(part[i], RSTART))
    }
}

FNR == 1 { comment = declaration = ""; inside = in_enum = braces = 0; header = FILENAME; sub(/.*\//, "", header) }
/@file/    { if ($0 ~ ("@file ([a-z_]+/)*" header "$")) files[FILENAME] = 1 }
/@ingroup/ { if (/@ingroup ch0[1-7]( |$)/) groups[FILENAME] = 1 }

/^\/\*\*/ { comment = ""; inside = 1 }
inside {
    comment = comment " " $0
    if (/\*\//) inside = 0
    next
}
/^#/ { while (/\\$/ && (getline > 0)) ; next }

/^(typedef )?enum/ { in_enum = 1 }
in_enum {
    line = $0
    sub(/^(typedef )?enum[^{]*\{?/, "", line)
    if (line ~ /^ *[A-Z]/ && line !~ /\/\*\*</ && !continued) complain("a value without a comment: " line)
    continued = /\/\*/ ? !/\*\// : continued && !/\*\//
    if (/\}/) in_enum = 0
    next
}
/^\{/ { if (declaration ~ /\(/) check_function(declaration); declaration = comment = "" } # with a body
braces || /^\{/ || /^(typedef )?(struct|union).*\{/ {
    braces += gsub(/\{/, "{") - gsub(/\}/, "}")
    next
}
/^\{/ { check_function(declaration); declaration = comment = ""; in_body = 1 } # of an inline function
in_body { if (/^\}/) in_body = 0; next }
/^typedef/ && !/\(/ { next }
/^[A-Za-z_]/ { declaration = "" }
/^[A-Za-z_ ]/ && !/^extern / {
    declaration = declaration " " $0
    if (/; *$/) { if (declaration ~ /\(/) check_function(declaration); declaration = comment = "" }
}
END {
    for (i = 1; i < ARGC; i++) {
        if (!(ARGV[i] in files))  { print ARGV[i] ": no @file with its name" > "/dev/stderr"; bad = 1 }
        if (!(ARGV[i] in groups)) { print ARGV[i] ": no @ingroup ch01 ... ch07" > "/dev/stderr"; bad = 1 }
    }
    exit bad
}
