// finish.mjs - from Doxygen's HTML to the site: figures inside the pages,
// formulas set, the list of contents, previous and next, the search's text.
//
//   node finish.mjs HTML INPUTS RUNS KATEX
//
// HTML is the folder to finish, INPUTS the file that lists the pages' sources,
// RUNS the folder with the programs' runs, KATEX that of katex.js. What cannot
// be right (a formula with an error, a figure that nobody drew) is an error.
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync, copyFileSync } from 'node:fs'
import { basename } from 'node:path'
import { formulaSetter, formulaStyle } from './formulas.mjs'
import { decode, encode, plain, slug } from './html.mjs'
import { addressOf, contentsOf, headerOf, readingOrder } from './pages.mjs'

const [html, inputs, runs, katex] = process.argv.slice(2)
let errors = 0
const complain = message => { console.error(message); errors++ }
const read = file => readFileSync(file, 'utf8')

const sources = read(inputs).split('\n').filter(Boolean)
const contents = contentsOf(sources, complain)
const order = readingOrder(contents)
const sourceAt = new Map(sources.map(s => [addressOf(s), s]))
for (const source of sources)
    if (!existsSync(`${html}/${addressOf(source)}`)) complain(`${source}: error: Doxygen made no ${addressOf(source)}`)
if (errors) process.exit(1)

// --- the pages ---------------------------------------------------------------
const pages = new Map(readdirSync(html).filter(f => f.endsWith('.html')).map(f => [f, read(`${html}/${f}`)]))
const titleOf = address => decode(pages.get(address).match(/<div class="title">([^]*?)(?:<div class="ingroups">[^]*?<\/div>)?<\/div>/)?.[1] ?? '')
    .replace(/\\[()]/g, '').replace(/<[^>]*>/g, '').replace(/ (File|Struct|Union) Reference$/, '').trim()
const titles = new Map([...pages.keys()].map(f => [f, titleOf(f)]))

// Headings: one level deeper than the title, with an anchor made of their words.
function headings(page) {
    const taken = new Set()
    const sections = []
    page = page.replace(/<h([1-4])>(?:<a class="anchor" id="autotoc_md\d+"><\/a>)?([^]*?)<\/h\1>/g, (_, level, words) => {
        let anchor = slug(words)
        for (let n = 1; taken.has(anchor); n++) anchor = `${slug(words)}-${n}`
        taken.add(anchor)
        words = words.trim()
        if (level === '1') sections.push({ anchor, words })
        return `<h${+level + 1} id="${anchor}"><a class="here" href="#${anchor}">${words}</a></h${+level + 1}>`
    })
    return { page, sections }
}

// Doxygen's tooltips become titles of the links in code: what a name declares.
function tooltips(page) {
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

// Doxygen's lists without their folding, icons, pages of folders and chapters
// that have brought no header yet.
const isEmpty = address => /^group__/.test(address) && !pages.get(address)?.includes('memItemRight')
const plainLists = page => page
    .replace(/<tr id="row_[^]*?<\/tr>/g, row => isEmpty(row.match(/href="([^"]*)"/)?.[1] ?? '') ? '' : row)
    .replace(/<div class="textblock">Here is a list of all [^<]*<\/div>/, '')
    .replace(/<div class="levels">[^]*?<\/div>|<span [^>]*class="(?:arrow|icon)[^"]*"[^>]*>(?:<span class="icon">\w<\/span>|[^<]*)<\/span>/g, '')
    .replace(/<a class="el" href="dir_[^"]*">([^]*?)<\/a>/g, '$1')

// Some types have names that are ordinary words: Network, Error, Examples. In
// prose they are words; in code, and with brackets as in name(), they are links.
const unlinkTypes = page => page.replace(/<a class="el" href="struct\w*\.html"[^>]*>([^]*?)<\/a>/g, '$1')

// --- figures -----------------------------------------------------------------
// "ch05_backprop/train.c:name.svg" is a figure of that program's run; a path is
// a file of the project, or a figure that some run left at out/chNN/name.svg.
function figureFile(from) {
    const own = from.match(/^(ch\d\d)_[^/]*\/(\w+)\.c:(.*)$/)
    if (own) return `${runs}/${own[1]}/${own[2]}/figures/${own[3]}`
    const left = from.match(/^out\/(ch\d\d)\/([^/]*)$/)
    if (!left) return from
    return readdirSync(`${runs}/${left[1]}`).map(p => `${runs}/${left[1]}/${p}/figures/${left[2]}`).find(existsSync) ?? from
}
const pictures = new Set()
const withFigures = (page, address) => page
    .replace(/<figure data-from="([^"]*)">\s*<figcaption>([^]*?)<\/figcaption>\s*<\/figure>/g, (_, from, caption) => {
        const file = figureFile(from)
        if (!existsSync(file)) { complain(`${sourceAt.get(address)}: error: no figure ${from.split(':').pop()}`); return '' }
        const words = plain(caption) || `Figure ${basename(file, '.svg')}`
        const svg = read(file).trim().replace('<svg ', `<svg role="img" aria-label="${encode(words)}" `)
        if (/rgb\(|="#[0-9a-f]{6}"/.test(svg)) complain(`${file}: error: a colour outside the palette`)
        return `<figure>${svg}${plain(caption) ? `<figcaption>${caption.trim()}</figcaption>` : ''}</figure>`
    })
    .replace(/<p>\s*(<figure>[^]*?<\/figure>)\s*<\/p>/g, '$1')
    .replace(/<img src="([^"]+)"/g, (tag, file) => {
        if (!existsSync(file)) return tag
        copyFileSync(file, `${html}/${basename(file)}`)
        pictures.add(basename(file))
        return `<img loading="lazy" src="${basename(file)}"`
    })

// --- the frame around the words ------------------------------------------------
const setFormulas = address => formulaSetter(katex, m => complain(`${sourceAt.get(address) ?? address}: error: ${m}`))
const linkTo = (address, words, more = '') => `<a href="${address}"${more}>${words}</a>`
const api = [['modules.html', 'By chapter'], ['files.html', 'Headers'], ['annotated.html', 'Types'],
             ['globals_func.html', 'Functions']].filter(([f]) => pages.has(f))
const isApi = address => !sourceAt.has(address) || sourceAt.get(address).endsWith('.h')

function contentsFor(address, sections) {
    const entry = source => linkTo(addressOf(source), source === 'README.md' ? 'Start here' : encode(titles.get(addressOf(source))),
                                   addressOf(source) === address ? ' aria-current="page"' : '')
    const inside = source => addressOf(source) === address && sections.length > 1
        ? `<ol>${sections.map(s => `<li>${linkTo(`#${s.anchor}`, s.words)}</li>`).join('')}</ol>` : ''
    const item = page => {
        const own = entry(page.source)
        if (!page.below.length) return `<li>${own}${inside(page.source)}</li>`
        const near = [page.source, ...page.below].some(s => addressOf(s) === address)
        return `<li><details${near ? ' open' : ''}><summary>${own}</summary>` +
               `<ul>${page.below.map(s => `<li>${entry(s)}${inside(s)}</li>`).join('')}</ul></details></li>`
    }
    const reference = api.map(([f, words]) => `<li>${linkTo(f, words, f === address ? ' aria-current="page"' : '')}</li>`).join('')
    const lists = contents.map(group => [group.title, group.pages.map(item).join('')])
    lists.splice(lists.findIndex(([title]) => title === 'Library') + 1, 0, ['Reference', reference])
    return lists.map(([title, list]) => `<section><h2>${title}</h2><ul>${list}</ul></section>`).join('')
}

function turn(address) {
    const at = order.indexOf(sourceAt.get(address))
    const to = (source, rel, words) => source === undefined ? '' :
        linkTo(addressOf(source), `<small>${words}</small>${encode(titles.get(addressOf(source)))}`, ` rel="${rel}"`)
    return at < 0 ? '' : `<nav class="turn" aria-label="Reading order">${to(order[at - 1], 'prev', 'Previous')}${to(order[at + 1], 'next', 'Next')}</nav>`
}

// Where the page belongs: above its title.
function belongsTo(address) {
    const parent = contents.flatMap(g => g.pages).find(p => p.below.some(s => addressOf(s) === address))
    if (parent && !isApi(address)) return linkTo(addressOf(parent.source), encode(titles.get(addressOf(parent.source))))
    return isApi(address) && pages.has('modules.html') ? linkTo('modules.html', 'Reference') : ''
}

// A header's page leads to the page that explains its code.
function explainedBy(address) {
    const code = sources.find(s => s.endsWith('.c') && headerOf(s) && addressOf(headerOf(s)) === address)
    return code ? `<p class="explained">Explained, with its code, in ${linkTo(addressOf(code), encode(titles.get(addressOf(code))))}.</p>` : ''
}

// --- the search's text: one entry for each page, section and function ------------
const searchText = []
function index(address, page) {
    const body = page.match(/<div class="contents">([^]*)<!-- contents -->/)?.[1]
    if (!body) return
    const title = titles.get(address)
    const [head, ...parts] = body.split(/(?=<h2 id="[^"]+">|<a id="[a-z0-9]+"[^>]*><\/a>\s*<h2 class="memtitle">)/)
    searchText.push([address, title, plain(head)])
    for (const part of parts) {
        const heading = part.match(/<h2[^]*?<\/h2>/)[0]
        const words = /memtitle/.test(heading) ? plain(heading).replace(/^\W+/, '') : `${title}: ${plain(heading)}`
        searchText.push([`${address}#${part.match(/id="([^"]*)"/)[1]}`, words, plain(part.replace(heading, ''))])
    }
}

// --- what no page leads to is not part of the site --------------------------------
const linksIn = page => [...page.matchAll(/href="([^"#]+\.html)/g)].map(m => m[1])
const reached = new Set([...sources.map(addressOf), ...api.map(([f]) => f)])
for (const address of reached) for (const to of linksIn(plainLists(pages.get(address) ?? ''))) if (pages.has(to)) reached.add(to)

for (const [address, made] of pages) {
    if (!reached.has(address)) { rmSync(`${html}/${address}`); continue }
    for (const [, to] of made.matchAll(/href="missing:([^"]*)"/g)) complain(`${sourceAt.get(address) ?? address}: error: a link to nothing: ${to}`)
    let { page, sections } = headings(plainLists(made))
    if (!isApi(address)) page = unlinkTypes(page)
    page = withFigures(tooltips(page), address)
    index(address, page)
    sections = sections.map(s => ({ ...s, words: plain(s.words) === s.words ? s.words : s.words.replace(/<\/?a[^>]*>/g, '') }))
    page = page
        .replace(/<h2 class="groupheader">Detailed Description<\/h2>|<div class="summary">[^]*?<\/div>/g, '')
        .replace(/<title>[^]*?<\/title>/, `<title>${encode(titles.get(address))} · Deep Learning from Scratch, in C</title>`)
        .replace(/<div class="title">([^]*?)(<div class="ingroups">[^]*?<\/div>)?<\/div>/, (_, words, groups = '') =>
            `<p class="belongs">${belongsTo(address)}${groups.replace(/<[^>]*div[^>]*>/g, '').replace('<a', ' · <a')}</p><h1 class="title">${words.replace(/ (File|Struct|Union) Reference/, '')}</h1>`)
        .replace('<p class="belongs"></p>', '')
        .replace('<div class="contents">', `<div class="contents">${explainedBy(address)}`)
        .replace('<!-- contents -->', () => `<!-- contents -->${turn(address)}`)
        .replace('<nav id="contents" aria-label="Contents">', () => `<nav id="contents" aria-label="Contents">${contentsFor(address, sections)}`)
    writeFileSync(`${html}/${address}`, setFormulas(address)(page))
}
writeFileSync(`${html}/katex.css`, formulaStyle(katex))
writeFileSync(`${html}/search-text.js`, `const SEARCH_TEXT = ${JSON.stringify(searchText)}\n`)

// Doxygen's own scripts and icons are not used.
const kept = /\.html$|^(doxygen|doxygen-awesome|book|katex)\.css$|^(book|search-text)\.js$/
for (const file of readdirSync(html))
    if (!kept.test(file) && !pictures.has(file)) rmSync(`${html}/${file}`)
process.exit(errors ? 1 : 0)
