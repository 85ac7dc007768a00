// book.mjs - the whole book as one PDF, printed by Chromium from the finished site.
//
//   node book.mjs HTML INPUTS BOOK.pdf
//
// HTML is the site's folder, INPUTS the file that lists the pages' sources. Pages come in
// the order of the contents; answers, hints and solutions stand at the end, so that a
// reader can guess. Chromium cannot say in a text on which page a place is. So the book
// is printed twice: the first time to see where each page begins, the second time with
// these numbers in the contents. BOOK.html is left beside the PDF.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { findChromium, openPage } from '../check/browser.mjs'
import { addressOf, contentsOf } from '../site/pages.mjs'

const [html, inputs, pdf] = process.argv.slice(2)
const fail = (status, why) => { console.error(`book: ${why}`); process.exit(status) }
if (!findChromium()) fail(69, 'Chromium prints it, and is not here; ./setup --docs installs it')

const sources = readFileSync(inputs, 'utf8').split('\n').filter(Boolean)
const groups = contentsOf(sources, why => fail(65, why)).filter(group => group.title !== 'Project')
// A module of the library that a chapter reads stands in the chapter.
const met = new Set(), meet = source => !met.has(source) && met.add(source)
const chapters = groups.map(group => ({ title: group.title, pages: group.pages.flatMap(page => [{ source: page.source, depth: 1 }, ...page.below.map(source => ({ source, depth: 2 }))])
    .filter(page => meet(page.source)) }))
const inBook = new Map(chapters.flatMap(c => c.pages).map(({ source }) => [addressOf(source), addressOf(source).replace(/\.html$/, '')]))

// --- the pages, in one document ---------------------------------------------------
const later = { answers: [], solutions: [] } // what a reader shall not see at once
const folder = relative(dirname(resolve(pdf)), resolve(html))

function pageOf(address) {
    const text = readFileSync(`${html}/${address}`, 'utf8'), name = inBook.get(address)
    const title = text.match(/<h1 class="title">([^]*?)<\/h1>/)[1].trim()
    const body = text.slice(text.indexOf('<div class="contents">'), text.indexOf('<!-- contents -->'))
    return { address, name, title, body: named(away(withoutScreen(body), name, title), name) }
}

// What only a screen can do: the editor, Run, the laboratory.
const withoutScreen = body => folds(body, /^(run|shop)/, () => '')
    .replace(/<(script|button|canvas|noscript|textarea|select)\b[^>]*>[^]*?<\/\1>|<input\b[^>]*>/g, '')
    .replace(/<span class="run-link">[^]*?<\/span>/g, '')

// Names must differ between pages, and links lead to pages of the book or nowhere.
function named(body, name) {
    return body.replace(/(\sid=["'])([^"']+)/g, `$1${name}--$2`)
        .replace(/url\((['"]?)#/g, `url($1#${name}--`).replace(/(xlink:href=["'])#/g, `$1#${name}--`)
        .replace(/(<(?:img|image)\b[^>]*\ssrc=")(?!data:)/g, `$1${folder}/`).replace(/ loading="lazy"/g, '')
        .replace(/(\shref=")([^"]*)"/g, (link, start, to) => {
            if (/^(https?|mailto|#book-)/.test(to) || start.includes('xlink')) return link
            const [page, place] = to.split('#'), at = page ? inBook.get(page) : name
            return at ? `${start}#${place ? `${at}--${place}` : at}"` : ''
        })
}

// What folds itself in the page, and has a class like this, is replaced by make(class,
// summary, text). Doxygen does not close what is the last of a page.
function folds(body, like, make) {
    const begin = [...body.matchAll(/<details class="([^" ]*)[^>]*>/g)].find(m => like.test(m[1]))
    if (!begin) return body
    let depth = 1, end = begin.index + begin[0].length, last = end
    while (depth) {
        const tag = /<(\/?)details\b[^>]*>/g
        tag.lastIndex = end
        const found = tag.exec(body) ?? { 1: '/', index: body.search(/(\s*<\/div>)+\s*$/), 0: '' }
        depth += found[1] ? -1 : 1
        last = found.index
        end = last + found[0].length
    }
    const inside = body.slice(begin.index + begin[0].length, last), [summary, words = ''] = inside.match(/^\s*<summary[^>]*>([^]*?)<\/summary>/) ?? ['']
    return body.slice(0, begin.index) + make(begin[1], words.trim(), inside.slice(summary.length)) + folds(body.slice(end), like, make)
}

// An answer goes to the end; a link stays.
const away = (body, name, title) => folds(body, /^(answer|hint|solution)$/, (kind, words, text) => {
    const [list, id] = kind === 'answer' ? [later.answers, 'book-answer'] : [later.solutions, 'book-solution']
    list.push(`<div class="later" id="${id}-${list.length + 1}"><p><b>${list.length + 1}. ${title}${kind === 'answer' ? '' : `: ${words}`}</b></p>${named(text, name)}</div>`)
    return `<p class="away"><a href="#${id}-${list.length}">${words}: number ${list.length} at the end</a></p>`
}).replace(/<details\b/g, '<details open')

const parts = chapters.map(({ title, pages }) => ({ title, pages: pages.map(({ source, depth }) => ({ ...pageOf(addressOf(source)), depth })) }))
const end = [['answers', 'Answers'], ['solutions', 'Hints and solutions']].map(([name, title]) => ({ name: `book-${name}`, title, depth: 1, body: `<div class="contents">${later[name].join('\n')}</div>` }))
parts.push({ title: 'At the end', pages: end })
const every = parts.flatMap(part => part.pages)

const line = numbers => page => `<li class="depth-${page.depth}"><a href="#${page.name}">${page.title}</a> <span>${numbers.get(page.name) ?? '000'}</span></li>`
const contents = numbers => `<nav class="book-contents"><h1>Contents</h1>${parts.map(part =>
    `<h2>${part.title}</h2><ol>${part.pages.map(line(numbers)).join('')}</ol>`).join('')}</nav>`

const book = numbers => `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Deep Learning from Scratch, in C</title>
${['katex', 'doxygen', 'doxygen-awesome', 'book', 'run', 'workshop', 'lab'].map(name => `<link rel="stylesheet" href="${folder}/${name}.css">`).join('\n')}
<style>${readFileSync(new URL('book.css', import.meta.url), 'utf8')}</style></head><body>
<section class="book-title"><h1>Deep Learning from Scratch, in C</h1><p>A network of 39,760 numbers reads handwritten digits. Who found the numbers?</p></section>
${contents(numbers)}
<main>${every.map(page => `<section class="book-page" id="${page.name}"><div class="header"><div class="headertitle"><h1 class="title">${page.title}</h1></div></div>${page.body}</section>`).join('\n')}</main>
</body></html>
`

// --- print, and see where everything is --------------------------------------------
const file = resolve(pdf).replace(/\.pdf$/, '.html')
async function print(numbers) {
    writeFileSync(file, book(numbers))
    const page = await openPage()
    try {
        await page.goto(`file://${file}`)
        const { stream } = await page.send('Page.printToPDF', { preferCSSPageSize: true, printBackground: true, transferMode: 'ReturnAsStream' })
        const pieces = []
        for (let done = false; !done;) {
            const { data, base64Encoded, eof } = await page.send('IO.read', { handle: stream, size: 1 << 22 })
            pieces.push(Buffer.from(data, base64Encoded ? 'base64' : 'latin1'))
            done = eof
        }
        return Buffer.concat(pieces)
    } finally { await page.close() }
}

// Chromium writes the tree of pages and the places that links lead to as plain text.
function placesIn(bytes) {
    const text = bytes.toString('latin1'), object = new Map([...text.matchAll(/^(\d+) 0 obj\s*([^]*?)\s*endobj/gm)].map(m => [m[1], m[2]]))
    const order = new Map()
    const walk = number => {
        const kids = object.get(number)?.match(/\/Kids\s*\[([^\]]*)\]/)
        if (kids) for (const [, kid] of kids[1].matchAll(/(\d+) 0 R/g)) walk(kid)
        else order.set(number, order.size + 1)
    }
    walk(text.match(/\/Type\s*\/Catalog[^]*?\/Pages (\d+) 0 R/)?.[1])
    const at = new Map()
    for (const [, name, page] of text.matchAll(/\/([^\s/[\]<>()]+)\s*\[(\d+) 0 R \/XYZ/g)) at.set(name.replace(/#([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), order.get(page))
    return { pages: order.size, at }
}

const before = placesIn(await print(new Map()))
const bytes = await print(before.at), after = placesIn(bytes)
const lost = every.filter(page => !after.at.get(page.name) || after.at.get(page.name) !== before.at.get(page.name))
if (lost.length) fail(70, `the contents would lie: ${lost.length} pages have no number, or another one at the second printing, such as ${lost[0].name}`)
for (let i = 1; i < every.length; i++)
    if (after.at.get(every[i].name) <= after.at.get(every[i - 1].name)) fail(70, `${every[i].name} does not come behind ${every[i - 1].name}`)
writeFileSync(pdf, bytes)
console.log(`${pdf}: ${after.pages} pages, ${every.length} sections, ${later.answers.length} answers and ${later.solutions.length} hints and solutions at the end`)
