// frame.mjs - what stands around the words of a page: the list of contents,
// where the page belongs, and the way to the previous and the next.
import { encode } from './html.mjs'
import { addressOf, contentsOf, headerOf, readingOrder } from './pages.mjs'

const link = (address, words, more = '') => `<a href="${address}"${more}>${words}</a>`
const current = yes => yes ? ' aria-current="page"' : ''

// sources: all pages' sources; titles: their titles, by address.
export function frameOf(sources, titles, complain) {
    const contents = contentsOf(sources, complain), order = readingOrder(contents)
    const sourceAt = new Map(sources.map(s => [addressOf(s), s]))
    const title = address => encode(titles.get(address))
    const reference = [['modules.html', 'By chapter'], ['files.html', 'Headers'], ['annotated.html', 'Types'],
                       ['globals_func.html', 'Functions']].filter(([address]) => titles.has(address))
    const isReference = address => !sourceAt.has(address) || sourceAt.get(address).endsWith('.h')

    // Sections are shown below the page that the reader is on.
    function contentsFor(address, sections) {
        const entry = source => link(addressOf(source), source === 'README.md' ? 'Start here' : title(addressOf(source)), current(addressOf(source) === address))
        const inside = source => addressOf(source) !== address || sections.length < 2 ? '' :
            `<ol>${sections.map(s => `<li>${link(`#${s.anchor}`, s.words)}</li>`).join('')}</ol>`
        const item = ({ source, below }) => {
            if (!below.length) return `<li>${entry(source)}${inside(source)}</li>`
            const open = [source, ...below].some(s => addressOf(s) === address) ? ' open' : ''
            return `<li><details${open}><summary>${entry(source)}</summary>` +
                   `<ul>${below.map(s => `<li>${entry(s)}${inside(s)}</li>`).join('')}</ul></details></li>`
        }
        const lists = contents.map(group => [group.title, group.pages.map(item)])
        lists.splice(lists.findIndex(([name]) => name === 'Library') + 1, 0,
                     ['Reference', reference.map(([to, words]) => `<li>${link(to, words, current(to === address))}</li>`)])
        return lists.map(([name, items]) => `<section><h2>${name}</h2><ul>${items.join('')}</ul></section>`).join('')
    }

    function turn(address) {
        const at = order.indexOf(sourceAt.get(address))
        const to = (source, rel, words) => source === undefined ? '' :
            link(addressOf(source), `<small>${words}</small>${title(addressOf(source))}`, ` rel="${rel}"`)
        return at < 0 ? '' : '<nav class="turn" aria-label="Reading order">' +
            `${to(order[at - 1], 'prev', 'Previous')}${to(order[at + 1], 'next', 'Next')}</nav>`
    }

    // The line above the title; groups: the chapters that Doxygen names there.
    function belongs(address, groups) {
        const parent = contents.flatMap(group => group.pages).find(p => p.below.some(s => addressOf(s) === address))
        const above = isReference(address) ? [titles.has('modules.html') ? link('modules.html', 'Reference') : '', ...groups]
                                           : parent ? [link(addressOf(parent.source), title(addressOf(parent.source)))] : []
        return above.length ? `<p class="belongs">${above.filter(Boolean).join(' · ')}</p>` : ''
    }

    // A header's page leads to the page that explains its code.
    function explained(address) {
        const code = sources.find(s => s.endsWith('.c') && headerOf(s) && addressOf(headerOf(s)) === address)
        return code ? `<p class="explained">Explained, with its code, in ${link(addressOf(code), title(addressOf(code)))}.</p>` : ''
    }

    const add = (page, address, sections) => page
        .replace(/<title>[^]*?<\/title>/, `<title>${title(address)} · ${title('index.html')}</title>`)
        .replace(/<div class="title">([^]*?)(<div class="ingroups">[^]*?<\/div>)?<\/div>/, (_, words, groups = '') =>
            `${belongs(address, groups.match(/<a [^]*?<\/a>/g) ?? [])}<h1 class="title">${words.replace(/ (File|Struct|Union) Reference/, '')}</h1>`)
        .replace('<div class="contents">', () => `<div class="contents">${explained(address)}`)
        .replace('<!-- contents -->', () => `<!-- contents -->${turn(address)}`)
        .replace('<nav id="contents" aria-label="Contents">', nav => nav + contentsFor(address, sections))
    return { add, isReference, sourceAt, reference: reference.map(([address]) => address) }
}
