// journeys.mjs - what a reader does with Run, in Chromium: run, change an option, give
// a wrong one, stop, drop files (digits, weights, photographs), save, all by keyboard,
// without network, on a desk and a phone, light and dark, from a server and from a file.
// And nothing leaves the browser.
//
//   node journeys.mjs HTML [all]
//
// From a server it is a desk in the light, from a file a phone in the dark; all: the other
// way round as well.
// Prints how much a page loads and how long the reader waits.
import { createServer } from 'node:http'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { findChromium, openPage } from './browser.mjs'
import { axeIsHere, barriers } from './access.mjs'
import { png, turned } from './pictures.mjs'
import { serve } from '../site/serve.mjs'
import { heaviest, wholeSite } from '../site/weight.mjs'

const [html, all] = process.argv.slice(2)
if (!existsSync(`${html}/run.js`)) {
    console.log('Run: not checked: this site was made without it')
    process.exit(process.env.CI ? 1 : 0)
}
if (!findChromium()) {
    console.log('Run: not checked: no chromium; ./setup --docs installs it')
    process.exit(process.env.CI ? 1 : 0)
}
const server = await serve(html, 0), folder = mkdtempSync(join(tmpdir(), 'docs-run-'))
const page = await openPage()
const GATES = 'ch02_perceptron_gates.html', CURVES = 'ch03_network_activations.html', TRAIN = 'ch05_backprop_train.html', LEARN = 'ch03_network_train_recognizer.html', READ = 'ch03_network_recognize.html', PHOTOS = 'ch07_cnn_recognize.html'
let problems = 0, at = '', bytes = 0, done = 0, mute = false
const complain = message => { console.error(`${at}: ${message}`); problems++ }
const expect = (holds, message) => { done++; if (!holds) complain(message) }
page.on('Runtime.exceptionThrown', e => complain(`script: ${e.exceptionDetails.exception?.description ?? e.exceptionDetails.text}`))
page.on('Runtime.consoleAPICalled', e => e.type === 'error' && complain(`console: ${e.args.map(a => a.value ?? a.description).join(' ')}`))
page.on('Log.entryAdded', ({ entry }) => entry.level === 'error' && !mute && complain(`${entry.text} ${entry.url ?? ''}`))
page.on('Network.requestWillBeSent', ({ request }) => mute || new RegExp(`^(file|data|blob):|^http://127.0.0.1:${server.address().port}/`).test(request.url) || complain(`asks for ${request.url}`))
server.on('request', ({ method, url }) => method === 'GET' && !url.includes('?') || complain(`${method} ${url} brings something to the server`))
page.on('Network.loadingFinished', e => { bytes += e.encodedDataLength })

const key = async (name, code, text) => {
    for (const type of ['rawKeyDown', ...text ? ['char'] : [], 'keyUp']) await page.send('Input.dispatchKeyEvent', { type, key: name, code: name, windowsVirtualKeyCode: code, text })
}
const press = () => page.evaluate(`document.querySelector('.run-start').click()`)
const until = condition => page.evaluate(`new Promise((yes, no) => { const begun = Date.now(), look = () => ${condition} ? yes(true) : Date.now() - begun > 30000 ? yes(false) : setTimeout(look, 20); look() })`)
const idle = async () => {
    if (!await until(`RUN.panel.root.getAttribute('aria-busy') === 'false'`)) complain('it does not come to an end')
    return page.evaluate(`({ status: RUN.panel.root.dataset.status, state: RUN.panel.state.textContent, text: RUN.panel.output.textContent, first: RUN.panel.first, figures: document.querySelectorAll('.run-figures svg').length })`)
}
const set = (name, value) => page.evaluate(`{ const f = RUN.panel.form.elements['${name}']; f.value = '${value}'; f.dispatchEvent(new Event('input', { bubbles: true })) }`)
const sidewise = () => page.evaluate('document.documentElement.scrollWidth > innerWidth + 1')

async function run(base) {
    await page.goto(`${base}/${GATES}`)
    expect(await page.evaluate(`RUN.panel.output.hidden`), 'output before Run')
    await press()
    const end = await idle()
    expect(end.status === '0' && end.text.startsWith('gate     w1'), `gates: ${JSON.stringify(end)}`)
    await page.goto(`${base}/${CURVES}`)
    await press()
    const curves = await idle()
    expect(curves.status === '0' && curves.figures === 2, `activations: ${JSON.stringify(curves)}`)
    expect(!await sidewise(), 'can be scrolled sideways')
    expect(!/rgb\(|#[0-9a-f]{6}/i.test(await page.evaluate(`document.querySelector('.run-figures').innerHTML`)), 'a colour that is not of the page')
    if (axeIsHere) for (const b of await barriers(page)) complain(b)
}

async function options(base) {
    await page.goto(`${base}/${TRAIN}`)
    await set('steps', '200')
    await set('rate', '0,5')
    expect(/--rate 0,5/.test(await page.evaluate(`RUN.panel.line.textContent`)), 'the line does not follow the form')
    await press()
    let end = await idle()
    expect(end.status === '64' && end.text.includes("'0,5' is not a number"), `a wrong option: ${JSON.stringify(end)}`)
    expect(await page.evaluate(`document.activeElement === RUN.panel.form.elements.rate && document.activeElement.getAttribute('aria-invalid') === 'true'`), 'the wrong field is not shown')
    expect(await page.evaluate(`document.getElementById(document.activeElement.getAttribute('aria-describedby')).querySelector('.run-wrong').textContent`) === end.text.match(/--rate: (.*)/)[1], 'its field does not say what is wrong')
    expect(await page.evaluate(`RUN.panel.output.scrollWidth === RUN.panel.output.clientWidth`), 'a message is cut off')
    await set('rate', '0.5')
    expect(!await page.evaluate(`document.querySelector('.run [aria-invalid], .run-wrong')`), 'a field that was changed is still wrong')
    await press()
    end = await idle()
    expect(end.status === '0' && end.figures === 1, `another rate: ${JSON.stringify(end)}`)
    await page.evaluate(`document.querySelector('.run-files').open = true`)
    const saved = await page.evaluate(`[...document.querySelectorAll('.run-files a')].map(a => a.download)`)
    expect(saved.includes('weights.safetensors') && saved.includes('learning_curves.tsv'), `saved: ${saved}`)
    await set('steps', '20000')
    await press()
    expect(await until(`/left/.test(RUN.panel.state.textContent)`), 'no progress is shown')
    await page.evaluate(`RUN.panel.stop.click()`)
    end = await idle()
    expect(/Stopped/.test(end.state) && await page.evaluate(`RUN.panel.worker === null`), `stop: ${end.state}`)
    await set('steps', '100')
    await press()
    expect((await idle()).status === '0', 'it does not run after Stop')
}

// As a hand drops them on the panel, until all of them are taken.
const drop = async (...names) => {
    const { x, y } = await page.evaluate(`{ const why = document.querySelector('.run-why'); why.scrollIntoView({ block: 'center' }); const r = why.getBoundingClientRect(); ({ x: r.x + 5, y: r.y + 5 }) }`)
    const data = { items: [], files: names.map(name => join(folder, name)), dragOperationsMask: 1 }
    for (const type of ['dragEnter', 'dragOver', 'drop']) await page.send('Input.dispatchDragEvent', { type, x, y, data })
    expect(await until(names.map(n => `RUN.panel.has.textContent.includes('${n.replace('.gz', '')}')`).join(' && ')), `${names} are not taken`)
}
const put = (name, content) => { writeFileSync(join(folder, name), content); return name }

// Weights that are none, then MNIST's four files, packed, with eight images.
async function files(base) {
    const idx = (kind, sizes, body) => gzipSync(Buffer.concat([Buffer.from([0, 0, 8, kind]), ...sizes.map(n => { const b = Buffer.alloc(4); b.writeUInt32BE(n); return b }), Buffer.alloc(body, 1)]))
    const images = idx(3, [8, 28, 28], 8 * 784), labels = idx(1, [8], 8)
    await page.goto(`${base}/${TRAIN}`)
    await set('steps', '100')
    await drop(put('bad.safetensors', 'no weights at all'))
    expect(await until(`RUN.panel.form.elements.weights.value === '/own/bad.safetensors'`), 'the weights are not chosen')
    await press()
    let end = await idle()
    expect(end.status === '65', `weights that are none: ${JSON.stringify(end)}`)
    await page.goto(`${base}/${TRAIN}`)
    await set('steps', '50')
    await drop(put('train-images-idx3-ubyte.gz', images), put('train-labels-idx1-ubyte.gz', labels), put('t10k-images-idx3-ubyte.gz', images), put('t10k-labels-idx1-ubyte.gz', labels))
    expect(await until(`RUN.panel.form.elements.data.value === '/own'`), 'four files are not a choice')
    await press()
    end = await idle()
    expect(end.status === '0' && /8 to learn from/.test(end.text), `own digits: ${JSON.stringify(end)}`)
}

// Weights that one page has learnt are saved, and another page reads with them.
async function weights(base) {
    await page.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder })
    const saved = join(folder, 'weights.safetensors')
    rmSync(saved, { force: true })
    await page.goto(`${base}/${LEARN}`)
    await set('steps', '300')
    await press()
    const learnt = (await idle()).text.match(/^test accuracy (\d\.\d+)/m)?.[1]
    await page.evaluate(`[...document.querySelectorAll('.run-files a')].find(a => a.download === 'weights.safetensors').click()`)
    for (const begun = Date.now(); !existsSync(saved) && Date.now() - begun < 30000; ) await new Promise(later => setTimeout(later, 50))
    if (!existsSync(saved)) return complain('the weights cannot be saved')
    await page.goto(`${base}/${READ}`)
    await drop('weights.safetensors')
    await press()
    const end = await idle()
    expect(end.status === '0' && learnt && end.text.includes(learnt) && end.text.includes('/own/weights.safetensors'), `weights from another page, ${learnt}: ${JSON.stringify(end)}`)
}

// The pictures of the book, then those of the reader: the browser decodes them rightly, and what
// is none is refused in the program's words.
async function photographs(base) {
    const photo = bytes => page.evaluate(`RUN.photograph(new Blob([Uint8Array.from(atob('${bytes.toString('base64')}'), c => c.charCodeAt(0))])).then(b => [...b])`)
    await page.goto(`${base}/${PHOTOS}`)
    await press()
    let end = await idle()
    const [, width, height] = end.text.match(/3-shadow\.jpg, (\d+) x (\d+)/) ?? []
    expect(end.status === '0' && end.figures === 1 && /1-paper\.png, [^]*2-chalk\.pgm, /.test(end.text) && end.text.match(/^read as/gm)?.length === 3, `the book's pictures: ${JSON.stringify(end)}`)

    for (const [paint, paper] of [[30, 255], [240, 0]]) {
        const half = Math.floor((paint * 128 + paper * 127 + 127) / 255), got = await photo(png(3, 1, [paint, 10, 20, 255, 0, 0, 0, 0, paint, paint, paint, 128]))
        const expected = [...Buffer.from('P6\n3 1\n255\n'), paint, 10, 20, paper, paper, paper, half, half, half]
        expect(got.length === expected.length && got.every((v, i) => Math.abs(v - expected[i]) <= (i < 17 ? 0 : 1)), `paint ${paint}: ${got.slice(11)}, not ${expected.slice(11)}`)
    }
    const shadow = readFileSync('ch07_cnn/samples/3-shadow.jpg')
    await drop(put('side.jpg', turned(shadow, 6)))
    await press()
    end = await idle()
    expect(end.status === '0' && end.text.includes(`side.jpg, ${height} x ${width} pixels`), `turned: ${JSON.stringify(end)}`)
    await page.evaluate(`{ const canvas = document.createElement('canvas'); Object.assign(canvas, { width: 90, height: 90 }); const pen = canvas.getContext('2d'); pen.fillStyle = '#fff'; pen.fillRect(0, 0, 90, 90); pen.fillStyle = '#00f'; pen.fillRect(42, 15, 8, 60)
        new Promise(done => canvas.toBlob(done, 'image/webp')).then(blob => RUN.panel.take([new File([blob], 'one.webp', { type: 'image/webp' })])) }`)
    expect(await until(`RUN.panel.form.elements.image.value === '/own/photos/one.webp'`), 'a WebP is not taken')
    await set('image', '/own/photos')
    await press()
    end = await idle()
    expect(end.status === '0' && /one\.webp, 90 x 90[^]*read as 1[^]*side\.jpg/.test(end.text), `a WebP: ${JSON.stringify(end)}`)
    for (const [name, content, words] of [['cut.png', png(3, 1, Array(12).fill(9)).subarray(0, 50), 'the browser cannot read this PNG'], ['phone.heic', '1234ftypheic', 'HEIC is not read here'], ['words.txt', 'hello', 'no PNG, JPEG']]) {
        await drop(put(name, content))
        await press()
        end = await idle()
        expect(end.status === '65' && end.text.includes(words), `${name}: ${JSON.stringify(end)}`)
    }
    expect(!await sidewise(), 'can be scrolled sideways')
    if (axeIsHere) for (const b of await barriers(page)) complain(b)
    if (!all) return
    const large = await photo(png(10000, 5001))
    expect(Buffer.from(large).toString() === 'P6\n10000 5001\n255\n', `too large: ${large.length} bytes`)
}

// A worker and a page ask a stranger; nobody may come. That a page without our policy gets there
// shows that this looks.
async function leaks(base) {
    let came = 0
    const stranger = createServer((_, answer) => { came++; answer.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' }); answer.end('<title>stranger</title>') })
    await new Promise(ready => stranger.listen(0, '127.0.0.1', ready))
    const address = `http://127.0.0.1:${stranger.address().port}/`
    const ask = `const asked = fetch('${address}').catch(() => 0); try { new WebSocket('${address.replace('http', 'ws')}') } catch { }`
    const everywhere = `new Promise(done => { ${ask}; new Image().src = '${address}'; navigator.sendBeacon?.('${address}', 'x')
        const worker = new Worker(URL.createObjectURL(new Blob([\`${ask}; try { importScripts('${address}') } catch { }; asked.then(() => postMessage(0))\`])))
        worker.onmessage = worker.onerror = () => setTimeout(done, 300) })`
    mute = true
    await page.goto(`${base}/${GATES}`)
    await page.evaluate(everywhere)
    expect(came === 0, `a stranger was asked ${came} times`)
    await page.goto(address)
    await page.evaluate(everywhere)
    expect(came > 3, `a page without a policy asks only ${came} times`)
    await page.goto('about:blank')
    mute = false
    stranger.closeAllConnections()
    stranger.close()
}

// Run; then an option, Run and Stop, all with keys.
async function keys(base) {
    const reach = async part => {
        for (let i = 0; i < 30; i++) { await key('Tab', 9); if (await page.evaluate(`document.activeElement.matches('${part}')`)) return }
        complain(`Tab does not lead to ${part}`)
    }
    const enter = async part => { await reach(part); await key('Enter', 13, '\r') }
    await page.goto(`${base}/${CURVES}`)
    await page.evaluate(`document.querySelector('.run-why a').focus()`)
    await enter('.run-start')
    expect((await idle()).status === '0', 'Enter does not run')
    await page.goto(`${base}/${TRAIN}`)
    await page.evaluate(`document.querySelector('.run-why a').focus()`)
    await enter('.run-options summary')
    await reach('#run-steps')
    await page.send('Input.insertText', { text: '20000' })
    await enter('.run-start')
    expect(await until(`/left/.test(RUN.panel.state.textContent)`), 'no progress with keys')
    await enter('.run-stop')
    const end = await idle()
    expect(/Stopped/.test(end.state) && await page.evaluate(`/--steps 20000/.test(RUN.panel.line.textContent) && document.activeElement.className === 'run-start'`), `stopped with keys: ${end.state}`)
}

async function offline(base) {
    await page.goto(`${base}/${READ}`)
    await press()
    expect((await idle()).status === '0', 'recognize')
    await page.send('Network.emulateNetworkConditions', { offline: true, latency: 0, downloadThroughput: -1, uploadThroughput: -1 })
    await press()
    expect((await idle()).status === '0', 'without network')
    await page.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 })
}

// Until the page that comes is there: while one goes, nothing can be asked.
const arrive = async condition => {
    for (const begun = Date.now(); Date.now() - begun < 30000; await new Promise(later => setTimeout(later, 50)))
        if (await page.evaluate(`document.readyState === 'complete' && !!(${condition})`).catch(() => false)) return true
    return false
}

// To the same paragraph in Chinese; the next page is in Chinese too, until it is not wanted.
async function language(base) {
    await page.goto(`${base}/${TRAIN}`)
    await page.evaluate(`document.getElementById('what-came-out').scrollIntoView(); scrollBy(0, -70)`)
    await page.evaluate(`document.querySelector('.bar .language').click()`)
    expect(await arrive(`document.documentElement.lang === 'zh' && document.getElementById('what-came-out')`), 'no Chinese page')
    const top = await page.evaluate(`document.getElementById('what-came-out').getBoundingClientRect().top`)
    expect(top > 0 && top < 300, `the same paragraph is at ${top} pixels`)
    await page.goto(`${base}/${GATES}`).catch(() => 0)
    expect(await arrive(`document.documentElement.lang === 'zh'`), 'the language is not remembered')
    await page.evaluate(`document.querySelector('.bar .language').click()`)
    expect(await arrive(`document.documentElement.lang === 'en'`), 'no way back to English')
}

// Who reads without scripts finds the page whole, and no button that does nothing; and with them,
// nothing jumps while it loads: below 0.1 counts as good on the web.
async function still(base) {
    for (const name of [TRAIN, 'ch01_basics_exercises_argmax_skeleton.html']) {
        await page.goto(`${base}/${name}`)
        const jumped = await page.evaluate(`new Promise(done => { let sum = 0
            new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value }).observe({ type: 'layout-shift', buffered: true })
            setTimeout(() => done(sum), 300) })`)
        expect(jumped < 0.1, `${name} jumps by ${jumped.toFixed(3)} while it loads`)
        await page.send('Emulation.setScriptExecutionDisabled', { value: true })
        await page.goto(`${base}/${name}`)
        const bare = await page.evaluate(`({ words: document.querySelector('.contents').innerText.length, dead: [...document.querySelectorAll('.contents button')].filter(b => b.clientHeight).length })`)
        expect(bare.words > 500 && bare.dead === 0, `${name} without scripts: ${JSON.stringify(bare)}`)
        await page.send('Emulation.setScriptExecutionDisabled', { value: false })
    }
}

const http = `http://127.0.0.1:${server.address().port}`, bases = { http, file: `file://${resolve(html)}` }
await page.size(1400, 900)
at = 'size'
bytes = 0
await page.goto(`${http}/${TRAIN}`)
const before = bytes
await press()
await until(`RUN.panel.first !== undefined`)
const first = await page.evaluate('RUN.panel.first'), loaded = bytes
await page.evaluate(`RUN.panel.stop.click()`)
for (const [where, base] of Object.entries(bases))
    for (const [width, scheme] of [[1400, 'light'], [390, 'dark']]) {
        const usual = (where === 'http') === (width === 1400)
        if (!usual && !all) continue
        await page.size(width, 900)
        await page.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: scheme }] })
        at = `${where}, ${width} pixels, ${scheme}`
        await run(base)
        if (usual) { await options(base); await files(base); await weights(base); await photographs(base); await leaks(base); await language(base) }
        await keys(base)
        await still(base)
    }
at = 'http'
await offline(http)
await page.close()
server.close()
rmSync(folder, { recursive: true })
const [most, where] = heaviest(html)
at = where
expect(most <= 3e6, `a page loads ${most} bytes before its first Run; 3 million are enough`)
console.log(`Run: ${done} looks${axeIsHere ? '' : ' (not by axe-core: it is not here)'}, ${problems} problems; ${(before / 1e6).toFixed(2)} MB with the page of ch05/train, ${((loaded - before) / 1e6).toFixed(2)} MB at the first Run, ${Math.round(first)} ms from the press to the first words; at most ${(most / 1e6).toFixed(2)} MB, with ${where}; the site has ${(wholeSite(html) / 1e6).toFixed(1)} MB`)
process.exit(problems ? 1 : 0)
