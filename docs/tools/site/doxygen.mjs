// doxygen.mjs - what Doxygen made of a page, tidied: headings with anchors,
// tooltips without a script, lists without folding.
import { decode, encode, plain, slug } from './html.mjs'

export const titleOf = page => decode(page.match(/<div class="title">([^]*?)(?:<div class="ingroups">[^]*?<\/div>)?<\/div>/)?.[1] ?? '')
    .replace(/\\[()]/g, '').replace(/<[^>]*>/g, '').replace(/ (File|Struct|Union) Reference$/, '').trim()

// Headings go one level below the title and get an anchor made of their words.
// Returns the page, its sections, [{ anchor, words }], and all its anchors. Those of a
// page in English lead to the same places of its Chinese one, too: also.
export function headings(page, also = []) {
    const taken = new Set(also), sections = [], anchors = []
    page = page.replace(/<h([1-4])>(?:<a class="anchor" id="autotoc_md\d+"><\/a>)?([^]*?)<\/h\1>/g, (_, level, heading) => {
        const words = heading.replace(/<\/?a\b[^>]*>/g, '').trim(), below = `h${+level + 1}`
        let anchor = slug(words)
        for (let n = 1; taken.has(anchor); n++) anchor = `${slug(words)}-${n}`
        taken.add(anchor)
        const second = also[anchors.push(anchor) - 1]
        if (level === '1') sections.push({ anchor, words })
        return `<${below} id="${anchor}">${second ? `<span id="${second}"></span>` : ''}<a class="here" href="#${anchor}">${words}</a></${below}>`
    })
    return { page, sections, anchors }
}

// A code host needs the line below a title that leads to the same page in another
// language. On the site the header has it, on every page.
export const withoutSwitch = page => page.replace(/<p ?>((?:<a class="anchor"[^>]*><\/a>)?)\s*<a href="[^"]*">(?:English|中文)<\/a>\s*<\/p>/, '$1')

// The tooltips of Doxygen's script become titles of the links in code: what a
// name declares.
export function tooltips(page) {
    const says = new Map()
    page = page.replace(/^<div class="ttc"[^\n]*\n/gm, tip => {
        const to = tip.match(/class="ttname"><a href="([^"]*)"/)?.[1]
        const words = ['ttdeci', 'ttdoc'].map(c => plain(tip.match(new RegExp(`class="${c}">([^]*?)</div>`))?.[1] ?? ''))
        if (to) says.set(to, words.filter(Boolean).join('\n'))
        return ''
    })
    return page.replace(/<a class="code[^"]*" href="([^"]*)"/g, (link, to) =>
        says.get(to) ? `${link} title="${encode(says.get(to))}"` : link)
}

// The index of functions comes without a title.
export const withTitle = (page, title) => page.includes('<div class="title">') ? page :
    page.replace('<div class="contents">', `<div class="header"><div class="headertitle"><div class="title">${title}</div></div></div><div class="contents">`)

// Doxygen makes one long dash of the two before an option.
export const withDashes = page => page.replace(/(?<=[\s("'>])(?:&ndash;|&#8211;|–)(?=[a-z])/g, '--')

// Lists without their folding, icons, links to folders, and rows that lead to a
// page for which isEmpty(address) holds.
export const plainLists = (page, isEmpty) => page
    .replace(/<tr id="row_[^]*?<\/tr>/g, row => isEmpty(row.match(/href="([^"]*)"/)?.[1] ?? '') ? '' : row)
    .replace(/<div class="textblock">Here is a list of all [^<]*<\/div>|(?<=<div class="contents">)\s*&#160;/, '')
    .replace(/<div class="levels">[^]*?<\/div>|<div class="summary">[^]*?<\/div>|<h2 class="groupheader">Detailed Description<\/h2>/g, '')
    .replace(/<span [^>]*class="(?:arrow|icon)[^"]*"[^>]*>(?:<span class="icon">\w<\/span>|[^<]*)<\/span>/g, '')
    .replace(/<a class="el" href="dir_[^>]*>([^]*?)<\/a>/g, '$1')

// Some types have names that are ordinary words: Network, Error, Examples. In
// prose they are words; in code, and with brackets as in name(), they are links.
export const unlinkTypes = page => page.replace(/<a class="el" href="struct\w*\.html"[^>]*>([^]*?)<\/a>/g, '$1')

// Doxygen leaves some words of C without their colour: (int)x, and what follows a
// definition over several lines. A piece without any colour is no C.
const keywords = { keyword: 'static|const|struct|enum|union|typedef|inline|extern|volatile|sizeof|restrict|_Alignas|_Noreturn',
    keywordtype: 'void|char|short|int|long|float|double|signed|unsigned|bool', keywordflow: 'if|else|for|while|do|return|switch|case|default|break|continue|goto' }
const kindOf = new Map(Object.entries(keywords).flatMap(([kind, words]) => words.split('|').map(word => [word, kind])))
const keyword = new RegExp(`(?<![\\w.#&])(?:${[...kindOf.keys()].join('|')})(?!\\w)`, 'g')
export const colourKeywords = page => page
    .replace(/<div class="fragment">[^]*?<!-- fragment -->/g, code => !code.includes('<span class="keyword') ? code : code
        .replace(/(<(span|a)\b[^>]*>[^]*?<\/\2>)|(<[^>]*>)|[^<]+/g, (part, inside, name, tag) =>
            inside || tag ? part : part.replace(keyword, word => `<span class="${kindOf.get(word)}">${word}</span>`)))

// A static function is nobody else's, though another file may have one of its name.
export function unlinkStatics(page, code) {
    const own = new Set([...code.matchAll(/^static [^;{=]*?\b(\w+)\(/gm)].map(m => m[1]))
    return page.replace(/<a class="code[^"]*"[^>]*>(\w+)<\/a>/g, (link, name) => own.has(name) ? name : link)
}
