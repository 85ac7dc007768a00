// finish.mjs - from Doxygen's HTML to the site: figures and formulas in the
// pages, the frame around them, and the search's text.
//
//   node finish.mjs HTML INPUTS RUNS KATEX PACKAGES BROWSER PROGRAM
//
// HTML is the folder to finish, INPUTS the file that lists the pages' sources,
// RUNS the folder of the programs' runs, KATEX that of katex.js, PACKAGES what npm
// fetched, BROWSER that of the programs for the browser, PROGRAM the laboratory's
// program. The last three need not be there. What cannot be right (a formula with a
// mistake, a figure that nobody drew) is an error.
import { copyFileSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { colourKeywords, headings, plainLists, titleOf, tooltips, unlinkStatics, unlinkTypes, withDashes, withTitle, withoutSwitch } from './doxygen.mjs'
import { withFigures, withPictures } from './figures.mjs'
import { classesOf, formulaSetter, formulaStyle } from './formulas.mjs'
import { frameOf } from './frame.mjs'
import { breakNames } from './html.mjs'
import { classPages } from './class.mjs'
import { Lab } from './lab.mjs'
import { licences } from './licences.mjs'
import { leadTo, moved } from './moved.mjs'
import { addressOf, inEnglish, isChinese } from './pages.mjs'
import { Runs } from './run.mjs'
import { Search, searchEntries, termsByPage } from './search.mjs'
import { weights } from './weight.mjs'

const [html, inputs, runs, katex, packages, browser, program] = process.argv.slice(2)
let errors = 0
const complain = message => { console.error(message); errors++ }

const sources = readFileSync(inputs, 'utf8').split('\n').filter(Boolean)
for (const source of sources)
    if (!existsSync(`${html}/${addressOf(source)}`)) complain(`${source}: error: Doxygen made no ${addressOf(source)}`)
if (errors) process.exit(1)

// A chapter that has brought no header yet has an empty page.
const made = new Map(readdirSync(html).filter(f => f.endsWith('.html')).map(f => [f, readFileSync(`${html}/${f}`, 'utf8')]))
const isEmpty = address => address.startsWith('group__') && !made.get(address)?.includes('memItemRight')
const pages = new Map([...made].map(([address, page]) => [address, withTitle(plainLists(page, isEmpty), 'Functions')]))
const titles = new Map([...pages].map(([address, page]) => [address, titleOf(page)]))
const frame = frameOf(sources, titles, complain)

// What no page leads to is not part of the site.
const reached = new Set([...sources.map(addressOf), ...frame.reference])
for (const address of reached)
    for (const [, to] of pages.get(address).matchAll(/href="([^"#]+\.html)/g)) if (pages.has(to)) reached.add(to)

const lab = new Lab(program, html), search = new Search(html, packages)
const runner = new Runs(packages, browser, html, sources, complain), terms = termsByPage(sources, complain)
for (const [address, given] of pages) {
    if (!reached.has(address)) continue
    const wrong = message => complain(`${frame.sourceAt.get(address) ?? address}: error: ${message}`)
    for (const [, to] of given.matchAll(/href="missing:([^"]*)"/g)) wrong(`a link to nothing: ${to}`)
    const source = frame.sourceAt.get(address) ?? ''
    let { page, sections } = headings(given, isChinese(source) ? headings(made.get(addressOf(inEnglish(source)))).anchors : [])
    page = withPictures(withFigures(tooltips(withDashes(withoutSwitch(page))), runs, wrong), html, wrong)
    if (!frame.isReference(address)) page = unlinkTypes(page)
    if (source.endsWith('.c')) page = unlinkStatics(page, readFileSync(inEnglish(source), 'utf8'))
    page = colourKeywords(page)
    page = search.add(page, searchEntries(page, address, titles.get(address), source, terms))
    page = formulaSetter(katex, wrong)(frame.add(breakNames(page), address, sections))
    page = runner.add(page, source, runs)
    page = lab.add(page, wrong)
    pages.set(address, page)
    writeFileSync(`${html}/${address}`, page)
}
writeFileSync(`${html}/katex.css`, formulaStyle(katex, classesOf([...reached].map(address => pages.get(address)))))
search.write()
runner.checkOptions()

const forClass = classPages(frame.chapters, sources, pages, titles.get('index.html'))
for (const [address, page] of forClass) writeFileSync(`${html}/${address}`, page)
copyFileSync('docs/theme/class.css', `${html}/class.css`)

for (const [from, to] of moved()) {
    if (reached.has(from) || !reached.has(to)) complain(`docs/moved.txt: error: ${from} cannot lead to ${to}`)
    writeFileSync(`${html}/${from}`, leadTo(to, titles.get(to)))
}

const used = new Set([...reached, ...forClass.keys(), 'class.css', 'doxygen.css', 'doxygen-awesome.css', 'book.css', 'book.js', 'katex.css', ...search.files, ...lab.files, ...runner.allFiles, ...moved().map(([from]) => from),
    ...[...reached].flatMap(address => [...pages.get(address).matchAll(/<img [^>]*src="([^"]+)"/g)].map(m => m[1]))])
for (const file of licences(html, packages, browser, [...used], complain)) used.add(file)
// Doxygen's own scripts and icons are not part of the site.
for (const file of readdirSync(html)) if (!used.has(file)) rmSync(`${html}/${file}`)
for (const file of ['docs_run.html', 'docs_run_zh.html'].filter(f => existsSync(`${html}/${f}`))) {
    const run = `${html}/${file}`, weighed = readFileSync(run, 'utf8').replace(/<div data-weights="all"><\/div>/, () => weights(html, /_zh/.test(file)))
    if (!/the whole site|整个网站/.test(weighed)) complain(`${file}: error: no place for what the site weighs`)
    writeFileSync(run, weighed)
}
process.exit(errors ? 1 : 0)
