// pages.mjs - which pages the site has, and in which order they are read.
//
// The order is written where a reader sees it as well. The table of a chapter's page
// called "The story in reading order" links to the pages that are read one after the
// other, the chain; its table "Detours" to those that hang beside one of them.
// common/README.md links to the rooms and their modules. A program that its chapter's
// page does not mention is an error.
import { existsSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'

// The file that Doxygen makes of a source; as in md2dox.awk.
export function addressOf(source) {
    if (source.endsWith('.h')) return `${posix.basename(source).replaceAll('_', '__').replaceAll('.', '_8')}.html`
    return `${source.replace(/^README/, 'index').replace(/\/README(?=(\.zh)?\.md$)/, '').replace(/\.(c|md)$/, '').replace(/[/.-]/g, '_')}.html`
}

// x.zh.md says in Chinese what x.md says, and x.zh.c what x.c says; undefined if
// there is none.
export const isChinese = source => /\.zh\.(c|md)$/.test(source)
export const inEnglish = source => source.replace(/\.zh(?=\.(c|md)$)/, '')
export const inChinese = (source, sources) => sources.find(s => isChinese(s) && inEnglish(s) === source)

// The sources that a text of the README links to, once each.
function linksIn(text, readme, sources) {
    const linked = [...text.matchAll(/\]\(([^)#\s]+\.(?:[ch]|md))\)/g)].map(m => posix.join(posix.dirname(readme), m[1]))
    return [...new Set(linked)].filter(s => sources.includes(s))
}
const linksOf = (readme, sources) => linksIn(readFileSync(readme, 'utf8').replace(/^```.*?^```/gms, ''), readme, sources)

// The rows of the tables in a section of a chapter's page, as lists of their cells.
function rowsOf(readme, section) {
    const text = readFileSync(readme, 'utf8').split(/^## /m).find(part => part.startsWith(`${section}\n`)) ?? ''
    return [...text.matchAll(/^\| *(\[.*?) *\|$/gm)].map(m => m[1].split(/ *\| */))
}
const storyOf = (readme, sources) => rowsOf(readme, 'The story in reading order').flatMap(([page]) => linksIn(page, readme, sources))

// The detours of a chapter, { source, from }: from is the page of the chain that it
// hangs beside, the link in the last cell of its row.
const detoursOf = (readme, sources) => rowsOf(readme, 'Detours').flatMap(cells =>
    linksIn(cells[0], readme, sources).map(source => ({ source, from: linksIn(cells.at(-1), readme, sources)[0] ?? readme })))

// A chapter's exercises, in the order of their list, behind the page that lists
// them. Those that are not in the list are a matter of `make check-exercises`.
export function exercisesOf(folder, sources) {
    const list = readFileSync('tools/exercises/list', 'utf8')
    return [`${folder}/exercises/README.md`, ...[...list.matchAll(/^\??(ch\d\d)\/(\S+)/gm)].filter(([, short]) => folder.startsWith(`${short}_`))
        .map(([, , name]) => `${folder}/exercises/${name}/skeleton.c`)].filter(s => sources.includes(s))
}

// The exercises that a program makes its reader ready for: their text or their
// solution links to it.
export function exercisesAfter(program, sources) {
    const folder = posix.dirname(program), link = `](../../${posix.basename(program)})`
    const mentions = file => existsSync(file) && readFileSync(file, 'utf8').includes(link)
    return /^ch[^/]*\/[^/]*\.c$/.test(program)
        ? exercisesOf(folder, sources).filter(s => mentions(s) || mentions(s.replace('skeleton.c', 'solution.c'))) : []
}

// sources: every file that becomes a page. Returns the contents, a list of
// { title, pages: [{ source, below: [source] }] }, and says what is missing.
export function contentsOf(all, complain) {
    const sources = all.filter(s => !isChinese(s))
    const inFolder = (folder, end) => sources.filter(s => s.startsWith(`${folder}/`) && s.endsWith(end))
    const chapters = sources.filter(s => /^ch\d\d_[^/]*\/README\.md$/.test(s)).map(readme => {
        const folder = posix.dirname(readme), story = storyOf(readme, sources), detours = detoursOf(readme, sources)
        for (const s of inFolder(folder, '.c'))
            if (!/\/(exercises|browser)\//.test(s) && ![...story, ...detours.map(d => d.source)].includes(s)) complain(`${readme}: error: neither the story nor the detours link to ${s}`)
        for (const { source, from } of detours)
            if (from !== readme && !story.includes(from)) complain(`${readme}: error: ${source} is a detour from ${from}, which is not in the story`)
        const beside = page => [page, ...detours.filter(d => d.from === page).map(d => d.source)]
        const exercises = exercisesOf(folder, sources)
        return { source: readme, below: [...beside(readme).slice(1), ...story.flatMap(beside), ...exercises],
                 chain: [readme, ...story, ...exercises.slice(0, 1)], detours, exercises }
    })
    const library = 'common/README.md'
    const modules = linksOf(library, sources).filter(s => /^common\/.*\.[ch]$/.test(s))
    const rooms = [...readFileSync(library, 'utf8').matchAll(/^## \[.*\]\((\w+\/README\.md)\)/gm)].map(m => `common/${m[1]}`)
        .map(source => ({ source, below: modules.filter(s => posix.dirname(s) === posix.dirname(source)) }))
    const lab = 'docs/lab/README.md', book = ['docs/by-number.md', 'docs/reading-c.md', 'docs/python.md', 'docs/trouble.md']
    const some = list => list.filter(s => sources.includes(s)).map(source => ({ source, below: [] }))
    const teach = ['docs/exercises-for-students.md', 'docs/exercises-for-teachers.md', 'docs/lessons.md', 'docs/many-machines.md']
    const lookUp = ['docs/use/fit.c', 'docs/programs.md', 'docs/glossary.md', 'docs/notation.md', 'docs/coverage.md', 'docs/slips.md', 'docs/weights.md', 'docs/how-it-became-fast.md']
    const run = 'docs/run/README.md'
    const project = ['CONTRIBUTING.md', 'docs/how-it-is-tested.md', 'CHANGELOG.md', 'docs/README.md', run, 'docs/licences.md']
    for (const s of inFolder('docs', '.md'))
        if (![lab, ...book, ...teach, ...lookUp, ...project].includes(s)) complain(`docs/tools/site/pages.mjs: error: no group has ${s}`)
    return [
        { title: 'Book', pages: [{ source: 'README.md', below: [] }, ...some(book), { source: lab, below: linksOf(lab, inFolder('docs', '.c')) }] },
        { title: 'Chapters', pages: chapters },
        { title: 'Library', pages: [{ source: library, below: [] }, ...rooms] },
        { title: 'Exercises and lessons', pages: some(teach) },
        { title: 'Look it up', pages: some(lookUp) },
        { title: 'Project', pages: some(project).map(page => page.source === run ? { ...page, below: linksOf(run, [...sources.filter(s => /\/browser\/\w+\.c$/.test(s)), ...inFolder('docs/run', '.c')]) } : page) },
    ].filter(group => group.pages.length)
}

// The chain, from the first page to the last: what "next" walks through.
const bookOf = contents => contents.find(group => group.title === 'Chapters').pages
export const readingOrder = contents => ['README.md', ...bookOf(contents).flatMap(chapter => chapter.chain)]

// Beside the chain: the walks through the exercises of each chapter, which begin with
// their list and end at the next chapter, and the detours.
export const exerciseWalks = contents => bookOf(contents).map((chapter, i, all) => [...chapter.exercises, ...all.slice(i + 1, i + 2).map(next => next.source)])
export const detours = contents => bookOf(contents).flatMap(chapter => chapter.detours)

// The numbers of the notes' items that a page is about, by its source: from the links
// of docs/coverage.md.
export function numbersOf() {
    const numbers = new Map()
    for (const [, number, cells] of readFileSync('docs/coverage.md', 'utf8').matchAll(/^\| (\d\.\d+) \|(.*)$/gm))
        for (const [, link] of cells.matchAll(/\]\(([^)#\s]+)\)/g)) {
            const source = posix.join('docs', link)
            numbers.set(source, [...new Set([...numbers.get(source) ?? [], number])])
        }
    return numbers
}

// What each module is for, in one Chinese sentence, by its path without "c" or "h": from
// the map of the library, - [name](room/name.c)：words, and from the chapters' tables of
// pages, | [name](name.c)（模块） | question |.
export function purposesInChinese(sources) {
    const purposes = new Map(), note = (page, link, words) => purposes.set(posix.join(posix.dirname(page), link), words)
    const map = readFileSync('docs/zh/common/README.md', 'utf8')
    for (const [, link, words] of map.matchAll(/^- \[[^\]]*\]\(([^)]*\.)[ch]\)：(.*)$/gm)) note('common/README.md', link, `${words}。`)
    for (const readme of sources.filter(s => /^ch[^/]*\/README\.zh\.md$/.test(s)))
        for (const [, cell, words] of readFileSync(readme, 'utf8').matchAll(/^\| (\[[^|]*) \| ([^|]*) \|/gm))
            for (const [, link] of cell.matchAll(/\]\((\w+\.)c\)/g)) note(readme, link, words)
    return purposes
}

// The header that declares what a .c file defines, or null.
export const headerOf = source => {
    const header = source.replace(/\.c$/, '.h')
    return header !== source && existsSync(header) ? header : null
}
