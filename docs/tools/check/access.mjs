// access.mjs - can everybody read the page? axe-core looks for what keeps
// readers out (contrast, names, order of headings, landmarks), and a walk with the Tab
// key must come to all that can be used, and show where it is.
import { existsSync, readFileSync } from 'node:fs'

const axe = 'build/deps/node_modules/axe-core/axe.min.js'
export const axeIsHere = existsSync(axe)

// What axe-core finds on the page, one line for each rule.
export async function barriers(page) {
    await page.evaluate(`${readFileSync(axe, 'utf8')};0`)
    return page.evaluate(`axe.run(document, { preload: false, resultTypes: ['violations'] }).then(found => found.violations.map(v =>
        v.id + ' (' + v.help + '), ' + v.nodes.length + ' times, first at ' + v.nodes[0].target.join(' ')))`)
}

// Runs in the page: numbers what a Tab must come to. Of a group of radio buttons
// that is the chosen one.
const number = () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && (e.type !== 'radio' || e.checked))
    .map((e, i) => { e.dataset.stop = i; return e.outerHTML.slice(0, 80).replace(/\s+/g, ' ') })

// Where the focus is, and whether a reader sees it.
const where = () => {
    const e = document.activeElement, style = getComputedStyle(e), r = e.getBoundingClientRect()
    return { stop: e.dataset.stop, inView: r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth,
             marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1 }
}

export async function walkWithKeys(page, complain) {
    const press = async (key, code, text) => {
        for (const type of ['rawKeyDown', ...text ? ['char'] : [], 'keyUp'])
            await page.send('Input.dispatchKeyEvent', { type, key, code: key, windowsVirtualKeyCode: code, text })
    }
    await page.evaluate('document.activeElement.blur(), scrollTo(0, 0)')
    const stops = await page.evaluate(`(${number})()`), reached = new Set()
    for (let i = 0; i < stops.length + 10; i++) {
        await press('Tab', 9)
        const { stop, inView, marked } = await page.evaluate(`(${where})()`)
        if (stop === undefined) continue // at the end of the page; some Chromium begin behind the head, and come to it then
        if (reached.has(stop)) break
        reached.add(stop)
        if (!inView) complain(`with keys: the focus cannot be seen at ${stops[stop]}`)
        else if (!marked) complain(`with keys: nothing shows the focus at ${stops[stop]}`)
    }
    const left = stops.filter((_, i) => !reached.has(String(i)))
    if (left.length) complain(`with keys: ${left.length} of ${stops.length} cannot be reached, first ${left[0]}`)
    await page.evaluate('document.activeElement.blur(), document.querySelector(".skip").focus()')
    await press('Enter', 13, '\r')
    if (await page.evaluate('document.activeElement.id') !== 'text') complain('with keys: the first link does not lead to the text')
}
