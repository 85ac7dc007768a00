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

// The style sheet with its fonts inside: a page opened from a file may be
// refused fonts of other files.
export const formulaStyle = folder => readFileSync(`${folder}/katex.min.css`, 'utf8')
    .replace(/src:\s*url\(["']?fonts\/([^)"']*\.woff2)["']?\)[^;}]*/g, (_, font) =>
        `src:url(data:font/woff2;base64,${readFileSync(`${folder}/fonts/${font}`, 'base64')})`)
