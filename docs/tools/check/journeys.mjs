// journeys.mjs - what a reader does with Run, in Chromium: run, change an option, give
// a wrong one, stop, bring a file of one's own, save, all by keyboard, without network,
// on a desk and a phone, light and dark, from a server and from a file.
//
//   node journeys.mjs HTML [all]
//
// From a server it is a desk in the light, from a file a phone in the dark; all: the other
// way round as well.
// Prints how much a page loads and how long the reader waits.
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findChromium, openPage } from './browser.mjs'
import { axeIsHere, barriers } from './access.mjs'
import { serve } from '../site/serve.mjs'

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
const GATES = 'ch02_perceptron_gates.html', CURVES = 'ch03_network_activations.html', TRAIN = 'ch05_backprop_train.html', READ = 'ch03_network_recognize.html'
let problems = 0, at = '', bytes = 0, done = 0
const complain = message => { console.error(`${at}: ${message}`); problems++ }
const expect = (holds, message) => { done++; if (!holds) complain(message) }
page.on('Runtime.exceptionThrown', e => complain(`script: ${e.exceptionDetails.exception?.description ?? e.exceptionDetails.text}`))
page.on('Runtime.consoleAPICalled', e => e.type === 'error' && complain(`console: ${e.args.map(a => a.value ?? a.description).join(' ')}`))
page.on('Log.entryAdded', ({ entry }) => entry.level === 'error' && complain(`${entry.text} ${entry.url ?? ''}`))
page.on('Network.requestWillBeSent', ({ request }) => new RegExp(`^(file|data|blob):|^http://127.0.0.1:${server.address().port}/`).test(request.url) || complain(`asks for ${request.url}`))
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
    await set('rate', '0.5')
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

// Weights that are none, then MNIST's four files, packed, with eight images.
async function files(base) {
    const { gzipSync } = await import('node:zlib')
    const idx = (kind, sizes, body) => gzipSync(Buffer.concat([Buffer.from([0, 0, 8, kind]), ...sizes.map(n => { const b = Buffer.alloc(4); b.writeUInt32BE(n); return b }), Buffer.alloc(body, 1)]))
    const images = idx(3, [8, 28, 28], 8 * 784), labels = idx(1, [8], 8), names = []
    for (const [name, content] of [['bad.safetensors', Buffer.from('no weights at all')], ['train-images-idx3-ubyte.gz', images], ['train-labels-idx1-ubyte.gz', labels], ['t10k-images-idx3-ubyte.gz', images], ['t10k-labels-idx1-ubyte.gz', labels]]) {
        writeFileSync(join(folder, name), content)
        names.push(join(folder, name))
    }
    const give = async list => {
        const { root } = await page.send('DOM.getDocument'), { nodeId } = await page.send('DOM.querySelector', { nodeId: root.nodeId, selector: '#run-own-files' })
        await page.send('DOM.setFileInputFiles', { files: list, nodeId })
    }
    await page.goto(`${base}/${TRAIN}`)
    await set('steps', '100')
    await give(names.slice(0, 1))
    expect(await until(`RUN.panel.form.elements.weights.value === '/own/bad.safetensors'`), 'the weights are not chosen')
    await press()
    let end = await idle()
    expect(end.status === '65', `weights that are none: ${JSON.stringify(end)}`)
    await page.goto(`${base}/${TRAIN}`)
    await set('steps', '50')
    await give(names.slice(1))
    expect(await until(`RUN.panel.form.elements.data.value === '/own'`), 'four files are not a choice')
    await press()
    end = await idle()
    expect(end.status === '0' && /8 to learn from/.test(end.text), `own digits: ${JSON.stringify(end)}`)
}

async function keys(base) {
    await page.goto(`${base}/${CURVES}`)
    await page.evaluate(`document.querySelector('.run-why a').focus()`)
    let found = false
    for (let i = 0; i < 12 && !found; i++) { await key('Tab', 9); found = await page.evaluate(`document.activeElement.className === 'run-start'`) }
    expect(found, 'Tab does not lead to Run')
    await key('Enter', 13, '\r')
    expect((await idle()).status === '0', 'Enter does not run')
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
        if (usual) { await options(base); await files(base); await language(base) }
        await keys(base)
    }
at = 'http'
await offline(http)
await page.close()
server.close()
rmSync(folder, { recursive: true })
const site = readdirSync(html).reduce((sum, f) => sum + statSync(`${html}/${f}`).size, 0)
console.log(`Run: ${done} looks${axeIsHere ? '' : ' (not by axe-core: it is not here)'}, ${problems} problems; ${(before / 1e6).toFixed(2)} MB with the page of ch05/train, ${((loaded - before) / 1e6).toFixed(2)} MB at the first Run, ${Math.round(first)} ms from the press to the first words; the site has ${(site / 1e6).toFixed(1)} MB`)
process.exit(problems ? 1 : 0)
