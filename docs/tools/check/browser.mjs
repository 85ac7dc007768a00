// browser.mjs - drive Chromium without any library: it is started with a pipe,
// and commands and events of its DevTools protocol go through, as JSON with a
// zero byte behind each.
import { spawn } from 'node:child_process'
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

export function findChromium() {
    for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'])
        for (const folder of (process.env.PATH ?? '').split(delimiter))
            try { accessSync(join(folder, name), constants.X_OK); return join(folder, name) } catch { /* the next */ }
    return null
}

// Starts the browser; returns a page: { send(method, parameters), on(event,
// function), goto(address), evaluate(expression), close() }.
export async function openPage() {
    const profile = mkdtempSync(join(tmpdir(), 'docs-check-'))
    const child = spawn(findChromium(), ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
        '--disable-background-networking', '--disable-component-update', '--disable-sync', '--hide-scrollbars',
        `--user-data-dir=${profile}`, '--remote-debugging-pipe', 'about:blank'],
        { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
    const [, , , into, from] = child.stdio
    const waiting = new Map(), listeners = []
    let id = 0, session, rest = ''

    child.on('exit', () => { for (const { reject } of waiting.values()) reject(new Error('Chromium ended')) })
    from.setEncoding('utf8').on('data', data => {
        const messages = (rest + data).split('\0')
        rest = messages.pop()
        for (const message of messages.map(m => JSON.parse(m))) {
            for (const [event, act] of listeners) if (event === message.method) act(message.params)
            const asked = waiting.get(message.id)
            if (!asked) continue
            waiting.delete(message.id)
            if (message.error) asked.reject(new Error(message.error.message))
            else asked.resolve(message.result)
        }
    })
    const send = (method, params = {}) => new Promise((resolve, reject) => {
        waiting.set(++id, { resolve, reject })
        into.write(`${JSON.stringify({ id, method, params, sessionId: session })}\0`)
    })
    const on = (event, act) => listeners.push([event, act])

    const { targetInfos } = await send('Target.getTargets')
    const { targetId } = targetInfos.find(t => t.type === 'page')
    session = (await send('Target.attachToTarget', { targetId, flatten: true })).sessionId
    for (const domain of ['Page', 'Runtime', 'Network', 'Log']) await send(`${domain}.enable`)

    let loaded = () => {}
    on('Page.loadEventFired', () => loaded())
    return {
        send, on,
        async goto(address) {
            const load = new Promise(resolve => { loaded = resolve })
            await send('Page.navigate', { url: address })
            await load
            await this.evaluate('document.fonts.ready.then(() => 0)')
        },
        async evaluate(expression) {
            const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
            if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
            return result.value
        },
        size: (width, height) => send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false }),
        async close() {
            const ended = new Promise(resolve => child.on('exit', resolve))
            await send('Browser.close').catch(() => 0)
            await ended
            rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
        },
    }
}
