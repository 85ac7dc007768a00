# md2dox.awk - Doxygen's input filter: the Markdown of code hosts in, Doxygen's
# out. Every line stays on its line, so that warnings point at the right one.
#
#   $x$  $`x`$  $$x$$  ```math   formulas: \f$x\f$ and \f[x\f]
#   # Title                      the page's label: ch05/train.c is ch05_train,
#                                ch05/README.zh.md is ch05_zh
#   [text](other.c)              a link to that file's page, from a Chinese page to
#                                the Chinese one if there is, also if the link
#                                leads to its words in docs/zh; the text alone, if
#                                the file is there but is no page of the site
#   ![caption](x.svg)            a place for the figure; finish.mjs fills it
#   <!-- ![caption](x.svg) -->   the same, for a figure that only the site has
#   **x**                        <b>x</b>, which needs no space around it
#   **x**                        <b>x</b>, which needs no space around it; in a Chinese
#                                page *x* is <em>x</em> or <i>x</i> likewise
#   <div ...> alone on a line    through Doxygen untouched; also <details ...>
#                                and <summary>words</summary>
#   *Answer.* words              a paragraph that is folded; in Chinese **答案**：
#
# Environment: ROOT, the project's folder; DOCS_INPUTS, a file that lists the
# sources of all pages. In a header only the comments are converted.

# The path of url as seen from the folder dir, without . and .. in it.
function resolve(url,    part, n, i, depth, stack, path) {
    n = split(dir url, part, "/")
    for (i = 1; i <= n; i++)
        if (part[i] == "..") depth--
        else if (part[i] != "." && part[i] != "") stack[++depth] = part[i]
    for (i = 1; i <= depth; i++) path = path (i > 1 ? "/" : "") stack[i]
    return path
}
function label(path) {
    if (path ~ /^README\./) path = "index" substr(path, 7)
    sub(/\/README\.md$/, "", path); sub(/\/README\.zh\.md$/, "_zh", path); sub(/\.(c|md)$/, "", path)
    gsub(/[\/.-]/, "_", path)
    return path
}
function in_chinese(path) { if (path !~ /\.zh\./) sub(/\.(c|md)$/, ".zh&", path); return path }
function page_of(path) {
    if (path !~ /\.h$/) return label(path) ".html"
    sub(/.*\//, "", path); gsub(/_/, "__", path); gsub(/\./, "_8", path)
    return path ".html"
}
function on_disk(path,    line, status) {
    status = (getline line < (ENVIRON["ROOT"] "/" path)); close(ENVIRON["ROOT"] "/" path)
    return status >= 0
}
function link(words, url,    path, anchor) {
    if (url ~ /^(https?:|mailto:|#)/) return "<a href=\"" url "\">" text(words) "</a>"
    path = resolve(url)
    if (match(path, /#.*/)) { anchor = substr(path, RSTART); path = substr(path, 1, RSTART - 1) }
    if (self ~ /\.zh\./) {
        if (sub(/^docs\/zh\//, "", path) && !(in_chinese(path) in page)) sub(/\.md$/, ".c", path)
        if (path "/README.md" in page) path = path "/README.md"
        if (in_chinese(path) in page) path = in_chinese(path)
    }
    if (path in page) return "<a href=\"" page_of(path) anchor "\">" text(words) "</a>"
    if (path "/README.md" in page) return "<a href=\"" page_of(path "/README.md") "\">" text(words) "</a>"
    if (!on_disk(path)) return "<a href=\"missing:" url "\">" text(words) "</a>"     # finish.mjs complains
    return text(words)
}
# A figure of a program's own run is named alone; others by their path.
function figure(caption, url,    from) {
    if (url !~ /\.svg$/) return "<img src=\"" resolve(url) "\" alt=\"" caption "\"/>"
    from = url ~ /\// ? resolve(url) : self ":" url
    sub(/\.zh\.c:/, ".c:", from)
    return "\\htmlonly[block]<figure data-from=\"" from "\"><figcaption>\\endhtmlonly " \
           text(caption) " \\htmlonly[block]</figcaption></figure>\\endhtmlonly"
}
# Chinese words get dots below them, others are in italics.
function emphasis(words) { return words ~ /[^ -~]/ ? "<em>" words "</em>" : "<i>" words "</i>" }
# Doxygen takes "words" in quotation marks for one word, and a formula in it is lost. It
# drops a % before a letter, and each Chinese sign is one to it; that of a formula stays.
function quotation(words) {
    if (words !~ /[<\\]/ && self !~ /\.h$/) gsub(/"/, "\\&quot;", words)
    if (!display && self ~ /\.zh\./) gsub(/%/, "\\\\&", words)
    return words
}
# Nor is the `&p;` of `q = &p;` a sign of HTML.
function without_entities(code) { if (code ~ /&[A-Za-z]+;/) gsub(/&/, "\\&amp;", code); return code }
# One line outside fences: code spans, formulas, bold, links and images.
function text(s,    o, rest, t, end) {
    while (match(s, /\\\$|\$`[^`]*`\$|\$\$[^$]*\$\$|\$\$|\$[^ $][^$]*\$|`+|\*\*[^ *]([^*]*[^ *])?\*\*|\*[^ *]([^*]*[^ *])?\*|!?\[[^]]*\]\([^) ]+\)/)) {
        o = o quotation(substr(s, 1, RSTART - 1))
        t = substr(s, RSTART, RLENGTH); rest = substr(s, RSTART + RLENGTH)
        if (display && t != "$$")      { o = o substr(t, 1, 1); s = substr(t, 2) rest; continue }
        if (t == "$$")                 { o = o (display ? "\\f]" : "\\f["); display = !display }
        else if (t == "\\$")           o = o "$"
        else if (t ~ /^\$\$/)          o = o "\\f[" substr(t, 3, length(t) - 4) "\\f]"
        else if (t ~ /^\$`/)           o = o "\\f$" substr(t, 3, length(t) - 4) "\\f$"
        else if (t ~ /^`/) {                                # a code span, whole
            end = index(rest, t)
            if (rest ~ /^[.(]/ && o ~ /[^ -~]$/) o = o "&zwj;"      # else Doxygen loses the beginning of `.x`
            if (t == "`" && substr(rest, 1, end) ~ /'/)     # Doxygen ends `x' there
                o = o "``" substr(rest, 1, end) "`"
            else o = o t without_entities(substr(rest, 1, end ? end + length(t) - 1 : 0))
            if (end) rest = substr(rest, end + length(t))
        }
        else if (t ~ /^\$/) {
            if (t ~ / \$$/ || rest ~ /^[0-9]/) { o = o "$"; rest = substr(t, 2) rest }
            else o = o "\\f$" substr(t, 2, length(t) - 2) "\\f$"
        }
        else if (t ~ /^\*\*/)          o = o "<b>" text(substr(t, 3, length(t) - 4)) "</b>"
        else if (t ~ /^\*/)            o = o (self ~ /\.zh\./ ? emphasis(text(substr(t, 2, length(t) - 2))) : t)
        else {
            end = index(t, "](")
            if (t ~ /^!/) o = o figure(substr(t, 3, end - 3), substr(t, end + 2, length(t) - end - 2))
            else          o = o link(substr(t, 2, end - 2), substr(t, end + 2, length(t) - end - 2))
        }
        s = rest
    }
    return o quotation(s)
}

BEGIN { while ((getline line < ENVIRON["DOCS_INPUTS"]) > 0) page[line] }
FNR == 1 {
    path = FILENAME
    if (index(path, ENVIRON["ROOT"] "/") == 1) path = substr(path, length(ENVIRON["ROOT"]) + 2)
    if (sub(/^build\/docs\/pages\//, "", path) && path !~ /README/) sub(/md$/, "c", path)
    self = dir = path
    if (!sub(/[^\/]*$/, "", dir)) dir = ""
}
self ~ /\.h$/ { if (/^ *(\/\*|\*)|\/\*\*/ || comment) print text($0); else print
                comment = /\/\*/ ? !/\*\// : comment && !/\*\//; next }

fence == "" && /^ *```math *$/     { fence = "math"; print "\\f["; next }
fence == "math" && /^ *``` *$/     { fence = ""; print "\\f]"; next }
fence == "math"                    { print; next }
/^ *(```|~~~)/ {
    mark = substr($0, match($0, /[`~]/), 3)
    if (fence == "") { fence = mark; $0 = mark ($1 == mark "c" ? "c" : "{.unparsed}") }
    else if (fence == mark) fence = ""
    print; next
}
fence != ""                        { print; next }
/^# / && !titled++                 { print text($0) (self == "README.md" ? "" : " {#" label(self) "}"); next }
/^<!-- !\[.*\]\([^)]*\) -->$/ { print text(substr($0, 6, length($0) - 9)); next }
/^<\/?(div|details)[^<]*>(<\/div>)?$|^<summary>[^<]*<\/summary>$/ { print "\\htmlonly[block]" $0 "\\endhtmlonly"; next }
# An answer ends with its paragraph.
function fold(summary) { return "\\htmlonly[block]<details class=\"answer\"><summary>" summary "</summary>\\endhtmlonly " }
sub(/^\*Answer\.\* /, "")   { answer = 1; print fold("Answer") text($0); next }
sub(/^\*\*答案\*\*：/, "")   { answer = 1; print fold("答案") text($0); next }
answer && /^ *$/            { answer = 0; print "\\htmlonly[block]</details>\\endhtmlonly"; next }
{ print text($0) }
