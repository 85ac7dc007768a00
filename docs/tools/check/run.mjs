// run.mjs - what a program prints in its page is what a native one prints, line by
// line, if that has no wider vectors and no fused multiplications either.
//
//   node run.mjs HTML JUDGE [PROGRAM...]     in Chromium, or in Firefox if
//                                            $FIREFOX_PACKAGES has puppeteer-core
//
// HTML is the site, JUDGE the folder of such native programs. docs/run/differs.txt names
// the lines that may differ, and why. Prints how long each program made its reader wait.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findChromium, openPage } from './browser.mjs'
import { differences, exceptions } from './differs.mjs'
import { findFirefox, openFirefox } from './firefox.mjs'

const firefox = process.env.FIREFOX_PACKAGES // where what drives it is; else Chromium
const [html, judge, ...wanted] = process.argv.slice(2)
if (!existsSync(`${html}/run.js`) || !(firefox ? findFirefox() : findChromium())) {
    console.log(`programs in their pages: not run: a site without Run, or no ${firefox ? 'firefox-esr (apt-get install firefox-esr)' : 'chromium; ./setup --docs installs what both need'}`)
    process.exit(process.env.CI ? 1 : 0)
}
const pages = new Map(readdirSync(html).filter(f => f.endsWith('.html')).flatMap(f => {
    const program = readFileSync(`${html}/${f}`, 'utf8').match(/<section class="run"[^>]*data-program="([^"]+)"/)?.[1]
    return program ? [[program, f]] : []
}))
const folder = mkdtempSync(join(tmpdir(), 'docs-run-')), page = await (firefox ? openFirefox(firefox) : openPage())
let problems = 0, at = '', lines = 0
const complain = message => { console.error(`${at}: ${message}`); problems++ }
page.on('Runtime.exceptionThrown', e => complain(`script: ${e.exceptionDetails.exception?.description ?? e.exceptionDetails.text}`))
page.on('Log.entryAdded', ({ entry }) => entry.level === 'error' && complain(`${entry.text} ${entry.url ?? ''}`))

const end = `new Promise(done => { const until = performance.now() + 120000, p = RUN.panel, r = p.root
    const look = () => r.getAttribute('aria-busy') === 'false' || performance.now() > until
        ? done({ status: r.dataset.status ?? 'none', first: p.first, took: performance.now() - p.pressed, text: [...p.output.querySelectorAll('span')].map(s => s.textContent).join(''), figures: [...p.figures.children].map(f => f.dataset.name), said: p.said })
        : setTimeout(look, 20)
    look() })`
for (const program of wanted.length ? wanted : [...pages.keys()].sort()) {
    at = program
    if (!pages.has(program)) { complain('has no page with Run'); continue }
    await page.goto(`file://${resolve(html, pages.get(program))}`)
    const words = await page.evaluate(`RUN.environment.push('DL_MASK_TIMES=1'), RUN.panel.form.elements.data?.add(new Option('digits', 'digits', true, true)), document.querySelector('.run-start').click(), RUN.panel.words()`)
    const here = await page.evaluate(end)
    const out = join(folder, program)
    const native = execFileSync(join(judge, program), [...words, '--quiet', '--out', out], { encoding: 'utf8', env: { ...process.env, DL_MASK_TIMES: '1', OMP_NUM_THREADS: '1' }, stdio: ['ignore', 'pipe', 'ignore'] })
        .replaceAll(out, `/out/${program.slice(0, 4)}`).replaceAll(process.cwd(), '')
    const drawn = existsSync(out) ? readdirSync(out).filter(f => f.endsWith('.svg')) : []
    const mine = here.text.split('\n'), theirs = native.split('\n')
    const differ = differences(program, mine, theirs)
    lines += mine.length
    console.log(`${program}: ${Math.round(here.first)} ms to the first words, ${(here.took / 1000).toFixed(1)} s, ${here.figures.length} of ${drawn.length} figures, ${differ.length} of ${mine.length} lines differ`)
    if (here.status !== '0') complain(`status ${here.status}: ${here.said}`)
    if (mine.length !== theirs.length) complain(`${mine.length} lines, not ${theirs.length}`)
    for (const [a, b] of differ.slice(0, 3)) complain(`prints\n    ${a}\n  and natively\n    ${b}`)
    for (const f of drawn) if (!here.figures.includes(f)) complain(`${f} was not drawn`)
}
await page.close()
rmSync(folder, { recursive: true })
if (!wanted.length) for (const e of exceptions) if (!e.used) { at = e.program; complain(`docs/run/differs.txt: no line with ${e.words} differs any more`) }
console.log(`programs in their pages: ${lines} lines, ${problems} problems`)
process.exit(problems ? 1 : 0)
