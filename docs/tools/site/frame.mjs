// frame.mjs - what stands around the words of a page: the list of contents,
// where the page belongs, and the way to the previous and the next, or back from a
// detour. Around a
// Chinese page it is in Chinese, and leads to Chinese pages where there are any.
import { handoutOf, slidesOf } from './class.mjs'
import { encode, sentence } from './html.mjs'
import { addressOf, contentsOf, detours, exerciseWalks, exercisesAfter, headerOf, inChinese, inEnglish, isChinese, numbersOf, purposesInChinese, readingOrder } from './pages.mjs'

const chineseWords = {
    'Start here': '从这里开始', 'Reading order': '阅读顺序', Previous: '上一页', Next: '下一页',
    Book: '本书', Chapters: '各章', Library: '库', Reference: '参考', 'Exercises and lessons': '练习与教学',
    'Look it up': '查阅', Project: '项目', 'Pages of': '下属页面：',
    'By chapter': '按章', Headers: '头文件', Types: '类型', Functions: '函数', 'An exercise for this page': '与这一页有关的练习', 'Exercises for this page': '与这一页有关的练习',
    'Back to': '回到', 'a detour from': '岔路，来自', item: '条目', items: '条目', 'A detour from here, if you like': '愿意的话，从这里可以拐到',
    'Report a mistake on this page': '报告本页的错误', 'Copy': '复制', 'For a class': '上课用', slides: '幻灯片', 'a handout': '讲义',
}
// What the header of all pages says, in Chinese.
const chineseHeader = [['<html lang="en">', '<html lang="zh">'], ['>Skip to the text<', '>跳到正文<'], ['aria-label="Search the book"', 'aria-label="搜索全书"'],
    ['placeholder="Search"', 'placeholder="搜索"'], ['aria-label="Light or dark"', 'aria-label="亮色或暗色"'],
    [/aria-label="Contents"/g, 'aria-label="目录"']]

const link = (address, words, more = '') => `<a href="${address}"${more}>${words}</a>`
const current = yes => yes ? ' aria-current="page"' : ''

// sources: all pages' sources; titles: their titles, by address.
export function frameOf(sources, titles, complain) {
    const contents = contentsOf(sources, complain), order = readingOrder(contents)
    const sourceAt = new Map(sources.map(s => [addressOf(s), s]))
    // In Chinese the way is the same, by way of English pages where there are no others,
    // and ends with what is looked up.
    const inTheOther = source => isChinese(source) ? inEnglish(source) : inChinese(source, sources)
    const lookedUp = contents.flatMap(group => group.pages.map(page => page.source)).filter(source => !order.includes(source)).map(inTheOther).filter(Boolean)
    const ways = [order, ...exerciseWalks(contents)]
    const waysInChinese = ways.map(way => way.map(source => inTheOther(source) ?? source)).map((way, i) => i ? way : [...way, ...lookedUp])
    const numbers = numbersOf(), purposes = purposesInChinese(sources), beside = detours(contents)
    const detourAt = address => beside.find(d => d.source === inEnglish(sourceAt.get(address) ?? ''))
    const title = address => encode(titles.get(address))
    const chinese = address => isChinese(sourceAt.get(address))
    const words = address => english => chinese(address) ? chineseWords[english] ?? complain(`frame.mjs: error: no Chinese for ${english}`) : english
    const alike = (address, source) => chinese(address) && inChinese(source, sources) || source
    const home = address => addressOf(alike(address, 'README.md'))
    const reference = [['modules.html', 'By chapter'], ['files.html', 'Headers'], ['annotated.html', 'Types'],
                       ['globals_func.html', 'Functions']].filter(([address]) => titles.has(address))
    const isReference = address => !sourceAt.has(address) || sourceAt.get(address).endsWith('.h')

    // Sections are shown below the page that the reader is on.
    function contentsFor(address, sections) {
        const say = words(address)
        const entry = source => link(addressOf(source), inEnglish(source) === 'README.md' ? say('Start here') : title(addressOf(source)),
            current(addressOf(source) === address) + (chinese(address) && !isChinese(source) ? ' lang="en"' : '') +
            (beside.some(d => d.source === inEnglish(source)) ? ' class="detour"' : ''))
        const inside = source => addressOf(source) !== address || sections.length < 2 ? '' :
            `<ol>${sections.map(s => `<li>${link(`#${s.anchor}`, s.words)}</li>`).join('')}</ol>`
        const item = ({ source: english, below }) => {
            const source = alike(address, english)
            if (!below.length) return `<li>${entry(source)}${inside(source)}</li>`
            const open = [source, ...below].some(s => addressOf(alike(address, s)) === address) ? ' open' : ''
            return `<li>${entry(source)}<details${open}><summary aria-label="${say('Pages of')} ${title(addressOf(source))}"></summary>` +
                   `<ul>${below.map(s => alike(address, s)).map(s => `<li>${entry(s)}${inside(s)}</li>`).join('')}</ul></details></li>`
        }
        const lists = contents.map(group => [group.title, group.pages.map(item)])
        lists.splice(lists.findIndex(([name]) => name === 'Library') + 1, 0,
                     ['Reference', reference.map(([to, name]) => `<li>${link(to, say(name), current(to === address))}</li>`)])
        return lists.map(([name, items]) => `<section><h2>${say(name)}</h2><ul>${items.join('')}</ul></section>`).join('')
    }

    function turn(address) {
        const walk = (chinese(address) ? waysInChinese : ways).find(w => w.includes(sourceAt.get(address)))
        const at = walk?.indexOf(sourceAt.get(address)), say = words(address)
        const to = (source, rel, name) => source === undefined ? '' :
            link(addressOf(source), `<small>${say(name)}</small>${title(addressOf(source))}`, ` rel="${rel}"`)
        const detour = detourAt(address)
        if (detour) return `<nav class="turn" aria-label="${say('Reading order')}">${to(alike(address, detour.from), 'up', 'Back to')}</nav>`
        return !walk ? '' : `<nav class="turn" aria-label="${say('Reading order')}">` +
            `${to(walk[at - 1], 'prev', 'Previous')}${to(walk[at + 1], 'next', 'Next')}</nav>`
    }

    // What a reader can say of a page. REPORT is an address of the host that serves the
    // site, with {title} and {page} in it; without one there is a text to copy.
    function report(address) {
        const say = words(address), host = process.env.DOCS_REPORT, name = titles.get(address)
        if (host) return `<p class="report">${link(encode(host.replaceAll('{title}', encodeURIComponent(name)).replaceAll('{page}', encodeURIComponent(address))), say('Report a mistake on this page'))}</p>`
        const [what, wrong, right] = chinese(address) ? ['页面', '哪里不对：', '应当是：'] : ['Page', 'What is wrong:', 'What it should say:']
        return `<details class="report"><summary>${say('Report a mistake on this page')}</summary><pre>${what}: ${encode(name)} (${address})\n${wrong}\n${right}\n</pre><button type="button">${say('Copy')}</button> <span role="status"></span></details>`
    }

    // The line above the title; groups: the chapters that Doxygen names there.
    function belongs(address, groups) {
        const source = inEnglish(sourceAt.get(address) ?? ''), parent = contents.flatMap(group => group.pages).find(p => p.below.includes(source))
        const chapter = parent && addressOf(alike(address, parent.source))
        const above = isReference(address) ? [titles.has('modules.html') ? link('modules.html', 'Reference') : '', ...groups]
                                           : parent ? [link(chapter, title(chapter))] : []
        const detour = detourAt(address), say = words(address)
        if (detour) above.push(`${say('a detour from')} ${link(addressOf(alike(address, detour.from)), title(addressOf(alike(address, detour.from))))}`)
        const items = numbers.get(source)
        if (items) above.push(link(addressOf(alike(address, 'docs/by-number.md')), `${say(items.length > 1 ? 'items' : 'item')} ${items.join(', ')}`))
        return above.length ? `<p class="belongs">${above.filter(Boolean).join(' · ')}</p>` : ''
    }

    const row = (names, sign) => names.map((name, i) => i < names.length - 1 ? sentence(name, sign) : name)
    const listed = (address, what, names) => chinese(address) ? sentence(`${what}：${row(names, '、').join('')}`, '。') : sentence(`${what}: ${row(names, ',').join(' ')}`)

    // A page of the chain names what hangs beside it.
    function aside(address) {
        const list = beside.filter(d => d.from === inEnglish(sourceAt.get(address) ?? '')).map(d => addressOf(alike(address, d.source)))
        const names = list.map(to => link(to, title(to))), say = words(address)
        return !list.length ? '' : `<p class="aside">${listed(address, say('A detour from here, if you like'), names)}</p>`
    }

    // A header's page leads to the page that explains its code. Headers are in English only,
    // so the first sentence says in Chinese what this one is for.
    function explained(address) {
        const header = sourceAt.get(address)
        if (!header?.endsWith('.h')) return ''
        const code = sources.find(s => s.endsWith('.c') && headerOf(s) === header), inIts = code && inChinese(code, sources)
        const purpose = purposes.get(header.replace(/h$/, ''))
        return (code ? `<p class="explained">${sentence(`Explained, with its code, in ${link(addressOf(code), title(addressOf(code)))}`)}</p>` : '') +
            (purpose ? `<p class="explained" lang="zh">${encode(purpose)}${inIts ? sentence(`讲解见${link(addressOf(inIts), title(addressOf(inIts)))}`, '。') : ''}</p>` : '')
    }

    // A program's page leads to the exercises for its reader.
    function ready(address) {
        const list = exercisesAfter(inEnglish(sourceAt.get(address) ?? ''), sources).map(s => addressOf(alike(address, s)))
        const names = list.map(to => link(to, title(to).replace(/^(Exercise: |练习：)/, '')))
        return !list.length ? '' : `<p class="ready">${listed(address, words(address)(list.length > 1 ? 'Exercises for this page' : 'An exercise for this page'), names)}</p>`
    }

    // A chapter's page leads to what is made of it for a class.
    const chapters = contents.find(group => group.title === 'Chapters')?.pages ?? []
    function forClass(address) {
        const say = words(address), isChapter = chapters.some(c => c.source === inEnglish(sourceAt.get(address) ?? ''))
        const names = [link(slidesOf(address), say('slides')), link(handoutOf(address), say('a handout'))]
        return !isChapter ? '' : `<p class="aside">${listed(address, say('For a class'), names)}</p>`
    }

    // A code host wants a space behind a Chinese sign before a formula and behind
    // a bold sentence. Words in Latin letters get no dots below: book.css.
    const translated = (page, address) => !chinese(address) ? page : chineseHeader
        .reduce((text, [english, chinese]) => text.replace(english, chinese), page)
        .replace(/<a class="brand" href="[^"]*">([^]*?<span>)[^<]*/, (_, picture) => `<a class="brand" href="${home(address)}">${picture}${title(home(address))}`)
        .replace(/(?<=[，。：；、？！（）](?:<\/b>)?) (?=\\\()|(?<=[。？！]<\/b>) /g, '')
        .replace(/<em>([ -;=-~]+)<\/em>/g, '<em lang="en">$1</em>')

    // The same page in the other language. Its reader stays at his paragraph: book.js.
    function other(address) {
        const to = sourceAt.has(address) && inTheOther(sourceAt.get(address))
        return !to ? '' : `<a class="language" href="${addressOf(to)}" lang="${isChinese(to) ? 'zh' : 'en'}" hreflang="${isChinese(to) ? 'zh' : 'en'}">${isChinese(to) ? '中文' : 'English'}</a>`
    }

    // A browser would begin a line with the sign that follows a formula.
    const withSigns = page => page.replace(/\\\((?:(?!\\\)).){1,40}\\\)[.,:;?!)，。：；、？！）]+/g, '<span class="whole">$&</span>')

    const add = (page, address, sections) => withSigns(translated(page, address))
        .replace(/<title>[^]*?<\/title>/, `<title>${title(address)} · ${title(home(address))}</title>`)
        .replace(/<div class="title">([^]*?)(<div class="ingroups">[^]*?<\/div>)?<\/div>/, (_, words, groups = '') =>
            `${belongs(address, groups.match(/<a [^]*?<\/a>/g) ?? [])}<h1 class="title">${words.replace(/ (File|Struct|Union) Reference/, '')}</h1>`)
        .replace('<button id="mode"', button => other(address) + button)
        .replace('<div class="contents">', () => `<div class="contents">${explained(address)}`)
        .replace('<!-- contents -->', () => `<!-- contents -->${aside(address)}${ready(address)}${forClass(address)}${turn(address)}${report(address)}`)
        .replace(/<nav id="contents"[^>]*>/, nav => nav + contentsFor(address, sections))
    return { add, chapters, isReference, sourceAt, reference: reference.map(([address]) => address) }
}
