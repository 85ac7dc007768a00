// firefox.mjs - the same page as browser.mjs gives, in Firefox, for checks that only go
// to pages and ask them. puppeteer-core speaks to it by WebDriver BiDi.
import { execFileSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { resolve } from 'node:path'

export function findFirefox() {
    for (const name of ['firefox', 'firefox-esr'])
        try { return execFileSync('which', [name], { encoding: 'utf8' }).trim() } catch { /* the next */ }
    return null
}

// packages is the folder that holds puppeteer-core.
export async function openFirefox(packages) {
    const { default: puppeteer } = await import(pathToFileURL(resolve(packages, 'puppeteer-core/lib/esm/puppeteer/puppeteer-core.js')))
    const browser = await puppeteer.launch({ browser: 'firefox', executablePath: findFirefox(), headless: true, protocolTimeout: 300000 })
    const page = await browser.newPage()
    return {
        // The two events that checks listen to, as Chromium calls them.
        on(event, act) {
            if (event === 'Runtime.exceptionThrown') page.on('pageerror', e => act({ exceptionDetails: { text: String(e) } }))
            if (event === 'Log.entryAdded') page.on('console', m => act({ entry: { level: m.type(), text: m.text(), url: m.location()?.url } }))
        },
        goto: address => page.goto(address),
        evaluate: expression => page.evaluate(expression),
        close: () => browser.close(),
    }
}
