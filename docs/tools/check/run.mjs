// run.mjs - what a program prints in its page is what a native one prints, line by
// line, if that has no wider vectors and no fused multiplications either.
//
//   node run.mjs HTML JUDGE NATIVE [PROGRAM...]   in Chromium, or in Firefox if
//                                                 $FIREFOX_PACKAGES has puppeteer-core
//
// HTML is the site, JUDGE the folder of such native programs, NATIVE that of the usual ones.
// docs/run/differs.txt names the lines that may differ, and why. Prints how long each program
// made its reader wait, and which of them longest (ten seconds are the goal on a quiet machine),
// and how much longer ch05/train took than a usual one. SEEDS='1 2 3'
// runs each with these seeds. A line of the list that no run needed gets two more seeds, and then
// is a problem, too. At the end stands by how much they really differed.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findChromium, openPage } from './browser.mjs'
import { differences, exceptions, found } from './differs.mjs'
import { findFirefox, openFirefox } from './firefox.mjs'

const firefox = process.env.FIREFOX_PACKAGES // where what drives it is; else Chromium
const [html, judge, usual, ...wanted] = process.argv.slice(2)
if (!existsSync(`${html}/run.js`) || !(firefox ? findFirefox() : findChromium())) {
    console.log(`programs in their pages: not run: a site without Run, or no ${firefox ? 'firefox-esr (apt-get install firefox-esr)' : 'chromium; ./setup --docs installs what both need'}`)
    process.exit(process.env.CI ? 1 : 0)
}
// An exercise has a program on its page, too, with the reader's answer inside.
const pages = new Map(readdirSync(html).filter(f => f.endsWith('.html') && !/_zh\.html$|_exercises_/.test(f)).flatMap(f => {
    const program = readFileSync(`${html}/${f}`, 'utf8').match(/<section class="run"[^>]*data-program="([^"]+)"/)?.[1]
    return program ? [[program, f]] : []
}))
const folder = mkdtempSync(join(tmpdir(), 'docs-run-')), page = await (firefox ? openFirefox(firefox) : openPage())
let problems = 0, at = '', lines = 0, slowest = { at: 'none', took: 0 }
const complain = message => { console.error(`${at}: ${message}`); problems++ }
page.on('Runtime.exceptionThrown', e => complain(`script: ${e.exceptionDetails.exception?.description ?? e.exceptionDetails.text}`))
page.on('Log.entryAdded', ({ entry }) => entry.level === 'error' && complain(`${entry.text} ${entry.url ?? ''}`))

const end = `new Promise(done => { const until = performance.now() + 280000, p = RUN.panel, r = p.root
    const look = () => r.getAttribute('aria-busy') === 'false' || performance.now() > until
        ? done({ status: r.dataset.status ?? 'none', first: p.first, took: performance.now() - p.pressed, text: [...p.output.querySelectorAll('span')].map(s => s.textContent).join(''), figures: [...p.figures.children].map(f => f.dataset.name), said: p.said, seconds: +p.state.textContent.match(/[0-9.]+(?= s)/)?.[0] })
        : setTimeout(look, 20)
    look() })`
// What the browser has decoded for the program, as it came to it: [[name, bytes in base64], …].
const decoded = `RUN.made?.then(({ files }) => files.filter(([path]) => path.includes('/samples/'))
    .map(([path, bytes]) => [path.split('/').pop(), btoa(Array.from(bytes, b => String.fromCharCode(b)).join(''))])) ?? []`
// How much longer than a usual native run with one thread it takes.
const TIMED = 'ch05/train'
function slower(here, words) {
    const begun = performance.now()
    execFileSync(join(usual, TIMED), [...words, '--quiet', '--threads', '1', '--out', join(folder, 'timed')], { stdio: 'ignore' })
    return here.seconds * 1000 / (performance.now() - begun)
}
let timed = ''
async function compare(program, seed) {
    at = seed ? `${program} --seed ${seed}` : program
    if (!pages.has(program)) return complain('has no page with Run')
    await page.goto(`file://${resolve(html, pages.get(program))}`)
    if (seed) await page.evaluate(`RUN.panel.form.elements.seed.value = '${seed}'`)
    const words = await page.evaluate(`RUN.environment.push('DL_MASK_TIMES=1'), RUN.panel.form.elements.data?.add(new Option('digits', 'digits', true, true)), document.querySelector('.run-start').click(), RUN.panel.words()`)
    const here = await page.evaluate(end)
    const out = join(folder, program), pictures = await page.evaluate(decoded)
    if (pictures.length) {
        const samples = join(folder, 'samples')
        mkdirSync(samples, { recursive: true })
        for (const [name, bytes] of pictures) writeFileSync(join(samples, name), Buffer.from(bytes, 'base64'))
        words.push('--image', samples)
    }
    const native = execFileSync(join(judge, program), [...words, '--out', out], { encoding: 'utf8', env: { ...process.env, OMP_NUM_THREADS: '1', DL_MASK_TIMES: '1' }, stdio: ['ignore', 'pipe', 'ignore'] })
        .replaceAll(out, `/out/${program.slice(0, 4)}`).replaceAll(process.cwd(), '')
    const drawn = existsSync(out) ? readdirSync(out).filter(f => f.endsWith('.svg')) : []
    const mine = here.text.split('\n'), theirs = native.split('\n')
    const differ = differences(program, mine, theirs)
    lines += mine.length
    if (here.took > slowest.took) slowest = { at, took: here.took }
    console.log(`${at}: ${Math.round(here.first)} ms to the first words, ${(here.took / 1000).toFixed(1)} s, ${here.figures.length} of ${drawn.length} figures, ${differ.length} of ${mine.length} lines differ`)
    if (program === TIMED) timed = `; ${program} takes ${slower(here, words).toFixed(1)} times as long as natively with one thread`
    if (here.status !== '0') complain(`status ${here.status}: ${here.said}`)
    if (mine.length !== theirs.length) complain(`${mine.length} lines, not ${theirs.length}`)
    for (const [a, b] of differ.slice(0, 3)) complain(`prints\n    ${a}\n  and natively\n    ${b}`)
    for (const f of drawn) if (!here.figures.includes(f)) complain(`${f} was not drawn`)
}
const seeds = process.env.SEEDS?.split(' ') ?? [''], programs = wanted.length ? wanted : [...pages.keys()].sort()
const idle = () => exceptions.filter(e => !e.used && (!wanted.length || wanted.includes(e.program)))
for (const program of programs) for (const seed of seeds) await compare(program, seed)
for (const program of new Set(idle().map(e => e.program))) for (const seed of ['2', '3']) await compare(program, seed)
await page.close()
rmSync(folder, { recursive: true })
for (const e of exceptions) if (e.used) console.log(`${e.program} ${e.words} differs by at most ${found(e)}`)
for (const e of idle()) { at = e.program; complain(`docs/run/differs.txt: no line with ${e.words} differs any more`) }
console.log(`programs in their pages: ${lines} lines, ${problems} problems; the slowest: ${slowest.at}, ${(slowest.took / 1000).toFixed(1)} s${timed}`)
process.exit(problems ? 1 : 0)
