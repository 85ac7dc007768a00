// figures.mjs - put figures into a page, so that its style sheet colours them.
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { encode, plain } from './html.mjs'

const script = fileURLToPath(new URL('figure.sed', import.meta.url))

// Where a figure is. "ch05_backprop/train.c:name.svg" was drawn by that program
// for this build, or is kept with the record of a long training; "out/ch05/name.svg" by one of the chapter's; else it is a file.
function fileOf(from, runs) {
    const [, folder, chapter, program, name] = from.match(/^((ch\d\d)_[^/]*)\/(\w+)\.c:(.*)$/) ?? []
    const kept = `${folder}/records/${program}/${name}`
    if (chapter) return existsSync(kept) ? kept : `${runs}/${chapter}/${program}/out/${chapter}/${name}`
    const [, drawnIn] = from.match(/^out\/(ch\d\d)\//) ?? []
    if (!drawnIn) return from
    return readdirSync(`${runs}/${drawnIn}`).map(p => `${runs}/${drawnIn}/${p}/${from}`).find(existsSync) ?? from
}

function inline(file, caption, complain) {
    const svg = execFileSync('sed', ['-f', script, file], { encoding: 'utf8' }).trim()
    if (/rgb\(|="#[0-9a-f]{6}"/.test(svg)) complain(`${basename(file)} has a colour outside the palette`)
    const words = encode(plain(caption) || `Figure ${basename(file, '.svg')}`)
    return '<figure>' + svg.replace(/<svg\b/, `<svg role="img" aria-label="${words}"`) +
           (plain(caption) ? `<figcaption>${caption.trim()}</figcaption>` : '') + '</figure>'
}

// The page with its figures; runs is the folder of the programs' runs.
export const withFigures = (page, runs, complain) => page
    .replace(/<figure data-from="([^"]*)">\s*<figcaption>([^]*?)<\/figcaption>\s*<\/figure>/g, (_, from, caption) => {
        const file = fileOf(from, runs)
        if (existsSync(file)) return inline(file, caption, complain)
        complain(`no figure ${from.split(':').pop()}`)
        return ''
    })
    .replace(/<p>\s*(<figure>[^]*?<\/figure>)\s*<\/p>/g, '$1')

// The page with its pictures, PNG and the like, beside it in the folder html.
export const withPictures = (page, html, complain) => page
    .replace(/<img src="([^"]+)"/g, (_, file) => {
        if (existsSync(file)) copyFileSync(file, `${html}/${basename(file)}`)
        else complain(`no picture ${file}`)
        return `<img loading="lazy" src="${basename(file)}"`
    })
