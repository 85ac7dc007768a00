// frame.mjs - what stands around the words of a page: the list of contents,
// where the page belongs, and the way to the previous and the next, or back from a
// detour. Around a
// Chinese page it is in Chinese, and leads to Chinese pages where there are any.
import { encode } from './html.mjs'
import { addressOf, contentsOf, detours, exerciseWalks, exercisesAfter, headerOf, inChinese, inEnglish, isChinese, numbersOf, readingOrder } from './pages.mjs'

const chineseWords = {
    'Start here': '从这里开始', 'Reading order': '阅读顺序', Previous: '上一页', Next: '下一页',
    Book: '本书', Chapters: '各章', Library: '库', Reference: '参考', 'Exercises and lessons': '练习与教学',
    'Look it up': '查阅', Project: '项目', 'Pages of': '下属页面：',
    'By chapter': '按章', Headers: '头文件', Types: '类型', Functions: '函数',
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
    // In Chinese the way goes through the chapters, and ends with what is looked up.
    const everything = contents.flatMap(group => group.pages.map(page => page.source))
    const walks = [order, [...new Set([...order, ...everything])].map(source => inChinese(source, sources)).filter(Boolean), ...exerciseWalks(contents)]
    const numbers = numbersOf(), beside = detours(contents), detourAt = address => beside.find(d => addressOf(d.source) === address)
    const title = address => encode(titles.get(address))
    const chinese = address => isChinese(sourceAt.get(address))
    const words = address => english => chinese(address) ? chineseWords[english] : english
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
            (beside.some(d => d.source === source) ? ' class="detour"' : ''))
        const inside = source => addressOf(source) !== address || sections.length < 2 ? '' :
            `<ol>${sections.map(s => `<li>${link(`#${s.anchor}`, s.words)}</li>`).join('')}</ol>`
        const item = ({ source: english, below }) => {
            const source = alike(address, english)
            if (!below.length) return `<li>${entry(source)}${inside(source)}</li>`
            const open = [source, ...below].some(s => addressOf(s) === address) ? ' open' : ''
            return `<li>${entry(source)}<details${open}><summary aria-label="${say('Pages of')} ${title(addressOf(source))}"></summary>` +
                   `<ul>${below.map(s => `<li>${entry(s)}${inside(s)}</li>`).join('')}</ul></details></li>`
        }
        const lists = contents.map(group => [group.title, group.pages.map(item)])
        lists.splice(lists.findIndex(([name]) => name === 'Library') + 1, 0,
                     ['Reference', reference.map(([to, name]) => `<li>${link(to, say(name), current(to === address))}</li>`)])
        return lists.map(([name, items]) => `<section><h2>${say(name)}</h2><ul>${items.join('')}</ul></section>`).join('')
    }

    function turn(address) {
        const walk = walks.find(w => w.includes(sourceAt.get(address))), at = walk?.indexOf(sourceAt.get(address)), say = words(address)
        const to = (source, rel, name) => source === undefined ? '' :
            link(addressOf(source), `<small>${say(name)}</small>${title(addressOf(source))}`, ` rel="${rel}"`)
        const detour = detourAt(address)
        if (detour) return `<nav class="turn" aria-label="Reading order">${to(detour.from, 'up', 'Back to')}</nav>`
        return !walk ? '' : `<nav class="turn" aria-label="${say('Reading order')}">` +
            `${to(walk[at - 1], 'prev', 'Previous')}${to(walk[at + 1], 'next', 'Next')}</nav>`
    }

    // To a program's chapter, in both languages.
    const chapter = source => [source, inChinese(source, sources)].filter(Boolean)
        .map(s => link(addressOf(s), title(addressOf(s)), isChinese(s) ? ' lang="zh"' : ''))

    // The line above the title; groups: the chapters that Doxygen names there.
    function belongs(address, groups) {
        const parent = contents.flatMap(group => group.pages).find(p => p.below.some(s => addressOf(s) === address))
        const above = isReference(address) ? [titles.has('modules.html') ? link('modules.html', 'Reference') : '', ...groups]
                                           : parent ? chapter(parent.source) : []
        const detour = detourAt(address)
        if (detour) above.push(`a detour from ${link(addressOf(detour.from), title(addressOf(detour.from)))}`)
        const items = numbers.get(sourceAt.get(address))
        if (items) above.push(link(addressOf('docs/by-number.md'), `notes ${items.join(', ')}`))
        return above.length ? `<p class="belongs">${above.filter(Boolean).join(' · ')}</p>` : ''
    }

    // A page of the chain names what hangs beside it.
    function aside(address) {
        const list = beside.filter(d => addressOf(d.from) === address).map(d => addressOf(d.source))
        return list.length ? `<p class="aside">A detour from here, if you like: ${list.map(to => link(to, title(to))).join(', ')}.</p>` : ''
    }

    // A header's page leads to the page that explains its code.
    function explained(address) {
        const code = sources.find(s => s.endsWith('.c') && headerOf(s) && addressOf(headerOf(s)) === address)
        return code ? `<p class="explained">Explained, with its code, in ${link(addressOf(code), title(addressOf(code)))}.</p>` : ''
    }

    // A program's page leads to what its reader can now write.
    function ready(address) {
        const list = exercisesAfter(sourceAt.get(address) ?? '', sources).map(addressOf)
        return list.length ? `<p class="ready">Now you can write it yourself: ${list.map(to => link(to, title(to).replace(/^Exercise: /, ''))).join(', ')}.</p>` : ''
    }

    // A code host wants a space behind a Chinese sign before a formula and behind
    // a bold sentence.
    const translated = (page, address) => !chinese(address) ? page : chineseHeader
        .reduce((text, [english, chinese]) => text.replace(english, chinese), page)
        .replace(/<a class="brand" href="[^"]*">([^]*?<span>)[^<]*/, (_, picture) => `<a class="brand" href="${home(address)}">${picture}${title(home(address))}`)
        .replace(/(?<=[，。：；、？！（）](?:<\/b>)?) (?=\\\()|(?<=[。？！]<\/b>) /g, '')
        .replace(/\\\((?:(?!\\\)).){1,40}\\\)[，。：；、？！）]+/g, '<span class="whole">$&</span>')

    // A browser would begin a line with the sign that follows a formula.
    const withSigns = page => page.replace(/\\\((?:(?!\\\)).){1,40}\\\)[.,:;?!)，。：；、？！）]+/g, '<span class="whole">$&</span>')

    const add = (page, address, sections) => withSigns(translated(page, address))
        .replace(/<title>[^]*?<\/title>/, `<title>${title(address)} · ${title(home(address))}</title>`)
        .replace(/<div class="title">([^]*?)(<div class="ingroups">[^]*?<\/div>)?<\/div>/, (_, words, groups = '') =>
            `${belongs(address, groups.match(/<a [^]*?<\/a>/g) ?? [])}<h1 class="title">${words.replace(/ (File|Struct|Union) Reference/, '')}</h1>`)
        .replace('<div class="contents">', () => `<div class="contents">${explained(address)}`)
        .replace('<!-- contents -->', () => `<!-- contents -->${aside(address)}${ready(address)}${turn(address)}`)
        .replace(/<nav id="contents"[^>]*>/, nav => nav + contentsFor(address, sections))
    return { add, isReference, sourceAt, reference: reference.map(([address]) => address) }
}
