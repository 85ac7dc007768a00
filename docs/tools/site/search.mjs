// search.mjs - the text that book.js searches: [address, title, text] of each
// page, section and function. The formulas must still be in TeX.
import { plain } from './html.mjs'

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
