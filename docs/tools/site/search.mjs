// search.mjs - the text that book.js searches: [address, title, text] of each
// page, section and function. The formulas must still be in TeX.
import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { plain } from './html.mjs'
import { addressOf, inChinese } from './pages.mjs'

export function searchEntries(page, address, title) {
    const body = page.match(/<div class="contents">([^]*)<!-- contents -->/)?.[1]
    if (!body) return []
    const [head, ...parts] = body.split(/(?=<h2 id="[^"]+">|<a id="[a-z0-9]+"[^>]*><\/a>\s*<h2 class="memtitle">)/)
    return [[address, title, plain(head)], ...parts.map(part => {
        const heading = part.match(/<h2[^]*?<\/h2>/)[0]
        const words = /memtitle/.test(heading) ? plain(heading).replace(/^\W+/, '') : `${title}: ${plain(heading)}`
        return [`${address}#${part.match(/id="([^"]*)"/)[1]}`, words, plain(part.replace(heading, ''))]
    })]
}

// Each word of a glossary, with the page that explains it: [address, word, meaning].
export const glossaryEntries = sources => ['docs/glossary.md', 'docs/glossary.zh.md'].flatMap(glossary =>
    [...readFileSync(glossary, 'utf8').matchAll(/^\| \[([^\]]*)\]\(([^)]*)\)[^|]*\| ([^|]*) \| ([^|]*) \|$/gm)].map(([, word, url, other, meaning]) => {
        const source = posix.join('docs', url), same = glossary.endsWith('.zh.md') && inChinese(source, sources)
        return [addressOf(same || source), word, `${other}: ${meaning.replace(/[$*`\\]/g, '')}`]
    }))
