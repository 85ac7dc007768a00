// check-run.mjs - press Run on the pages of the programs, as a reader does, in Chromium.
//
//   node check-run.mjs HTML RUNS [PROGRAM...]
//
// HTML is the site, RUNS the folder of the programs' native runs. Says how long each took and
// whether it printed what the native run prints.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { openPage } from './browser.mjs'

const [html, runs, ...wanted] = process.argv.slice(2)
const pages = new Map(readdirSync(html).filter(f => f.endsWith('.html')).flatMap(f => {
    const program = readFileSync(`${html}/${f}`, 'utf8').match(/<section class="run"[^>]*data-program="([^"]+)"/)?.[1]
    return program ? [[program, f]] : []
}))
const page = await openPage()
await page.size(1400, 900)
let problems = 0, at = ''
const complain = message => { console.error(`${at}: ${message}`); problems++ }
page.on('Runtime.exceptionThrown', e => complain(`script: ${e.exceptionDetails.exception?.description ?? e.exceptionDetails.text}`))
page.on('Runtime.consoleAPICalled', e => e.type === 'error' && complain(`console: ${e.args.map(a => a.value ?? a.description).join(' ')}`))
page.on('Log.entryAdded', ({ entry }) => entry.level === 'error' && complain(`${entry.text} ${entry.url ?? ''}`))

const ended = seconds => `new Promise((done, no) => { const until = performance.now() + ${seconds * 1000}
    const look = () => { const p = RUN.panel, r = p.root; r.getAttribute('aria-busy') === 'false' ? done({ status: r.dataset.status ?? '', state: p.state.textContent, first: p.first, took: performance.now() - p.pressed, text: p.output.textContent, figures: [...p.figures.children].map(f => f.dataset.name) })
        : performance.now() > until ? (p.end('too long'), done({ status: 'too long', state: '', first: p.first, took: ${seconds * 1000}, text: p.output.textContent, figures: [] })) : setTimeout(look, 20) }
    look() })`
for (const program of wanted.length ? wanted : [...pages.keys()].sort()) {
    at = program
    if (!pages.has(program)) { complain('has no page with Run'); continue }
    await page.goto(`file://${resolve(html, pages.get(program))}`)
    await page.evaluate(`document.querySelector('.run-start').click()`)
    const end = await page.evaluate(ended(60))
    const out = `${runs}/${program}/out/${program.slice(0, 4)}`
    const drawn = existsSync(out) ? readdirSync(out).filter(f => f.endsWith('.svg')) : []
    const native = existsSync(`${runs}/${program}/output.txt`) ? readFileSync(`${runs}/${program}/output.txt`, 'utf8').split('\n') : []
    const mine = end.text.split('\n')
    const differ = mine.filter((l, i) => l !== native[i]).length
    console.log(`${program}: ${end.status} first ${Math.round(end.first)} ms, ${(end.took / 1000).toFixed(1)} s, ${end.figures.length} of ${drawn.length} figures, ${differ} of ${mine.length} lines differ`)
    if (end.status !== '0') complain(`${end.state} ${end.text.slice(-300)}`)
    for (const f of drawn) if (!end.figures.includes(f)) complain(`${f} was not drawn`)
}
await page.close()
process.exit(problems ? 1 : 0)
