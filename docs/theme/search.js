// search.js - finds the pages for a reader's words. book.js loads it when the field
// is first entered, with the text of the site (search-text.js) and MiniSearch, if
// the site has it. Without that library a plain search does what it can.
//
//   SEARCH.find(query, lang)   [{ page, title, heading, address, text, words }], best first
'use strict'

// --- words --------------------------------------------------------------------
// A text becomes words: a word with signs inside, like axis=0 or mini-batch, counts as a
// whole, by its parts, and written as one; Chinese, which has no spaces, goes by pairs of
// characters.
const STOP = new Set('a an the of in on at to by for from with as and or is are was be it its i me my we you your do does did can what which who why how when where this that there not no'.split(' '))
const CHINESE_STOP = /为什么|什么是|是什么|什么|怎么|怎样|如何|吗/g

const stem = word => word.length > 3 && /[^su]s$/.test(word) ? word.slice(0, -1) : word
const pairs = run => run.length === 1 ? [run] : Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2))
const parts = word => /[-=./+'_]/.test(word) ? [word, word.replace(/-/g, ''), ...word.split(/[-=./+'_]+/).filter(Boolean).map(stem)] : [stem(word)]
function wordsOf(text) {
    const runs = text.normalize('NFKC').toLowerCase().match(/[\u3400-\u9fff]+|[\p{Script=Latin}\p{Script=Greek}\d_]+(?:[-=./+'][\p{Script=Latin}\p{Script=Greek}\d_]+)*/gu) ?? []
    return runs.flatMap(run => run >= '\u3400' ? pairs(run) : parts(run))
}
const withoutStops = words => {
    const rest = words.filter(w => !STOP.has(w))
    return rest.length ? rest : words
}
const bare = text => wordsOf(text).join(' ')

// --- ranking --------------------------------------------------------------------
// What a page is called and explains counts for more than what it mentions, prose for
// more than code. Of pages that fit alike, a lesson is better than the reference.
const BOOST = { terms: 6, title: 5, heading: 4, lead: 2, prose: 1, code: .2 }
const KIND = { lesson: 1, layer: .8, look: .6, inside: .5, exercise: .45, reference: .2, project: .3 }
const FIELDS = Object.keys(BOOST)

// Words of the query that stand together in a name, or are the whole of it.
function closeness(entry, query) {
    const names = [...entry.terms.split(';'), entry.title, entry.heading].map(bare).filter(Boolean), whole = names.indexOf(query)
    if (whole >= 0) return names[whole] === bare(entry.heading) ? 2 : 4
    return query.includes(' ') && names.some(n => ` ${n} `.includes(` ${query} `)) ? 2 : 1
}
function language(entry, query, lang) {
    const wants = /[\u3400-\u9fff]/.test(query) ? 'zh' : lang
    return entry.lang === wants ? 1 : wants === lang ? .4 : .8
}

const SEARCH = (() => {
    const entries = SEARCH_TEXT.map(([address, title, heading, kind, terms, lead, prose, code], id) =>
        ({ id, address, title, heading, kind, terms, lead, prose, code, lang: /_zh\.html/.test(address) ? 'zh' : 'en' }))
    let index

    function indexed() {
        if (index) return index
        index = new MiniSearch({ fields: FIELDS, tokenize: text => withoutStops(wordsOf(text)), processTerm: word => word })
        index.addAll(entries)
        return index
    }

    // A word that no page has becomes the nearest that a page has. The last one may still
    // be on its way.
    function corrected(word, i, words) {
        const search = options => indexed().search(word, { tokenize: () => [word], ...options })
        if (word.length < 4 || word >= '\u3400' || search({ prefix: i === words.length - 1 }).length) return word
        return search({ fuzzy: .28, maxFuzzy: 2, boost: BOOST })[0]?.terms[0] ?? word
    }

    // All words first; if no page has them all, those with most of them.
    function ranked(query, lang) {
        const words = withoutStops(wordsOf(query.replace(CHINESE_STOP, ' ').trim() || query)).map(corrected), last = words.at(-1), asked = words.join(' ')
        const search = combineWith => indexed().search(asked, {
            combineWith, boost: BOOST, weights: { prefix: .5 }, tokenize: () => words,
            prefix: word => word === last && word.length > 1,
            boostDocument: id => KIND[entries[id].kind] * closeness(entries[id], asked) * language(entries[id], query, lang),
        })
        const all = search('AND')
        return (all.length ? all : search('OR')).map(({ id, terms }) => ({ ...entries[id], words: terms }))
    }

    // Without the library: all words must occur; a name that begins with them comes first.
    function plainly(query, lang) {
        const words = withoutStops(query.toLowerCase().split(/\s+/).filter(Boolean))
        return entries.map(e => ({ entry: e, name: `${e.title} ${e.heading} ${e.terms}`.toLowerCase(), text: `${e.lead} ${e.prose} ${e.code}`.toLowerCase() }))
            .filter(({ name, text }) => words.every(w => name.includes(w) || text.includes(w)))
            .map(({ entry, name }) => ({ ...entry, words, rank: (!words.every(w => name.includes(w)) ? 2 : name.startsWith(words[0]) ? 0 : 1) + (entry.lang === lang ? 0 : .5) }))
            .sort((a, b) => a.rank - b.rank)
    }

    // A page may come twice, once by a section: more would hide other pages.
    function find(query, lang) {
        const seen = new Map()
        return (typeof MiniSearch === 'undefined' ? plainly : ranked)(query, lang).filter(e => {
            const page = e.address.split('#')[0], times = (seen.get(page) ?? 0) + 1
            seen.set(page, times)
            return times <= 2
        }).slice(0, 12)
    }
    return { find, size: entries.length }
})()
