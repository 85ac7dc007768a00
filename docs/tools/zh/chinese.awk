# chinese.awk - reads a Chinese page and says which English block each of its
# blocks follows; for awk -f units.awk -f chinese.awk -f ... zh.md en...
#
# ARGV[1] is the Chinese page. Its blocks come to zh[1..zh_count], with their
# kinds, lines and keys; the English ones are left to english(kind, text, lead).
function in_chinese() { return page == ARGV[1] }
function unit(kind, text, lead) {
    if (!in_chinese()) { english(kind, text, lead); return }
    zh[++zh_count] = text; zh_kind[zh_count] = kind; zh_line[zh_count] = block_at
}
function same(line, lead) { if (!in_chinese()) english_same(line, lead) }
# Which English block each Chinese one follows: zh_key[], and at[] the other way round.
function know_keys(    part, n, i) {
    n = split(keys[ARGV[1]], part, " ")
    for (i = 1; i <= n; i++) if (part[i] ~ /^[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]$/) zh_key[++key_count] = part[i]
    for (i = 1; i <= key_count; i++) if (!(zh_key[i] in at)) at[zh_key[i]] = i
}
