// chain.mjs - no page of the chain uses what no earlier page has introduced.
//
//   node chain.mjs INPUTS
//
// INPUTS is the file that lists the sources of all pages; the chain is what "next"
// walks through, as pages.mjs finds it. What a reader must have met is taken from
// where it is explained, and listed nowhere else:
//
//   words      every headword of docs/glossary.md. A page introduces it by its Chinese
//              term, by the word itself in **bold** or *italics*, or by its title. A
//              headword that says in brackets what it is of, as in "range (of a
//              function)", is an everyday word as well; it must be introduced, but
//              nobody can tell its uses apart. Its row leads to no page of a later
//              chapter than the one that introduces it.
//   letters    every letter of docs/notation.md. A page introduces it where it stands
//              alone, as in "the rate $\eta$" or "$\eta = 0.1$"; the last column of its
//              row leads to such a page.
//   functions  every function that a header declares. A page introduces it by its
//              name, or by a link to the module that declares it.
//
// A word that comes before its explanation may be a link to it. The main page is the
// cover, and teaches nothing. Of a chapter's page only the words before its story are
// held to the rule: what follows is a list of what comes, and a summary.
import { existsSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { contentsOf, detours, readingOrder } from '../site/pages.mjs'

let errors = 0
const complain = message => { console.error(message); errors++ }
const read = file => readFileSync(file, 'utf8')
const escape = s => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

// A page: its prose without listings, its words without formulas and code, what of it
// is held to the rule, its code, and the files that it links to.
function pageOf(source) {
    const text = read(source), isCode = source.endsWith('.c')
    const comments = isCode ? text.split('\n').map(l => l.match(/^ *\/\/ ?(.*)/)?.[1] ?? '').join('\n') : text
    const prose = comments.replace(/^```[^]*?^```/gm, '').split(/^## The story in reading order$/m)[0]
    const code = isCode ? text.replace(/^ *\/\/.*/gm, '').replace(/\/\*[^]*?\*\//g, '') : ''
    const words = prose.replace(/\$\$[^]*?\$\$|\$[^$]*\$|`[^`]*`/g, ' ').replace(/\s+/g, ' ')
    const links = [...comments.matchAll(/\]\(([^)#\s]+)/g)].map(m => posix.join(posix.dirname(source), m[1]))
    return { source, prose, words, code, comments, links }
}
const sources = read(process.argv[2]).split('\n').filter(Boolean)
const contents = contentsOf(sources, complain)
const pages = readingOrder(contents).filter(source => source !== 'README.md' && existsSync(source)).map(pageOf)
const beside = detours(contents).map(d => pageOf(d.source))

// The first page that introduces something, and the first that uses it before.
function follow(introduces, uses, before) {
    const first = pages.findIndex(introduces), early = pages.findIndex(uses)
    if (early >= 0 && (first < 0 || early < first)) before(pages[early].source, pages[first]?.source)
    return pages[first]?.source
}

// A page, or what hangs beside it, is of a chapter; -1: of none.
const chapters = contents.find(group => group.title === 'Chapters').pages
const chapterOf = source => chapters.findIndex(chapter => [chapter.source, ...chapter.below].includes(source))

// --- words -------------------------------------------------------------------
const formsOf = word => [word, `${word}s`, `${word}es`, word.replace(/y$/, 'ies'), word.replace(/ix$/, 'ices'), word.replace(/um$/, 'a')]
const marksOf = page => [page.prose.match(/^# (.*)/m)?.[1] ?? '', ...[...page.words.matchAll(/\*{1,2}([^*]+)\*{1,2}/g)].map(m => m[1].replace(/[,.;:]$/, ''))]
const inRunningText = page => page.words.replace(/\[[^\]]*\]\([^)]*\)/g, ' ').replace(/\*{1,2}([^*]+)\*{1,2}/g, (all, mark) => headwords.has(mark) ? ' ' : all)
// The words that a chapter before the one of their page mentions, or means otherwise.
const explainedLater = new Set(['layer', 'matrix product', 'non-linear', 'rank'])
const headwords = new Map()
for (const [, name, to, terms] of read('docs/glossary.md').matchAll(/^\| \[([^\]]*)\]\(([^)#]*)[^)]*\)[^|]*\| *([^|]*?) *\|/gm)) {
    const word = name.replace(/ \(.*\)/, ''), entry = headwords.get(word) ?? { everyday: false, terms: [], page: posix.join('docs', to) }
    entry.everyday ||= word !== name
    entry.terms.push(...terms.split(', ').filter(term => /\p{sc=Han}/u.test(term)))
    headwords.set(word, entry)
}
for (const [word, { everyday, terms, page: explains }] of headwords) {
    const forms = `(?:${formsOf(word).map(escape).join('|')})`
    const use = new RegExp(`(?<![\\p{L}\\d_-])${forms}(?![\\p{L}\\d_-])`, 'iu'), mark = new RegExp(`^(?:(?:the|an?) )?${forms}$`, 'iu')
    const term = terms.map(t => new RegExp(`(?<!\\p{sc=Han})${escape(t)}(?!\\p{sc=Han})`, 'u'))
    const introduces = page => term.some(t => t.test(page.words)) || marksOf(page).some(m => mark.test(m))
    const first = follow(introduces, page => !everyday && use.test(inRunningText(page)), (early, late) =>
        complain(`${early}: error: "${word}" is used here, and introduced ${late ? `later, in ${late}` : 'nowhere'}`))
    if (first && chapterOf(explains) > chapterOf(first) && !explainedLater.delete(word))
        complain(`docs/glossary.md: error: "${word}" leads to ${explains}, and ${first} introduces it, a chapter before`)
    if (!first && !beside.some(introduces)) complain(`docs/glossary.md: error: no page introduces "${word}"`)
}
for (const word of explainedLater) complain(`chain.mjs: error: no chapter before the one of its page mentions "${word}"`)

// --- letters -----------------------------------------------------------------
const formulasOf = page => [...page.prose.matchAll(/\$\$([^]*?)\$\$|\$([^$]*)\$/g)].map(m => (m[1] ?? m[2]).trim())
const lettersOf = formula => (formula.replace(/\\(?:text|mathrm|begin|end)\{[^}]*\}|\\d?frac\{d\w\}\{d\w\}/g, ' ').match(/\\[a-zA-Z]+|(?:dout|d[xWb]|F[NHW]|O[HW])(?![a-z])|[A-Za-z]/g) ?? [])
const letterOf = symbol => /^(?:\\?[A-Za-z]+|\\hat\{x\})(?:\(\)|_1|\^2)?$/.test(symbol) && symbol !== '\\leftarrow' ? lettersOf(symbol)[0] : undefined
const aloneAs = letter => new RegExp(`^${escape(letter)}(?![A-Za-z])(?:_\\w|_\\{[^}]*\\}|\\{x\\}| \\w|')?(?: *=.*|\\(\\)|\\^2)?$`, 's')
const names = (page, letter) => formulasOf(page).some(f => aloneAs(letter).test(f))
const letters = new Set()
for (const [, cell, from] of read('docs/notation.md').matchAll(/^\| (\$[^|\n]*?) \|(?:[^|\n]*\|)+ (?:\[\d\]\((.*?)\)|–) \|$/gm)) {
    const found = cell.slice(1, -1).split('$, $').map(letterOf).filter(Boolean)
    found.forEach(letter => letters.add(letter))
    const source = from && posix.join('docs', from)
    if (from && found.length && !pages.some(page => page.source === source && found.some(letter => names(page, letter))))
        complain(`docs/notation.md: error: ${source} is no page of the chain that names ${cell} alone`)
}
for (const letter of letters)
    follow(page => names(page, letter), page => formulasOf(page).some(f => lettersOf(f).includes(letter)), (early, late) =>
        complain(`${early}: error: $${letter}$ is used here, and named alone ${late ? `later, in ${late}` : 'nowhere'}`))

// --- functions ---------------------------------------------------------------
const headers = sources.filter(s => s.endsWith('.h'))
for (const header of headers)
    for (const [, name] of read(header).replace(/\/\*[^]*?\*\//g, '').matchAll(/^[A-Za-z][\w *]*?\b(\w+)\((?!\*)[^;{]*\)[^;{]*[;{]/gm)) {
        const module = [header, header.replace(/h$/, 'c')], spoken = new RegExp(`\\b${name}\\b`)
        follow(page => module.includes(page.source) || page.links.some(l => module.includes(l)) || spoken.test(page.comments),
               page => spoken.test(page.code) && !new RegExp(`static[^;{]*\\b${name}\\(`).test(page.code),
               (early, late) => complain(`${early}: error: ${name}() of ${header} is called here, and introduced ${late ? `later, in ${late}` : 'nowhere'}`))
    }
console.log(`chain: ${pages.length} pages, ${headwords.size} words, ${letters.size} letters${errors ? `, ${errors} problems` : ': each is introduced before it is used'}`)
process.exit(errors ? 1 : 0)
