// html.mjs - small helpers on the text of an HTML page.
const entities = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&#160;': ' ', '&amp;': '&', '&hellip;': '…' }

export const decode = s => s.replace(/&(?:lt|gt|quot|#39|#160|amp|hellip);/g, e => entities[e])
export const encode = s => s.replace(/[&<>"]/g, c => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c])

// The words of a piece of HTML, without tags, scripts and pictures. Formulas
// must still be in TeX.
export const plain = s => decode(s
    .replace(/<(script|svg|nav)\b[^]*?<\/\1>|<div class="ttc"[^\n]*|<!--[^]*?-->/g, '')
    .replace(/\\[[(\])]/g, '').replace(/<[^>]*>/g, ' ').replace(/&[a-z]+;|&#\d+;/g, ' '))
    .replace(/\s+/g, ' ').trim()

// Ends a sentence with a full stop, unless it ends with a sign of its own.
export const sentence = (words, stop = '.') => /[.?!。？！](?:<[^>]*>)*$/.test(words) ? words : words + stop

// As code hosts make the anchor of a heading from its words.
export const slug = s => plain(s).toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replace(/ /g, '-')

// A name in a table may be broken behind _ and /, an option in a line of prose
// nowhere. Formulas must still be in TeX.
export const breakNames = page => page
    .replace(/<code>[^<]*<\/code>/g, code => code.replace(/--\w[\w-]*/g, '<span class="whole">$&</span>'))
    .replace(/<td class="markdownTable[^]*?<\/td>/g, cell =>
    cell.replace(/>[^<]+/g, text => text.replace(/\\\([^]*?\\\)|[_/](?=\w)/g, m => m.length > 1 ? m : `${m}<wbr>`)))
