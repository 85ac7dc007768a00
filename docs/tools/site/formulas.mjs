// formulas.mjs - set the formulas of a page with KaTeX, so that a reader needs
// neither a network nor a script to see them.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { decode } from './html.mjs'

// What is not prose: code, scripts and figures.
const kept = /(<div class="fragment">[^]*?<!-- fragment -->|<(script|pre|svg|code)\b[^]*?<\/\2>)/

// Returns a function that sets the formulas of one page; complain() hears of
// those that KaTeX refuses.
export function formulaSetter(folder, complain) {
    const katex = createRequire(import.meta.url)(resolve(folder, 'katex.js'))
    const set = (tex, displayMode) => {
        try {
            return katex.renderToString(decode(tex).trim(), { displayMode, strict: 'error', throwOnError: true })
        } catch (e) {
            complain(e.message)
            return tex
        }
    }
    return html => html.split(kept).map((part, i) =>
        i % 3 === 2 ? '' : i % 3 === 1 ? part : part
            .replace(/<p class="formulaDsp">\s*\\\[([^]*?)\\\]\s*<\/p>/g, (_, t) => `<div class="formula">${set(t, true)}</div>`)
            .replace(/\\\[([^]*?)\\\]/g, (_, t) => set(t, true))
            .replace(/\\\(([^]*?)\\\)/g, (_, t) => set(t, false))).join('')
}

// Which letters the style sheet gives to classes that some page has: families, typefaces,
// and weights and slants of whatever family is around.
function lettersOf(style, classes) {
    const families = new Set(), faces = new Set(), changes = new Set()
    for (const [, selectors, rule] of style.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
        if (!selectors.split(',').some(s => [...s.matchAll(/\.([\w-]+)/g)].every(([, c]) => classes.has(c)))) continue
        const family = rule.match(/KaTeX_\w+/)?.[0], weight = rule.match(/font-weight:(\w+)/)?.[1], slant = rule.match(/font-style:(\w+)/)?.[1]
        if (family) families.add(family) && faces.add(`${family} ${weight ?? 400} ${slant ?? 'normal'}`)
        else for (const change of [weight, slant]) if (change && change !== 'normal') changes.add(change)
    }
    return { families, faces, changes }
}

// The style sheet with its fonts inside: a page opened from a file may be
// refused fonts of other files. Fonts of letters that no formula has are left out: classes are
// all those of the pages.
export function formulaStyle(folder, classes) {
    const style = readFileSync(`${folder}/katex.min.css`, 'utf8'), font = /@font-face\{([^}]*)\}/g
    const { families, faces, changes } = lettersOf(style.replace(font, ''), classes)
    const needed = (family, weight, slant) => families.has(family) && (faces.has(`${family} ${weight} ${slant}`) || changes.has(weight) || changes.has(slant))
    return style
        .replace(font, (face, rule) => needed(...['family:["\']?(\\w+)', 'weight:(\\w+)', 'style:(\\w+)'].map(what => rule.match(`font-${what}`)[1])) ? face : '')
        .replace(/src:\s*url\(["']?fonts\/([^)"']*\.woff2)["']?\)[^;}]*/g, (_, name) =>
            `src:url(data:font/woff2;base64,${readFileSync(`${folder}/fonts/${name}`, 'base64')})`)
}

export const classesOf = pages => new Set(pages.flatMap(page => [...page.matchAll(/ class="([^"]*)"/g)]).flatMap(m => m[1].split(/\s+/)))
