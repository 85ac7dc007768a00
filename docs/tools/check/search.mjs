// search.mjs - asks the search what a student would ask, on the site as it lies on the disk:
// which page comes first.
//
//   node search.mjs HTML [QUERY]
//
// queries.txt holds the questions and the answers. With QUERY it prints what is found.
// The plain search, which a site without MiniSearch has, is asked only whether it finds
// something.
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { findChromium, openPage } from './browser.mjs'

if (!findChromium()) {
    console.log('the search: not run: no chromium; ./setup --docs installs it')
    process.exit(process.env.CI ? 1 : 0)
}
const [html, query] = process.argv.slice(2), folder = resolve(html)
const queries = readFileSync(new URL('queries.txt', import.meta.url), 'utf8').split('\n')
    .filter(line => line && !line.startsWith('#')).map(line => line.split(' | '))
const page = await openPage()
await page.send('Emulation.setFocusEmulationEnabled', { enabled: true })
let problems = 0
const complain = message => { console.error(message); problems++ }
page.on('Runtime.exceptionThrown', e => complain(`script: ${e.exceptionDetails.exception?.description ?? e.exceptionDetails.text}`))

// The search is loaded as a reader loads it: by entering the field.
async function open(change = '') {
    await page.goto(`file://${folder}/index.html`)
    return page.evaluate(`(async () => {
        const field = document.getElementById('search')
        ${change}
        field.focus()
        for (let i = 0; i < 3000 && typeof SEARCH === 'undefined'; i++) await new Promise(done => setTimeout(done, 10))
        const begun = performance.now()
        SEARCH.find('warm', 'en')
        return performance.now() - begun })()`)
}
const ask = words => page.evaluate(`SEARCH.find(${JSON.stringify(words)}, 'en').map(f => [f.address, f.title, f.heading])`)

const wait = await open()
if (query) {
    for (const [address, title, heading] of await ask(query)) console.log(`${address}  ${title}: ${heading}`)
} else {
    const ranks = existsSync(`${folder}/search-library.js`)
    if (ranks) {
        for (const [words, ...pages] of queries) {
            const found = (await ask(words)).map(([address]) => address.replace(/\.html.*/, ''))
            if (!pages.includes(found[0])) complain(`the search for "${words}" finds first ${found.slice(0, 4).join(', ') || 'nothing'}, not ${pages.join(' or ')}`)
        }
        if (queries.length < 30) complain(`only ${queries.length} queries`)
    }
    await open(`field.dataset.scripts = 'search-text.js search.js'`)
    for (const [words, begin] of [['learning rate', 'ch04'], ['softmax', ''], ['学习率', '']]) {
        const found = await ask(words)
        if (!found.length || !found.some(([address]) => address.startsWith(begin))) complain(`the plain search finds nothing for "${words}"`)
    }
    console.log(`the search: ${!ranks ? 'plain, because this site was made without MiniSearch: its ranking was not checked' : `${queries.length} queries${problems ? '' : ' find the right page first'}`}${problems ? `, ${problems} problems` : ''}; it is ready after ${Math.round(wait)} ms`)
}
await page.close()
process.exit(problems ? 1 : 0)
