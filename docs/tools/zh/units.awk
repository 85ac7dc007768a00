# units.awk - cuts a page into its blocks; for awk -f units.awk -f merge.awk and others.
#
# A page is a .c file, of which only lines that hold nothing but a // comment are
# prose, or a .md file. For each block of prose unit(kind, text, lead) is called,
# where kind is heading, paragraph, caption, list, table or formula, and lead is what
# stands before each line. What is the same in every language comes line by line
# to same(line, lead): code, listings, formulas without words. A paragraph is one
# line, however it was broken; so to break it in another way changes nothing.
#
# The last lines of a Chinese page name the English blocks that it follows, in its
# own order, each by a number made of its text; they come to keys[page]:
#
#   <!-- follows
#   3fa2c1 12ab34 …
#   -->
#
# Run it with LC_ALL=C: every awk then looks at bytes.
function key_of(s,    i, h) {
    if (!(" " in ord)) for (i = 1; i < 256; i++) ord[sprintf("%c", i)] = i
    h = 5381
    for (i = 1; i <= length(s); i++) h = (h * 33 + ord[substr(s, i, 1)]) % 16777213
    return sprintf("%06x", h)
}
function end_unit(    t) {
    if (block == "") return
    t = block; block = ""; within = ""
    unit(block_kind, t, block_lead)
}
function begin(kind, text) { end_unit(); block_kind = kind; block_lead = cut_lead; block = text; block_at = FNR }
# A formula is known at its end only: with words in it, it can be translated.
function end_formula(    n, i, line) {
    if (block ~ /\\text *\{/) { end_unit(); return }
    n = split(block, line, "\n"); block = within = ""
    for (i = 1; i <= n; i++) same(line[i], block_lead)
}
function cut_line(s) {
    if (within == "listing") {
        same(s, cut_lead)
        if (s ~ /^ *```/) within = ""
    } else if (within == "formula") {
        block = block "\n" s
        if (s ~ /[$][$]$/) end_formula()
    } else if (s ~ /^ *```/) { end_unit(); within = "listing"; same(s, cut_lead) }
    else if (s ~ /^[$][$]/) {
        begin("formula", s); within = "formula"
        if (s ~ /^[$][$].*[$][$]$/) end_formula()
    } else if (s ~ /^<!-- !\[.*\]\([^)]*\) -->$/) { begin("caption", s); end_unit() }    # only the site shows it
    else if (s == "" || s ~ /^(---|<[^>]*>|<[^>]*><\/[^>]*>|precision: double|\[(中文|English)\]\([^)]*\))$/) { end_unit(); same(s, cut_lead) }
    else if (s ~ /^#+ /) { begin("heading", s); end_unit() }
    else if (s ~ /^\|/) { if (block != "" && block_kind == "table") block = block "\n" s; else begin("table", s) }
    else if (s ~ /^(- |[0-9]+\. )/) { if (block != "" && block_kind == "list") block = block "\n" s; else begin("list", s) }
    else if (block ~ /^    / && s ~ /^    /) block = block "\n" s    # lines of code, set in
    else if (block != "" && block_kind != "table") { sub(/^ +/, "", s); block = block " " s }
    else begin(s ~ /^!\[/ ? "caption" : "paragraph", s)
}
function is_mark(s) {
    if (s ~ /^<!-- follows/) in_mark = 1
    if (!in_mark) return 0
    keys[page] = keys[page] " " s
    if (s ~ /-->/) in_mark = 0
    return 1
}
FNR == 1 { end_unit(); within = ""; page = FILENAME; is_page = page ~ /\.md$/; in_mark = 0 }
is_page && is_mark($0) { next }
!is_page && !/^ *\/\/( |$)/ { end_unit(); within = ""; same($0, "code"); next }
{
    cut_body = $0; cut_lead = ""
    if (!is_page) { match(cut_body, /^ *\/\//); cut_lead = substr(cut_body, 1, RLENGTH) " "; sub(/^ *\/\/ ?/, "", cut_body) }
    sub(/[ \t\r]+$/, "", cut_body)
    cut_line(cut_body)
}
END { end_unit() }
