// links.mjs - look through the site without a browser: every link and
// every anchor leads somewhere, every picture is there, nothing was left unset.
//
//   node links.mjs HTML
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { moved } from '../site/moved.mjs'

const folder = process.argv[2]
const pages = new Map(readdirSync(folder).filter(f => f.endsWith('.html')).map(f => [f, readFileSync(`${folder}/${f}`, 'utf8')]))
const ids = new Map([...pages].map(([f, page]) => [f, new Set([...page.matchAll(/\s(?:id|name)="([^"]+)"/g)].map(m => m[1]))]))
let problems = 0, links = 0
const complain = message => { console.error(message); problems++ }

// Doxygen takes a % before a letter for a sign of its own, and to it a Chinese one is a letter.
const percents = page => page.match(/<div class="contents">([^]*)<!-- contents -->/)?.[1]
    .replace(/<div class="fragment">[^]*?<!-- fragment -->|<(script|pre|code|annotation|svg)\b[^]*?<\/\1>|<[^>]*>/g, '').split('%').length

for (const [file, page] of pages) {
    const other = page.match(/<a class="language" href="([^"]*)"/)?.[1]
    for (const [, url] of page.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
        if (/^(https?|mailto|data):/.test(url)) continue
        links++
        const [to, anchor] = url.split('#').map(decodeURIComponent)
        if (to && !existsSync(`${folder}/${to}`)) complain(`${file}: a link to nothing: ${url}`)
        else if (to !== other && /_zh\.html$/.test(file) && pages.has(to?.replace(/(_zh)?\.html$/, '_zh.html')) && !/_zh\.html$/.test(to))
            complain(`${file}: leads to ${to}, which there is in Chinese, too`)
        else if (anchor && !ids.get(to || file)?.has(anchor)) complain(`${file}: no such place: ${url}`)
    }
    for (const [, url] of page.matchAll(/<(?:script|link|img)\b[^>]*\s(?:href|src)="(https?:[^"]*)"/g))
        complain(`${file}: would ask the network for ${url}`)

    // Code, and the TeX that KaTeX keeps for screen readers, may hold anything.
    const prose = page.replace(/<div class="fragment">[^]*?<!-- fragment -->|<(script|pre|code|annotation)\b[^]*?<\/\1>/g, '')
    const left = prose.match(/\\[[(]|\\f[$[]|\$\$|\*\*\w[^*<]*\*\*|<figure data-from|autotoc_md|_form#\d|htmlonly|\{run: |\]\([^)\s]+\.(?:md|[ch])[)#]/)
    if (left) complain(`${file}: left unset: ${prose.slice(left.index, left.index + 60).replaceAll('\n', ' ')}`)
    const odd = prose.match(/Shortened for the page:[^<]* of [.,]|缩短了：[^<]*不是 [；。]|[?？](?:<\/[a-z]+>)*[.。,、]/)
    if (odd) complain(`${file}: a word is missing, or a sign too many: ${prose.slice(Math.max(0, odd.index - 60), odd.index + 12).replaceAll('\n', ' ')}`)
    if (/&amp;(quot|zwj);/.test(page)) complain(`${file}: a sign that md2dox.awk wrote for Doxygen is shown: an indented line of code needs a fence`)
    if (/<html lang="zh"[ >]/.test(page) !== /_zh\.html$/.test(file)) complain(`${file}: not in the language that it says`)
    if (other ? !pages.get(other)?.includes(`<a class="language" href="${file}"`) : /_zh\.html$/.test(file))
        complain(`${file}: it and the same page in the other language do not lead to each other`)
    if (/_zh\.html$/.test(file) && pages.has(other) && percents(page) !== percents(pages.get(other))) complain(`${file}: not as many % as in ${other}`)
    if (prose.match(/<h1\b/g)?.length !== 1) complain(`${file}: not one title`)
    for (const [svg] of page.matchAll(/<svg[^]*?<\/svg>/g))
        if (/rgb\(|["' ]#[0-9a-f]{6}["';]/.test(svg)) complain(`${file}: a colour in a figure that does not turn dark`)
    for (const [, attributes] of page.matchAll(/<figure><svg([^>]*)>/g))
        if (!/role="img"/.test(attributes) || !/aria-label="[^"]+"/.test(attributes)) complain(`${file}: a figure that cannot be read aloud`)
}
for (const [from, to] of moved())
    if (!pages.get(from)?.includes(`<a href="${to}">`) || !pages.has(to)) complain(`${from}: does not lead to ${to}, where it is now`)
console.log(`${pages.size} pages, ${links} links${problems ? `, ${problems} problems` : ': all lead somewhere'}`)
process.exit(problems ? 1 : 0)
