# merge.awk - an English page in Chinese words.
#
#   LC_ALL=C awk -f units.awk -f chinese.awk -f merge.awk [-v wrap=78] x.zh.md x.c
#
# Code is copied byte by byte, and each block of prose is replaced by the Chinese
# that follows it. A block that has changed since, or is new, stays English and is
# marked; the older Chinese stands folded below it. With wrap, lines are as long as
# an editor likes them.
function print_lines(s, lead,    n, i, line) {
    n = split(s, line, "\n")
    for (i = 1; i <= n; i++) if (wrap && length(lead line[i]) > wrap && line[i] !~ /^[|]/) print_wrapped(line[i], lead); else put(lead line[i])
}
function put(s) { sub(/ +$/, "", s); print s }
# A line may end between any two Chinese characters but before a closing sign.
function print_wrapped(s, lead,    line, width, token, w, n, t, i, glue, bold, closing) {
    while (s != "") {
        if (match(s, /^([$][^$]*[$]|`[^`]*`|!?\[[^]]*\]\([^)]*\)|[*][*]|[\343-\357][\200-\277][\200-\277]| )/)) ;
        else match(s, /^([^ *`$\[\343-\357]+|.)/)
        token = substr(s, 1, RLENGTH); s = substr(s, RLENGTH + 1)
        closing = token ~ /^(，|。|？|！|：|；|、|）|”|》)$/
        if (token == "**") { bold = !bold; closing = !bold }
        if (n && (glue || closing)) t[n] = t[n] token; else t[++n] = token
        glue = token == "**" && bold || token ~ /^(（|“|《)$/
    }
    line = lead; width = length(lead)
    for (i = 1; i <= n; i++) {
        w = t[i]; gsub(/[\343-\357][\200-\277][\200-\277]/, "xx", w)
        if (width + length(w) > wrap && line != lead) { put(line); line = lead; width = length(lead) }
        if (t[i] == " " && line == lead) continue
        line = line t[i]; width += length(w)
    }
    put(line)
}
function marked(why, kind, text, old, lead) {
    if (kind == "heading" || kind == "caption" || kind == "formula" || plain) { print_lines(text, lead); return }
    print_lines("<div class=\"" why "\" lang=\"en\">\n\n" text "\n\n</div>", lead)
    if (old != "") print_lines("\n<details class=\"" why "\">\n<summary>英文改过了，这里是旧的中文</summary>\n\n" old "\n\n</details>", lead)
}
# Collected first: only then it is known which blocks are gone from the English page.
function english(kind, text, lead) { item[++items] = text; item_kind[items] = kind; item_lead[items] = lead; now[key_of(text)] }
function english_same(line, lead) { item[++items] = line; item_kind[items] = "same"; item_lead[items] = lead }
END {
    know_keys()
    for (i = 1; i <= items; i++) {
        lead = item_lead[i]; k = key_of(item[i])
        if (lead == "code") print item[i]
        else if (item_kind[i] == "same") put(lead item[i])
        else if (k in at) { last = at[k]; used[last]; print_lines(zh[last], lead) }
        else {
            for (old = last + 1; old <= zh_count && old in used; old++) ;
            if (old <= zh_count && !(zh_key[old] in now)) { last = old; used[old]; marked("stale", item_kind[i], item[i], zh[old], lead) }
            else marked("missing", item_kind[i], item[i], "", lead)
        }
    }
}
