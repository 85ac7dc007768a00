// search.mjs - the text that docs/theme/search.js looks through: an entry for each page,
// section and function, [address, page's title, heading, kind, terms, lead, prose, code].
// The terms of a page are those that the glossaries say it explains, and those of words.txt.
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { posix } from 'node:path'
import { plain } from './html.mjs'
import { addressOf, inChinese } from './pages.mjs'

// address -> the words of both languages for what that page explains.
export function termsByPage(sources, complain) {
    const found = new Map(), explains = (page, words) =>
        found.set(addressOf(page), new Set([...found.get(addressOf(page)) ?? [], ...words.map(w => w.replace(/[`*]/g, '').trim())]))
    // What a page explains, its Chinese counterpart explains as well.
    const add = (source, words) => {
        for (const page of [source, inChinese(source, sources)]) if (sources.includes(page)) explains(page, words)
        return sources.includes(source)
    }
    for (const glossary of ['docs/glossary.md', 'docs/glossary.zh.md']) {
        for (const [, word, to, others] of readFileSync(glossary, 'utf8').matchAll(/^\| \[([^\]]+)\]\(([^)#]+)[^)]*\)[^|]*\| ([^|]+) \|/gm)) {
            add(posix.join('docs', to), [word, ...others.split(/[,，、]/)])
        }
    }
    for (const [, source, words] of readFileSync(new URL('words.txt', import.meta.url), 'utf8').matchAll(/^([^#:\n]+): (.*)$/gm))
        if (!add(source, words.split(','))) complain(`docs/tools/site/words.txt: error: there is no page ${source}`)
    return found
}

function kindOf(source) {
    if (!source || source.endsWith('.h')) return 'reference'
    if (/^(CONTRIBUTING|CHANGELOG|docs\/(README|licences|coverage|run\/))/.test(source)) return 'project'
    if (source.includes('/exercises/')) return 'exercise'
    if (/^docs\/(glossary|notation|programs|lessons|exercises)/.test(source)) return 'look'
    return /^common\/(layers|optimizers)\//.test(source) ? 'layer' : /^(common|docs\/lab)\/|\/browser\/|^ch.*_fast\.c/.test(source) ? 'inside' : 'lesson'
}

// Of a listing only its words are kept, each once: nobody reads it in the search.
const listing = /<(?:div|pre) class="fragment">[^]*?(?:<!-- fragment -->|<\/pre>)/g
const codeOf = part => [...new Set((part.match(listing) ?? []).flatMap(code => plain(code).match(/[A-Za-z_]\w+|\p{Script=Han}+/gu) ?? []))].join(' ')
const withoutCode = part => part.replace(listing, ' ')

export function searchEntries(page, address, title, source, terms) {
    const body = page.match(/<div class="contents">([^]*)<!-- contents -->/)?.[1]
    if (!body) return []
    const kind = kindOf(source), own = [...terms.get(address) ?? []].join('; ')
    const [head, ...parts] = body.split(/(?=<h2 id="[^"]+">|<a id="[a-z0-9]+"[^>]*><\/a>\s*<h2 class="memtitle">)/)
    return [[address, title, '', kind, own, plain(withoutCode(head)), '', codeOf(head)], ...parts.map(part => {
        const heading = part.match(/<h2[^]*?<\/h2>/)[0], rest = part.replace(heading, '')
        return [`${address}#${part.match(/id="([^"]*)"/)[1]}`, title, plain(heading).replace(/^\W+(?=\w)/, ''), kind, '', '', plain(withoutCode(rest)), codeOf(rest)]
    })]
}

// The scripts of the search, in the order in which they are loaded; the text comes last
// into the folder html, when all pages are made. packages is where npm put MiniSearch,
// if it did.
export class Search {
    constructor(html, packages) {
        const library = `${packages}/node_modules/minisearch/dist/umd/index.js`
        Object.assign(this, { html, entries: [], files: [...existsSync(library) ? ['search-library.js'] : [], 'search-text.js', 'search.js'] })
        if (existsSync(library)) copyFileSync(library, `${html}/search-library.js`)
        copyFileSync('docs/theme/search.js', `${html}/search.js`)
    }

    add(page, entries) {
        this.entries.push(...entries)
        return page.replace('<input id="search"', `$& data-scripts="${this.files.join(' ')}"`)
    }

    write() { writeFileSync(`${this.html}/search-text.js`, `const SEARCH_TEXT = ${JSON.stringify(this.entries)}\n`) }
}
