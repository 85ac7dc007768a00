# rooms.awk - holds the library against its order. common/README.md has a section for each
# room and names the modules in it, from the ground up; a module may use only those above
# it in that list. What a header does not show, the symbols do.
#
#   nm -A LIBRARY | awk -f tools/build/rooms.awk common/README.md - common/*/*.[ch]
#
# The sections and the modules are all there is, and each module stands in its room. What
# asks anything of an operating system, and be it to open a file, stands in system/, or in
# ranks/, which is a system of machines. Others read a stream that system/ has opened.
function complain(message) { print message > "/dev/stderr"; bad = 1 }
function module_of(path) { # common/room/name.h, or room/name.h
    sub(/^common\//, "", path); sub(/\.[ch]$/, "", path)
    return path
}

# 1. The order.
FILENAME == "common/README.md" {
    if (match($0, /^## .*\([a-z]+\/README\.md\)/)) {
        room = $0; sub(/\/README\.md\).*/, "", room); sub(/.*\(/, "", room)
    } else if (/^- \[/) {
        split($0, part, /[()]/)
        name = module_of(part[2])
        place[name] = ++modules
        if (name !~ "^" room "/") complain(FILENAME ":" FNR ": error: " name " stands in the section of " room)
    }
    next
}

# 2. The symbols: "library.a:name.o:                 U other".
FILENAME == "-" {
    n = split($1, part, ":")
    object = part[n - (part[n] == "" || part[n] ~ /^[0-9a-f]+$/)]
    sub(/\.(256|512)?\.?o$/, "", object)
    symbol = $NF
    if ($(NF - 1) ~ /^[TDBRC]$/) defined_in[symbol] = object
    else if ($(NF - 1) == "U") users[symbol] = users[symbol] " " object
    next
}

# 3. The includes.
FNR == 1 {
    me = module_of(FILENAME)
    seen[me] = 1
    if (!(me in place)) complain(FILENAME ": error: common/README.md does not name " me)
}
/^#include "/ {
    split($0, quoted, "\"")
    it = module_of(quoted[2])
    if (it != me && !(it in place)) complain(FILENAME ":" FNR ": error: " it " is in no room")
    else if (it != me && me in place && place[it] >= place[me]) complain(FILENAME ":" FNR ": error: " me " must not include " it ", which comes after it")
}

BEGIN {
    system_calls = "^_*(fork|exec[lv]p?e?|pipe2?|wait(pid)?|kill|alarm|sig(action|nal|procmask|fillset|addset|emptyset)|sysv_signal" \
        "|pthread_[a-z_]*|sched_[a-z]*|sysconf|prctl|dup[23]?|rename|unlink|rmdir|mkdir|mk[ds]temp|realpath|readlink|getp?pid|getcwd" \
        "|chdir|poll|select|fsync|fcntl|f?chmod|setsid|socket|dl(open|sym)" \
        "|f?open|openat|creat|fdopen|freopen|popen|tmpfile|[fl]?x?stat|fstatat|statx|f?access(at)?|(fd)?opendir|closedir|readdir(_r)?|scandir|n?ftw|glob" \
        "|p?read|p?write|readv|writev|lseek|f?truncate|close|mmap|isatty|remove|link|symlink|chown|utimensat)(64)?(_2|_chk)?([$][A-Z0-9]+)?$"
}
END {
    for (m in place) {
        if (!(m in seen)) complain("common/README.md: error: there is no module " m)
        short = m; sub(/.*\//, "", short)
        full[short] = m
    }
    for (symbol in users) {
        if (symbol ~ system_calls) {
            n = split(users[symbol], user, " ")
            for (i = 1; i <= n; i++)
                if (user[i] in full && full[user[i]] !~ /^(system|ranks)\//) complain("error: " full[user[i]] " uses " symbol "(), which is for system/ alone")
                else if (user[i] in full) asked++
        }
        if (!(symbol in defined_in)) continue
        it = full[defined_in[symbol]]
        n = split(users[symbol], user, " ")
        symbols += n
        for (i = 1; i <= n; i++)
            if (user[i] in full && place[it] > place[full[user[i]]])
                complain("error: " full[user[i]] " uses " symbol "(), which is in " it " and comes after it")
    }
    if (asked < 10) complain("error: only " asked + 0 " uses of the operating system were seen: have its functions other names here?")
    if (symbols < 100) complain("error: only " symbols + 0 " uses of symbols were seen: was nm given the library?")
    exit bad
}
