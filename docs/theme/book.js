// book.js - light or dark, the reader's language, the list of contents on small
// screens, what has been read, a report of a mistake, and a search of the whole text.
// Without it the pages can still be read.
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

    const pages = readPages(contents)
    showProgress(contents, pages)
    if (/^index/.test(pages.here)) offerToContinue(contents, pages)
    prepareReport()
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

// --- what has been read, and solved ----------------------------------------------
// dlfs.visited holds the names of the pages of the contents, the last one read at its end.
// A page counts in both languages alike. What is solved the workshop knows:
// docs/run/workshop/shelf.mjs keeps each answer under its name. Both stay in this browser.
function kept(key) { try { return JSON.parse(localStorage.getItem(key)) } catch { return null } }
function visited() {
    const list = kept('dlfs.visited')
    return Array.isArray(list) ? list.filter(entry => typeof entry === 'string') : []
}
const isSolved = exercise => kept(`deep-learning-in-c/${exercise}`)?.solved === true
const nameOf = address => decodeURIComponent(address.split(/[?#]/)[0].split('/').pop()).replace(/(_zh)?\.html$/, '') || 'index'
const isExercise = name => /_exercises_/.test(name)

// The names of the pages that have been read, this one included.
function readPages(contents) {
    const here = nameOf(location.pathname), before = visited().filter(name => name !== here)
    if (!contents.querySelector('[aria-current]')) return { here, read: before }
    const read = [...before, here]
    try { localStorage.setItem('dlfs.visited', JSON.stringify(read)) } catch { /* not kept */ }
    return { here, read }
}

// A page that was read has a tick, an exercise only when it is solved.
function showProgress(contents, { read }) {
    const seen = new Set(read)
    for (const link of contents.querySelectorAll('a[href$=".html"]')) {
        const name = nameOf(link.getAttribute('href')), [, chapter, exercise] = name.match(/^(ch\d\d)_.*?_exercises_(\w+)_skeleton$/) ?? []
        const done = exercise ? isSolved(`${chapter}/${exercise}`) : seen.has(name) && !isExercise(name)
        if (!done) continue
        const words = element('span', root.lang === 'zh' ? exercise ? '（已解出）' : '（已读）' : exercise ? ' (solved)' : ' (read)')
        words.className = 'aloud'
        link.classList.add('done')
        link.append(words)
    }
}

// The first page leads back to the last one that was read, if it has a place in the contents.
function offerToContinue(contents, { read }) {
    const links = new Map([...contents.querySelectorAll('a[href$=".html"]')].map(a => [nameOf(a.getAttribute('href')), a]))
    const last = links.get(read.filter(name => links.has(name) && !/^index/.test(name)).at(-1))
    if (!last) return
    const line = element('p', root.lang === 'zh' ? '接着读：' : 'Continue here: '), to = element('a', last.firstChild.textContent)
    line.className = 'continue'
    to.href = last.getAttribute('href')
    line.append(to)
    document.querySelector('.contents').prepend(line)
}

// --- a mistake ----------------------------------------------------------------------
// The prepared text takes along what the reader has marked.
function prepareReport() {
    const report = document.querySelector('details.report')
    if (!report) return
    const text = report.querySelector('pre'), given = text.textContent, said = report.querySelector('[role=status]')
    let marked = ''
    document.addEventListener('selectionchange', () => {
        const words = String(getSelection()).trim()
        if (words && !report.contains(getSelection().anchorNode)) marked = words.slice(0, 300)
    })
    report.addEventListener('toggle', () => { text.textContent = given + (marked ? `\n> ${marked.replace(/\s+/g, ' ')}\n` : '') })
    report.querySelector('button').addEventListener('click', async () => {
        getSelection().selectAllChildren(text)
        try { await navigator.clipboard.writeText(text.textContent) } catch { document.execCommand('copy') }
        said.textContent = root.lang === 'zh' ? '已复制。' : 'Copied.'
    })
}

// --- search -------------------------------------------------------------------
// Its scripts (the input's data-scripts) are loaded when the field is first entered, in
// order: the library, the text, and search.js, which says what is found.
function startSearch(field, hits) {
    let loading
    const script = name => new Promise(done => {
        const element = document.createElement('script')
        element.src = name
        element.onload = done
        document.head.append(element)
    })
    const load = () => loading ??= field.dataset.scripts.split(' ').reduce((before, name) => before.then(() => script(name)), Promise.resolve())
    field.addEventListener('focus', load)
    field.addEventListener('input', async () => {
        await load()
        hits.replaceChildren(...field.value.trim() ? results(field.value) : [])
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

function results(query) {
    const found = SEARCH.find(query, root.lang)
    if (!found.length) return [element('p', root.lang === 'zh' ? '没有找到。' : 'Nothing found.')]
    return found.map(f => {
        const a = element('a'), line = element('span'), { before, word, after } = excerpt(f)
        a.href = f.address
        line.append(before, element('mark', word), after)
        a.append(element('b', f.heading ? `${f.title}: ${f.heading}` : f.title), line)
        return a
    })
}
// The place in the text where the longest of the found words stands.
function excerpt(found) {
    const text = `${found.lead} ${found.prose} ${found.code}`.trim(), lower = text.toLowerCase()
    const word = found.words.filter(w => lower.includes(w)).sort((a, b) => b.length - a.length)[0]
    if (!word) return { before: text.slice(0, 110), word: '', after: '' }
    const at = lower.indexOf(word), from = Math.max(0, at - 28)
    return { before: (from ? '…' : '') + text.slice(from, at), word: text.slice(at, at + word.length),
             after: text.slice(at + word.length, at + 90) }
}
function element(name, text = '') {
    const e = document.createElement(name)
    e.textContent = text
    return e
}
