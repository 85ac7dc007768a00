// visit.mjs - look at the site as a reader does, in Chromium: every
// page on a phone and on a desk; some pages also on a tablet, on a very wide screen,
// on paper, and with the eyes of axe-core; then keys, light and dark, the search, what
// was read, and the laboratory.
//
//   node visit.mjs HTML [all]
//
// With all, all pages are these some. PART=1/4 takes only every fourth of the other pages,
// from number 1: CI takes one part after the other, with the number of commits. Without
// Chromium or axe-core it says so, and fails only if CI is set.
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { findChromium, openPage } from './browser.mjs'
import { axeIsHere, barriers, walkWithKeys } from './access.mjs'
import { checkLab } from './lab.mjs'
import { checkProgress } from './progress.mjs'

if (!findChromium()) {
    console.log('in a browser: not run: no chromium; ./setup --docs installs it')
    process.exit(process.env.CI ? 1 : 0)
}
const folder = resolve(process.argv[2]), begun = Date.now()
const all = readdirSync(folder).filter(f => f.endsWith('.html'))
const some = process.argv[3] === 'all' ? all : ['index.html', 'ch05_backprop.html', 'ch05_backprop_zh.html', 'ch05_backprop_train.html',
    'ch05_backprop_buy_apple.html', 'ch07_cnn_convolution.html', 'common_layers_affine.html', 'ch01_basics_exercises_dot_skeleton.html', 'docs_lab.html', 'docs_coverage.html', 'layer_8h.html', 'modules.html']
const [part, parts] = (process.env.PART ?? '0/1').split('/').map(Number)
if (!(part >= 0 && part < parts)) throw new Error(`PART=${process.env.PART}: 0/4 to 3/4 are parts`)
const files = all.filter((f, i) => some.includes(f) || i % parts === part)
let problems = 0, formulas = 0, figures = 0

// A reader has a browser, and complains of the page at which it is.
const newReader = async () => {
    const page = await openPage(), reader = { page, at: '' }
    const complain = reader.complain = message => { console.error(`${reader.at}: ${message}`); problems++ }
    page.on('Runtime.exceptionThrown', e => complain(`script: ${e.exceptionDetails.exception?.description ?? e.exceptionDetails.text}`))
    page.on('Runtime.consoleAPICalled', e => e.type === 'error' && complain(`console: ${e.args.map(a => a.value ?? a.description).join(' ')}`))
    page.on('Log.entryAdded', ({ entry }) => entry.level === 'error' && complain(`${entry.text} ${entry.url ?? ''}`))
    page.on('Network.requestWillBeSent', ({ request }) => /^(file|data|blob):/.test(request.url) || complain(`asks the network for ${request.url}`))
    reader.goto = file => { reader.at = file; return page.goto(`file://${folder}/${file}`) }
    reader.media = (media, scheme = 'light') => page.send('Emulation.setEmulatedMedia', { media, features: [{ name: 'prefers-color-scheme', value: scheme }] })
    await page.size(390, 844)
    return reader
}

// What a reader would notice; runs in the page.
const look = wide => {
    for (const folded of document.querySelectorAll('.contents details')) folded.open = true
    const words = document.querySelector('.contents').cloneNode(true)
    words.querySelectorAll('.fragment, pre, code, script, .katex, svg').forEach(e => e.remove())
    const sticksOut = e => e.getBoundingClientRect().right > innerWidth + 1
    const unseen = e => { const r = e.getBoundingClientRect(); return (r.width < 2 || r.height < 2) && !e.closest('.lab-runs .still') }
    const fonts = new Set([...document.fonts].map(f => `${f.family} ${f.weight} ${f.style}`)), letters = s => `${s.fontFamily.split(',')[0]} ${s.fontWeight} ${s.fontStyle}`
    const show = e => (e.querySelector('annotation') ?? e).textContent.trim().slice(0, 60)
    const lines = (text, { index, 0: word }) => { const range = new Range(); range.setStart(text, index); range.setEnd(text, index + word.length); return new Set([...range.getClientRects()].map(r => Math.round(r.top))).size }
    const broken = cell => { const found = [], texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT); for (let text; (text = texts.nextNode());) found.push(...[...text.data.matchAll(/\w+/g)].filter(word => lines(text, word) > 1)); return found }
    return {
        formulas: document.querySelectorAll('.katex').length,
        figures: document.querySelectorAll('figure svg').length,
        problems: [
            document.documentElement.scrollWidth > innerWidth + 1 && 'can be scrolled sideways',
            document.querySelector('.row.ran figure') && !document.querySelector('.deciding figure') && 'has figures, but none below its question',
            document.querySelector('.row.ran') && [...document.querySelectorAll('.src > .fragment')].some(f => /\nint main\(int argc[^]*\n}\s*$|(^|\n)static Plot \*draw/.test(f.textContent)) && 'what draws, or a main without a word, is not folded',
            /\/ch\d\d_[a-z]+(_zh)?\.html$/.test(location.pathname) && !document.querySelector('.contents figure') && 'a chapter without a figure',
            ...[...document.querySelectorAll('.contents em')].filter(e => /^[ -~]+$/.test(e.textContent) && getComputedStyle(e).textEmphasisStyle !== 'none').slice(0, 3).map(e => `dots below Latin letters: ${show(e)}`),
            document.querySelector('.katex-error') && 'a formula in red',
            ...[...new Set([...document.querySelectorAll('.katex-html *')].map(e => letters(getComputedStyle(e))))].filter(f => !fonts.has(f)).map(f => `a formula wants ${f}, and katex.css has it not`),
            document.querySelector('.katex') && ![...document.fonts].some(f => /KaTeX/.test(f.family) && f.status === 'loaded') && 'the fonts of the formulas did not load',
            ...[...words.textContent.matchAll(/\\[(\[]|\\f[$\[]|\*\*\w[^*]*\*\*|\$[^\s\d$][^$]*[^\s$]\$/g)].map(m => `markup left in the text: ${m[0].slice(0, 40)}`),
            ...[...document.images].filter(i => i.complete && !i.naturalWidth).map(i => `picture did not load: ${i.src}`),
            ...[...document.querySelectorAll('.contents :is(p, h2, h3, table, .src, figure)')].filter(e => sticksOut(e) && !e.closest('.src, .fragment, .memproto')).slice(0, 3).map(e => `sticks out: ${show(e)}`),
            ...[...document.querySelectorAll('.contents *')].filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible' && !e.closest('.src, .fragment, .formula, .memproto, .memItemRight, pre, svg, .katex')).slice(0, 3).map(e => `is cut off: ${show(e)}`),
            ...[...document.querySelectorAll('.contents table.markdownTable td')].flatMap(broken).slice(0, 3).map(word => `a table breaks a word: ${word}`),
            ...[...document.querySelectorAll('.contents table.markdownTable td')].filter(e => getComputedStyle(e).display === 'none' && !e.closest('.programs')).slice(0, 1).map(e => `a table hides a column: ${show(e)}`),
            ...[...document.querySelectorAll('figure svg, .formula')].filter(unseen).map(e => `cannot be seen: ${show(e)}`),
            ...wide ? [...document.querySelectorAll('.formula')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => `a formula wider than its column: ${show(e)}`) : [],
            ...wide ? [...document.querySelectorAll('.row > .src')].filter(e => e.scrollWidth > e.clientWidth + 1 && [...e.querySelectorAll('.line')].every(l => l.textContent.length <= 78)).map(e => `78 columns of code do not fit: ${show(e)}`) : [],
        ].filter(Boolean),
    }
}

// A page as A4 paper gets it: dark becomes light, and nothing is cut off.
const paper = () => [
    getComputedStyle(document.body).backgroundColor !== 'rgb(255, 255, 255)' && 'the paper is not white',
    ...['.bar', '#contents', '.turn', '.report', '.continue', '.lab'].filter(s => document.querySelector(s)?.checkVisibility()).map(s => `there is ${s}`),
    ...[...document.querySelectorAll('.contents *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && e.checkVisibility() && !e.closest('.katex, svg *')).slice(0, 3)
        .map(e => `sticks out: ${e.textContent.trim().slice(0, 60)}`),
    ...[...document.querySelectorAll('.contents :is(.src, .fragment, .formula, .memproto, pre)')].filter(e => e.scrollWidth > e.clientWidth + 1).slice(0, 3)
        .map(e => `is cut off: ${e.textContent.trim().slice(0, 60)}`),
].filter(Boolean)

const visit = async (reader, file) => {
    const { page, complain } = reader
    await reader.goto(file)
    const closely = some.includes(file)
    for (const width of closely ? [390, 820, 1440, 1920] : [390, 1440]) {
        await page.size(width, 900)
        const seen = await page.evaluate(`(${look})(${width > 1000})`)
        for (const problem of seen.problems) complain(`at ${width}: ${problem}`)
        if (width === 1440) { formulas += seen.formulas; figures += seen.figures }
    }
    if (!closely) return
    await page.size(658, 900) // 210 mm less the margins
    await reader.media('print', 'dark')
    for (const problem of await page.evaluate(`(${paper})()`)) complain(`on paper: ${problem}`)
    await reader.media('', 'light')
    if (!axeIsHere) return
    for (const [width, scheme] of [[390, 'dark'], [1440, 'light'], [1440, 'dark']]) {
        await page.size(width, 900)
        await reader.media('', scheme)
        for (const barrier of await barriers(page)) complain(`at ${width}, ${scheme}: ${barrier}`)
    }
    await reader.media('', 'light')
}

// Two readers share the pages: a browser draws with one processor.
const first = await newReader(), second = await newReader(), left = [...files].reverse()
const share = async reader => { while (left.length) await visit(reader, left.pop()) }
for (first.at of some) if (!files.includes(first.at)) first.complain('there is no such page')
await Promise.all([share(first), share(second)])
await second.page.close()
const { page, complain } = first
if (!axeIsHere) {
    console.log('axe-core: not run: it is not here; ./setup --docs fetches it')
    if (process.env.CI) problems++
}

// With the Tab key only: a wide page, a phone, the laboratory.
for (const [file, width] of [['index.html', 1440], ['ch05_backprop_train.html', 390], ['docs_lab.html', 1440]]) {
    await page.size(width, 900)
    await first.goto(file)
    await walkWithKeys(page, complain)
}

// The button turns the page dark, and back.
await first.goto('index.html')
const grounds = await page.evaluate(`(() => {
    const ground = () => getComputedStyle(document.body).backgroundColor, button = document.getElementById('mode'), seen = [ground()]
    for (let i = 0; i < 2; i++) { button.click(); seen.push(ground()) }
    return seen })()`)
if (grounds[0] === grounds[1] || grounds[0] !== grounds[2]) complain(`light and dark: ${grounds.join(', then ')}`)

// The search finds English and Chinese, by the key /, and its hits are visible.
for (const [word, width, page_of = ''] of [['affine', 1440], ['梯度', 1440], ['梯度', 390], ['误差反向传播法', 1440, 'ch05_backprop_zh.html']]) {
    await page.size(width, 844)
    await first.goto('index.html')
    for (const type of ['keyDown', 'keyUp']) await page.send('Input.dispatchKeyEvent', { type, key: '/', text: type === 'keyDown' ? '/' : undefined })
    await page.send('Input.insertText', { text: word })
    const found = await page.evaluate(`new Promise(done => {
        const until = Date.now() + 5000
        const wait = () => {
            const hit = document.querySelector('#hits a b')
            if (!hit && Date.now() < until) return setTimeout(wait, 20)
            const r = hit?.getBoundingClientRect()
            done({ hits: document.querySelectorAll('#hits a').length, text: document.getElementById('search').value,
                   to: [...document.querySelectorAll('#hits a')].map(a => a.href).join(' '),
                   visible: !!r && !!document.elementFromPoint(r.x + 4, r.y + 4)?.closest('#hits') && r.right <= innerWidth })
        }
        wait() })`)
    if (!found.hits) complain(`the search finds nothing for ${word} (the field says "${found.text}")`)
    else if (!found.to.includes(page_of)) complain(`the search does not find ${word} in ${page_of}`)
    else if (!found.visible) complain(`the hits for ${word} cannot be seen at ${width}`)
}

first.at = 'progress'
await checkProgress(page, folder, complain).catch(error => complain(error.message))
first.at = 'docs_lab.html'
await checkLab(page, folder, complain).catch(error => complain(error.message))
await page.close()
console.log(`in a browser: ${files.length} of ${all.length} pages, ${formulas} formulas, ${figures} figures, ${((Date.now() - begun) / 1000).toFixed(0)} s${problems ? `, ${problems} problems` : ': all well'}`)
process.exit(problems ? 1 : 0)
