// book.js - light or dark, the reader's language, the list of contents on small
// screens, and a search of the whole text. Without it the pages can still be read.
'use strict'

// --- light or dark: the reader's choice, else the system's -----------------
const root = document.documentElement
root.classList.add('scripts')            // what needs them may be seen
const remember = {                     // a page from a file may have no storage
    get(name) { try { return localStorage.getItem(name) } catch { return null } },
    set(name, value) { try { localStorage.setItem(name, value) } catch { /* not kept */ } },
}
const systemIsDark = matchMedia('(prefers-color-scheme: dark)'), onPaper = matchMedia('print')
function showMode() {
    const dark = (remember.get('mode') ?? (systemIsDark.matches ? 'dark' : 'light')) === 'dark' && !onPaper.matches
    root.classList.toggle('dark-mode', dark)
    root.classList.toggle('light-mode', !dark)
}
showMode()
systemIsDark.addEventListener('change', showMode)
onPaper.addEventListener('change', showMode)

addEventListener('DOMContentLoaded', () => {
    document.getElementById('mode').addEventListener('click', () => {
        remember.set('mode', root.classList.contains('dark-mode') ? 'light' : 'dark')
        showMode()
    })

    const menu = document.getElementById('menu'), contents = document.getElementById('contents')
    const open = yes => { root.classList.toggle('contents-open', yes); menu.setAttribute('aria-expanded', yes) }
    menu.addEventListener('click', () => open(!root.classList.contains('contents-open')))
    contents.addEventListener('click', e => e.target.closest('a') && open(false))
    contents.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
    scrollTo(0, scrollY)
    startLanguage(document.querySelector('.bar .language'))
    showBlock()

    reachWhatScrolls()
    addEventListener('resize', reachWhatScrolls)
    startSearch(document.getElementById('search'), document.getElementById('hits'))
    addEventListener('keydown', e => {
        if (e.key === 'Escape') open(false)
        if (e.key !== '/' || e.ctrlKey || e.metaKey || /INPUT|TEXTAREA/.test(e.target.tagName)) return
        e.preventDefault()
        document.getElementById('search').focus()
    })
})

// --- the same page in the other language, at the same paragraph ---------------
// Both have the same blocks in the same order, but for English that stands in a
// Chinese page until somebody has translated it.
const blocks = () => [...document.querySelectorAll('.contents :is(p, h2, h3, h4, li, tr, figure, .src, .formula)')].filter(e => !e.closest('details.stale, .explained, .ready, .run'))

// Who has chosen a language gets it, where a page exists in it.
function startLanguage(link) {
    if (!link) return
    const chosen = remember.get('language')
    if (chosen && chosen !== root.lang) return location.replace(link.href + location.hash)
    link.addEventListener('click', () => {
        remember.set('language', link.lang)
        const bar = document.querySelector('.bar').getBoundingClientRect().bottom
        const at = scrollY < 40 ? -1 : blocks().findIndex(e => e.getBoundingClientRect().bottom > bar + 8)
        link.hash = at < 0 ? '' : `block-${at}`
    })
}
// The number of a block says where the reader was; it is no name to keep.
function showBlock() {
    const at = location.hash.match(/^#block-(\d+)$/)?.[1], block = blocks()[at]
    if (at === undefined) return
    history.replaceState(null, '', location.pathname + location.search)
    if (!block) return
    for (let e = block.closest('details'); e; e = e.parentElement.closest('details')) e.open = true
    scrollTo(0, block.getBoundingClientRect().top + scrollY - document.querySelector('.bar').getBoundingClientRect().bottom - 8)
}

// What is wider than its place can be scrolled with keys as well, so these must
// lead there.
function reachWhatScrolls() {
    for (const e of document.querySelectorAll('.src, .fragment, .formula, .memproto')) {
        const scrolls = e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX === 'auto'
        if (scrolls) e.tabIndex = 0
        else e.removeAttribute('tabindex')
    }
}

// --- search -------------------------------------------------------------------
// SEARCH_TEXT, in search-text.js, holds [address, title, text] of every page,
// section and function. It is loaded when the field is first entered.
function startSearch(field, hits) {
    let loading
    const load = () => loading ??= new Promise(done => {
        const script = document.createElement('script')
        script.src = 'search-text.js'
        script.onload = done
        document.head.append(script)
    })
    field.addEventListener('focus', load)
    field.addEventListener('input', async () => {
        await load()
        hits.replaceChildren(...field.value.trim() ? results(wordsOf(field.value)) : [])
    })
    field.closest('.search').addEventListener('keydown', e => {
        const links = [...hits.querySelectorAll('a')], at = links.indexOf(document.activeElement)
        if (e.key === 'Enter' && at < 0 && links[0]) links[0].click()
        if (e.key === 'Escape') { field.value = ''; hits.replaceChildren(); field.blur() }
        if (e.key !== 'ArrowDown' && e.key !== 'ArrowUp') return
        e.preventDefault()
        const next = at + (e.key === 'ArrowDown' ? 1 : -1);
        (links[next] ?? field).focus()
    })
    addEventListener('pointerdown', e => e.target.closest('.search') || hits.replaceChildren())
}

// Chinese is written without spaces. So words that only ask are left out, and of the
// rest each pair of neighbours is looked for: 卷积输出 is 卷积, 积输, 输出.
const ASKING = /什么是|是什么|什么叫|为什么|什么|怎么样|怎样|怎么|如何|哪个|哪里|多少|吗|呢|的/g
function wordsOf(text) {
    const words = text.toLowerCase().replace(/[\s，。？！、；：（）“”?]+/g, ' ').split(/ |(?<=\p{Script=Han})(?!\p{Script=Han})|(?<!\p{Script=Han})(?=\p{Script=Han})/u)
    const asked = words.flatMap(w => w.replace(ASKING, ' ').split(' ')).filter(Boolean)
    return asked.length ? asked : words.filter(Boolean)
}
const pairsOf = word => /^\p{Script=Han}{3,}$/u.test(word) ? [...word].slice(1).map((c, i) => [...word][i] + c) : []

// How well a word fits, from 0: in the title, or else in the text; as a whole, or else
// with more than half of its pairs. Infinity if it does not.
function missed(word, pairs, title, text) {
    if (title.includes(word)) return 0
    if (text.includes(word)) return 1
    const share = where => pairs.filter(p => where.includes(p)).length / pairs.length
    const inTitle = pairs.length ? share(title) : 0, inAll = pairs.length ? share(title + text) : 0
    return inAll >= .5 ? 3 - inAll - inTitle / 2 : Infinity
}

// All words must occur, or if no page has all, some of them. A title that is the word
// comes first (the glossary's words are titles), then one that begins with it; among
// equals the language of the page, and where the first word stands most often.
function results(words) {
    const all = ranked(words, ms => Math.max(...ms)), found = all.length ? all : ranked(words, some)
    if (!found.length) return [element('p', root.lang === 'zh' ? '没有找到。' : 'Nothing found.')]
    return found.slice(0, 12).map(f => {
        const a = element('a')
        a.href = f.address
        const line = element('span')
        line.append(f.around.before, element('mark', f.around.word), f.around.after)
        a.append(element('b', f.title), line)
        return a
    })
}
const some = ms => ms.some(isFinite) ? ms.reduce((sum, m) => sum + Math.min(m, 6), 0) / ms.length : Infinity
function ranked(words, fits) {
    const found = [], pairs = words.map(pairsOf), whole = words.join(' ')
    for (const [address, title, text] of SEARCH_TEXT) {
        const t = title.toLowerCase(), x = text.toLowerCase()
        const worst = fits(words.map((w, i) => missed(w, pairs[i], t, x)))
        if (worst === Infinity) continue
        const foreign = /_zh\.html/.test(address) !== (root.lang === 'zh')
        const rank = (worst ? worst + 1 : t === whole ? -1 : t.startsWith(words[0]) ? 0 : 1) + (foreign ? .5 : 0)
        const often = x.split(words[0]).length - 1
        const word = x.includes(words[0]) ? words[0] : pairs[0].find(p => x.includes(p)) ?? words[0]
        found.push({ address, title, rank, often, around: excerpt(text, x, word) })
    }
    return found.sort((a, b) => a.rank - b.rank || b.often - a.often)
}
function excerpt(text, lower, word) {
    const at = lower.indexOf(word), from = Math.max(0, at - 28)
    if (at < 0) return { before: text.slice(0, 110), word: '', after: '' }
    return { before: (from ? '…' : '') + text.slice(from, at), word: text.slice(at, at + word.length),
             after: text.slice(at + word.length, at + 90) }
}
function element(name, text = '') {
    const e = document.createElement(name)
    e.textContent = text
    return e
}
