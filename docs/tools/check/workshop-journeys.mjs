// workshop-journeys.mjs - what a reader does with the editor, in Chromium: an exercise failed,
// solved, exported, and judged again by a native compiler; the code of a program changed;
// and bad moments: a download cut, no room, no WebAssembly, two tabs, a page that is left while
// it compiles.
//
//   node workshop-journeys.mjs HTML [all]
//
// all: on a phone in the dark, too, and once with a line of 10 Mbit/s. Prints what is loaded
// and how long the reader waits.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findChromium, openPage } from './browser.mjs'
import { axeIsHere, barriers } from './access.mjs'
import { hostileAnswers } from './hostile.mjs'
import { unzip } from '../../run/workshop/archive.mjs'
import { serve } from '../site/serve.mjs'

const [html, all] = process.argv.slice(2)
if (!existsSync(`${html}/workshop.js`) || !findChromium()) {
    console.log('the editor: not checked: a site without it, or no chromium; ./setup --docs installs what both need')
    process.exit(process.env.CI ? 1 : 0)
}
const server = await serve(html, 0), folder = mkdtempSync(join(tmpdir(), 'docs-workshop-')), page = await openPage()
const http = `http://127.0.0.1:${server.address().port}`
const DOT = 'ch01_basics_exercises_dot_skeleton.html', SOFTMAX = 'ch03_network_exercises_softmax_skeleton.html', GATES = 'ch02_perceptron_gates.html', LIST = 'ch01_basics_exercises.html'
const SLOW = 300000 // milliseconds, on a busy machine

let problems = 0, at = '', bytes = 0, looks = 0, mute = false
const complain = message => { console.error(`${at}: ${message}`); problems++ }
const expect = (holds, message) => { looks++; if (!holds) complain(message) }
page.on('Runtime.exceptionThrown', e => complain(`script: ${e.exceptionDetails.exception?.description ?? e.exceptionDetails.text}`))
page.on('Log.entryAdded', ({ entry }) => entry.level === 'error' && !mute && complain(`${entry.text} ${entry.url ?? ''}`))
page.on('Network.requestWillBeSent', ({ request }) => new RegExp(`^(file|data|blob):|^${http}/`).test(request.url) || complain(`asks for ${request.url}`))
page.on('Network.loadingFinished', e => { bytes += e.encodedDataLength })

const until = condition => page.evaluate(`new Promise(yes => { const begun = Date.now(), look = () => { let holds = false; try { holds = ${condition} } catch { } holds ? yes(true) : Date.now() - begun > ${SLOW} ? yes(false) : setTimeout(look, 20) }; look() })`)
const visit = async (name, base = http) => { await page.goto(`${base}/${name}`); if (base === http && !await until(`RUN.exercise || RUN.desk || !document.querySelector('.shop-exercise')`)) complain('no editor comes') }
const write = text => page.evaluate(`RUN.exercise.desk.editor.write(${JSON.stringify(text)})`)
const ended = () => until(`RUN.exercise.root.getAttribute('aria-busy') === 'false'`)
const seen = () => page.evaluate(`({ word: RUN.exercise.root.dataset.word, state: RUN.exercise.state.textContent, verdict: RUN.exercise.verdict.textContent, note: RUN.exercise.desk.note.textContent, took: RUN.exercise.took, kept: RUN.exercise.desk.text })`)
async function test(text) {
    if (text !== undefined) await write(text)
    await page.evaluate(`document.querySelector('.shop-test').click()`)
    if (!await ended()) complain('no verdict comes')
    return seen()
}
// What a reader sees, not only what the page means to show.
const visible = part => `document.querySelector('${part}')?.getClientRects().length > 0`
const source = file => readFileSync(file, 'utf8')
const before = async (script, act) => {
    const { identifier } = await page.send('Page.addScriptToEvaluateOnNewDocument', { source: script })
    await act()
    await page.send('Page.removeScriptToEvaluateOnNewDocument', { identifier })
}

const solution = source('ch01_basics/exercises/dot/solution.c'), wrong = 'ch01_basics/exercises/dot/wrong'
const mistakes = readdirSync(wrong).filter(f => /caught-by: dot\/\w+ \*/.test(source(`${wrong}/${f}`)))
const line = (file, begin) => source(file).split('\n').find(l => l.startsWith(begin))?.slice(begin.length)
const questionOf = file => line('ch01_basics/exercises/dot/questions', `${file.replace('.c', '')}: `)
let first = {}

// The first use: how much is loaded, and how long it takes; then a mistake, and the solution.
async function exercise() {
    await visit(DOT)
    expect(!await page.evaluate(visible('.shop-old')) && !await page.evaluate(visible('.shop-exercise-served')), 'the words of a bad moment are there')
    const own = bytes
    const begun = performance.now(), todo = await test()
    first = { loaded: bytes - own, seconds: (performance.now() - begun) / 1000 }
    expect(todo.word === 'todo', `the skeleton: ${JSON.stringify(todo)}`)
    const mistake = source(`${wrong}/${mistakes[0]}`), caught = mistake.match(/caught-by: (\S+)/)[1], failed = await test(mistake)
    expect(failed.word === 'fail' && failed.verdict.includes(caught) && failed.verdict.includes('is right'), `${mistakes[0]}: ${JSON.stringify(failed)}`)
    first.verdict = failed.took / 1000
    expect(failed.verdict.includes(`A question: ${questionOf(mistakes[0])}`), `${mistakes[0]} is not asked its question: ${failed.verdict}`)
    const broken = await test(solution.replace('float sum = 0;', 'float sum = ;'))
    expect(broken.word === 'build' && /line \d+:/.test(broken.verdict) && await page.evaluate(`document.querySelectorAll('.cm-lint-marker-error').length === 1`), `an error: ${JSON.stringify(broken)}`)
    const loop = await test(source(`${wrong}/never_ends.c`))
    expect(loop.word === 'timeout', `a loop: ${JSON.stringify(loop)}`)
    if (axeIsHere) for (const b of await barriers(page)) complain(b)
    const warned = await test(solution.replace('float sum = 0;', 'float half, sum = 0;'))
    expect(warned.word === 'ok' && /The compiler warns, line \d+: unused variable 'half'/.test(warned.verdict), `a warning of what is right: ${JSON.stringify(warned)}`)
    const right = await test(solution)
    expect(right.word === 'ok' && /^Solved/.test(right.state) && /Next: /.test(right.verdict), `the solution: ${JSON.stringify(right)}`)
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth + 1'), 'can be scrolled sideways')
    await visit(DOT)
    expect((await seen()).kept === solution && await page.evaluate(`!document.querySelector('.shop-tick').hidden`), 'the answer is not kept')
    const had = bytes, later = await test()
    first.visit = later.took / 1000
    expect(later.word === 'ok' && bytes - had < 1e6, `a later visit loads ${bytes - had} bytes again`)
    await page.goto(`${http}/${LIST}`)
    expect(await until(`document.querySelector('[data-tick="ch01/dot"]').textContent === '✓'`), 'no tick in the list')
}

// What the pages say of the compiler's size is so.
async function sizes() {
    const compiler = readdirSync(html).filter(f => f.startsWith('workshop-compiler-')).reduce((sum, f) => sum + statSync(join(html, f)).size, 0)
    const megabytes = (compiler / 1e6).toFixed(0), seconds = (compiler * 8 / 10e6).toFixed(0)
    for (const [name, words] of [['docs_exercises_for_students.html', `${megabytes} MB, or ${seconds} seconds`], ['docs_exercises_for_students_zh.html', `${megabytes} MB，在 10 Mbit/s 的线路上要 ${seconds} 秒`], ['docs_run.html', `${megabytes} MB packed`], [DOT, `${megabytes} MB (${seconds} s on`]])
        expect(source(join(html, name)).includes(words), `${name} does not say ${words}`)
}

// The file that a button saves, in a folder of its own.
async function saved(button, file, name) {
    const to = join(folder, name), path = join(to, file)
    rmSync(to, { recursive: true, force: true })
    await page.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: to })
    await page.evaluate(`document.querySelector('${button}').click()`)
    for (let i = 0; i < 1000 && !existsSync(path); i++) await new Promise(done => setTimeout(done, 20))
    return path
}

// An answer that fails and one that is right are exported, judged by a native compiler with
// the same verdicts, and taken back.
async function files() {
    await visit(DOT)
    const here = new Map(), place = join(folder, 'in')
    for (const [student, text] of [['fails', source(`${wrong}/${mistakes[0]}`)], ['solves', solution]]) {
        here.set(student, await test(text))
        const archive = await saved('.shop-export', 'answers.zip', student), answers = await unzip(new Uint8Array(readFileSync(archive)), () => true)
        expect(answers.length === 1 && answers[0][0] === 'ch01_basics/exercises/dot.c' && answers[0][1] === text, `exported: ${JSON.stringify(answers)}`)
        execFileSync('python3', ['-m', 'zipfile', '-e', archive, join(place, student)])
    }
    const graded = spawnSync('make', ['-s', 'grade', `IN=${place}`, `OUT=${join(folder, 'out')}`, 'E=ch01/dot'], { encoding: 'utf8' })
    const grades = existsSync(join(folder, 'out', 'results.json')) ? JSON.parse(source(join(folder, 'out', 'results.json'))).students : []
    expect(grades.length === 2, `make grade says ${graded.stdout}${graded.stderr}`)
    for (const { student, results: [native] } of grades) {
        const { word, state, verdict } = here.get(student), why = native.why.split('\n').map(l => l.replace(/^ *(failed )?/, '')).filter(Boolean)
        expect(word === native.verdict && +state.match(/\d+/)[0] === native.passed && why.slice(0, 2).every(words => verdict.includes(words)),
            `${student}: make grade says ${JSON.stringify(native)}, and the page ${JSON.stringify(here.get(student))}`)
    }
    await page.evaluate(`RUN.exercise.desk.reset()`)
    expect(/YOUR_CODE_HERE/.test((await seen()).kept), 'Reset brings no skeleton')
    const { root } = await page.send('DOM.getDocument'), { nodeId } = await page.send('DOM.querySelector', { nodeId: root.nodeId, selector: '.shop-import' })
    await page.send('DOM.setFileInputFiles', { files: [join(folder, 'solves', 'answers.zip')], nodeId })
    expect(await until(`RUN.exercise.desk.text === ${JSON.stringify(solution)}`), 'the archive is not taken')
    await page.evaluate(`RUN.exercise.desk.reset()`)
    writeFileSync(join(folder, 'dot.c'), `\ufeff${solution}`, 'utf16le') // as Notepad may save it
    await page.send('DOM.setFileInputFiles', { files: [join(folder, 'dot.c')], nodeId })
    expect(await until(`RUN.exercise.desk.text === ${JSON.stringify(solution)}`), 'a file of UTF-16 is not taken')
    await page.evaluate(`RUN.exercise.desk.reset()`)
    writeFileSync(join(folder, 'dot (1).c'), solution) // as a browser calls the second one
    await page.send('DOM.setFileInputFiles', { files: [join(folder, 'dot (1).c')], nodeId })
    expect(await until(`RUN.exercise.desk.text === ${JSON.stringify(solution)}`), 'dot (1).c is not taken')
    writeFileSync(join(folder, 'answers.tgz'), 'an archive')
    await page.send('DOM.setFileInputFiles', { files: [join(folder, 'answers.tgz')], nodeId })
    expect(await until(`/only zip archives and .c files are taken here/.test(document.querySelector('.shop-files-state').textContent)`), 'answers.tgz is refused without a reason')
}

async function hintsAndPlay() {
    await visit(SOFTMAX)
    const hints = () => page.evaluate(`[...document.querySelectorAll('details.hint')].filter(h => !h.hidden).length`)
    expect(await hints() === 1, 'more than one hint is there at first')
    await page.evaluate(`document.querySelector('details.hint').open = true`)
    expect(await until(`[...document.querySelectorAll('details.hint')].filter(h => !h.hidden).length === 2`), 'the second hint does not come')
    await write(source('ch03_network/exercises/softmax/solution.c'))
    await page.evaluate(`document.querySelector('#run .run-start').click()`)
    expect(await until(`RUN.panel.root.getAttribute('aria-busy') === 'false'`), 'play does not end')
    const played = await page.evaluate(`({ status: RUN.panel.root.dataset.status, text: RUN.panel.output.textContent, state: RUN.panel.state.textContent })`)
    expect(played.status === '0', `play: ${JSON.stringify(played)}`)
    await write(await page.evaluate(`RUN.exercise.desk.original`))
    await page.evaluate(`document.querySelector('#run .run-start').click()`)
    expect(await until(`RUN.panel.root.dataset.status === '75'`), 'play with the skeleton does not say that it is not written')
}

// A program with a bug shows its trouble at once; changes are counted. The test of a
// prediction is not shown.
async function otherKinds() {
    const home = 'ch04_learning/exercises/too_good'
    await visit('ch04_learning_exercises_too_good_skeleton.html')
    const given = await test()
    expect(given.word === 'todo' && /not mended yet: .*100 of 100 coins/.test(given.verdict), `a bug as it is given: ${JSON.stringify(given)}`)
    const much = await test(source(`${home}/wrong/skips_itself.c`))
    expect(much.word === 'fail' && /few_changes/.test(much.verdict), `a bug mended with too many changes: ${JSON.stringify(much)}`)
    const mended = await test(source(`${home}/solution.c`))
    expect(mended.word === 'ok', `a bug mended: ${JSON.stringify(mended)}`)
    await visit('ch03_network_exercises_sizes_skeleton.html')
    expect(await page.evaluate(`/Delete YOUR_CODE_HERE\\(\\);, put your numbers/.test(document.querySelector('.shop-exercise .run-why').textContent)`), 'a prediction is not begun by replacing')
    const guess = await test(source('ch03_network/exercises/sizes/wrong/bits.c'))
    expect(guess.word === 'fail' && /is not 1451520/.test(guess.verdict) && !/What this test does/.test(guess.verdict), `a prediction: ${JSON.stringify(guess)}`)
}

// The Chinese page of an exercise has the same answer.
async function chinese() {
    await visit(DOT.replace('.html', '_zh.html'))
    expect((await seen()).kept === solution && await page.evaluate(`RUN.exercise.start.textContent === '测试'`), 'the Chinese page has another answer, or English words')
    const failed = await test(source(`${wrong}/${mistakes[0]}`))
    expect(/正确的是 -?\d/.test(failed.verdict) && failed.verdict.includes(`问题：${line('docs/zh/questions', `ch01/dot ${mistakes[0].replace('.c', '')}: `)}`), `no Chinese verdict or question: ${failed.verdict}`)
    await page.goto(`${http}/${LIST.replace('.html', '_zh.html')}`)
    expect(await until(`document.querySelector('[data-tick="ch01/dot"]').title !== ''`), 'no tick in the Chinese list')
}

// A test that does not end is stopped, and the next one begins as usual.
async function stop() {
    await visit(DOT)
    await write(source(`${wrong}/never_ends.c`))
    await page.evaluate(`document.querySelector('.shop-test').click()`)
    expect(await until(`/^Test: /.test(RUN.exercise.state.textContent)`), 'no test begins')
    await page.evaluate(`document.querySelector('.shop-stop').click()`)
    await ended()
    const stopped = await seen()
    expect(stopped.state === 'Stopped.' && stopped.word === undefined, `Stop: ${JSON.stringify(stopped)}`)
    const flood = await test(source(`${wrong}/prints_for_ever.c`))
    expect(/crash|timeout/.test(flood.word), `printing without an end: ${JSON.stringify(flood).slice(0, 300)}`)
    const right = await test(solution)
    expect(right.word === 'ok', `after Stop: ${JSON.stringify(right)}`)
}

async function change() {
    await visit(GATES)
    await page.evaluate(`document.querySelector('.shop-open').click()`)
    expect(await until('RUN.desk'), 'the code cannot be changed')
    const run = async text => {
        if (text) await page.evaluate(`RUN.desk.editor.write(${JSON.stringify(text)})`)
        await page.evaluate(`document.querySelector('.run-start').click()`)
        await until(`RUN.panel.root.getAttribute('aria-busy') === 'false'`)
        return page.evaluate(`({ status: RUN.panel.root.dataset.status, text: RUN.panel.output.textContent, state: RUN.panel.state.textContent, errors: document.querySelectorAll('.cm-lint-marker-error').length })`)
    }
    const code = await page.evaluate('RUN.desk.text'), usual = await run()
    const changed = code.replace(/^int main\([^]*?\{\n/m, m => `${m}    printf("changed\\n");\n`)
    const printed = await run(changed)
    expect(printed.status === '0' && printed.text === `changed\n${usual.text}`, `changed: ${JSON.stringify(printed)}`)
    const broken = await run(changed.replace('printf("changed', 'print("changed'))
    expect(/does not compile. Line \d+:/.test(broken.state) && broken.errors === 1, `an error: ${JSON.stringify(broken)}`)
    if (axeIsHere) for (const b of await barriers(page)) complain(b)
    await visit(GATES)
    expect(await until(`RUN.desk && /print\\("changed/.test(RUN.desk.text)`), 'the change is not kept')
    expect(source(await saved('.shop-save', 'gates.c', 'changed')) === await page.evaluate('RUN.desk.text'), 'what is saved is another text')
    await page.evaluate('RUN.desk.reset()')
    expect(await page.evaluate('RUN.desk.text') === code, 'Reset does not bring the code back')
    await page.evaluate('RUN.desk.reset()')
    expect(/print\("changed/.test(await page.evaluate('RUN.desk.text')), 'what was written is lost')
}

async function badMoments() {
    at = 'left while it compiles'
    await visit(DOT)
    await write(`${solution}/* mine */\n`)
    await page.evaluate(`document.querySelector('.shop-test').click()`)
    await visit(DOT)
    expect(/mine/.test((await seen()).kept), 'what was written is lost')

    at = 'two tabs'
    await page.evaluate(`{ const other = document.body.appendChild(document.createElement('iframe')), key = 'deep-learning-in-c/ch01/dot'
        other.contentWindow.localStorage.setItem(key, JSON.stringify({ text: '/* theirs */' })) }`)
    expect(await until(`RUN.exercise.desk.text === '/* theirs */' && /Another tab/.test(RUN.exercise.desk.note.textContent)`), `the other tab is not followed: ${JSON.stringify(await seen())}`)

    at = 'storage full'
    await before(`Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }`, async () => {
        await visit(DOT)
        await write('/* x */')
        expect(/full.*Save your text/.test((await seen()).note), JSON.stringify(await seen()))
        expect(await page.evaluate(`!dispatchEvent(new Event('beforeunload', { cancelable: true }))`), 'the page does not ask before it closes')
        await page.evaluate('RUN.exercise.desk.unkept = false')
    })
    at = 'storage blocked'
    await before(`Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })
        Object.defineProperty(window, 'caches', { get() { throw new DOMException('no', 'SecurityError') } })`, async () => {
        await visit(DOT)
        const right = await test(solution)
        expect(right.word === 'ok' && /keeps nothing.*Save your text/.test(right.note), JSON.stringify(right))
        await page.evaluate('RUN.exercise.desk.unkept = false')
    })
    at = 'no WebAssembly'
    await before('delete globalThis.WebAssembly', async () => {
        await page.goto(`${http}/${DOT}`)
        expect(await until(visible('.shop-old')), 'nothing is said')
    })
    at = 'download cut'
    await page.evaluate(`caches.delete('deep-learning-in-c-compiler')`)
    mute = true
    await visit(DOT)
    await page.send('Network.setBlockedURLs', { urls: ['*workshop-compiler-*-04.bin'] })
    const cut = await test(solution), came = bytes
    expect(/cut.*press again/.test(cut.state), JSON.stringify(cut))
    await page.send('Network.setBlockedURLs', { urls: [] })
    mute = false
    const again = await test()
    expect(again.word === 'ok', JSON.stringify(again))
    expect(bytes - came < 20e6, `after the cut ${bytes - came} bytes were loaded, not only what was missing`)
    at = 'from a file'
    await page.goto(`file://${resolve(html)}/${DOT}`)
    expect(await until(visible('.shop-exercise-served')) && !await page.evaluate(visible('.shop-exercise')), 'nothing is said')
    await page.goto(`file://${resolve(html)}/${GATES}`)
    expect(await until(visible('.shop-served')) && !await page.evaluate(visible('.shop-open')), 'nothing is said where the code would be changed')
}

// Hostile answers: each gets its verdict and words for it, the page goes on, and so does the
// next answer.
async function hostile() {
    await visit(DOT)
    await page.evaluate(`(look => { globalThis.longest = 0; setInterval(() => { const now = performance.now(); longest = Math.max(longest, now - look); look = now }, 50) })(performance.now())`)
    for (const { name, text, words } of hostileAnswers) {
        at = `hostile: ${name}`
        const found = await test(text)
        expect(words.split(' ').includes(found.word) && (found.word === 'ok' || found.verdict || found.word === 'todo'), `not ${words}: ${JSON.stringify({ ...found, kept: '' }).slice(0, 400)}`)
        const right = await test(solution)
        expect(right.word === 'ok', `afterwards the solution is ${right.word}: ${right.state}`)
    }
    const longest = await page.evaluate('longest')
    expect(longest < 10000, `the page did not answer for ${(longest / 1000).toFixed(1)} s`)
    return `, ${hostileAnswers.length} hostile answers (the page silent for ${(longest / 1000).toFixed(1)} s at most)`
}

// The first use on a line of 10 Mbit/s.
async function slowLine() {
    await page.evaluate(`caches.delete('deep-learning-in-c-compiler')`)
    await visit(DOT)
    await page.send('Network.emulateNetworkConditions', { offline: false, latency: 20, downloadThroughput: 10e6 / 8, uploadThroughput: 10e6 / 8 })
    const begun = performance.now(), right = await test(solution)
    await page.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 })
    expect(right.word === 'ok', JSON.stringify(right))
    return (performance.now() - begun) / 1000
}

for (const [width, scheme] of [[1400, 'light'], [390, 'dark']]) {
    if (width === 390 && !all) continue
    await page.size(width, 900)
    await page.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] })
    await page.goto(`${http}/${LIST}`)
    await page.evaluate('localStorage.clear()')
    for (const journey of [exercise, stop, files, chinese, otherKinds, hintsAndPlay, change]) { at = `${width} pixels, ${journey.name}`; await journey() }
}
at = 'sizes'
await sizes()
await badMoments()
const endured = all ? await hostile() : ''
at = 'a line of 10 Mbit/s'
const slow = all ? `, ${(await slowLine()).toFixed(0)} s on a line of 10 Mbit/s` : ''
await page.close()
server.close()
rmSync(folder, { recursive: true })
console.log(`the editor: ${looks} looks, ${problems} problems; the first verdict loads ${(first.loaded / 1e6).toFixed(1)} MB and takes ${first.seconds.toFixed(1)} s${slow}, a later one ${first.verdict.toFixed(2)} s, the first of a later visit ${first.visit.toFixed(1)} s${endured}`)
process.exit(problems ? 1 : 0)
