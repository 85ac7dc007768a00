// pages.mjs - which pages the site has, and in which order they are read.
//
// The order is written where a reader sees it as well: chapter pages link to
// their programs, common/README.md links to the rooms and their modules; exercises
// follow the programs. A program that its chapter's page does not mention is an error.
import { existsSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'

// The file that Doxygen makes of a source; as in md2dox.awk.
export function addressOf(source) {
    if (source.endsWith('.h')) return `${posix.basename(source).replaceAll('_', '__').replaceAll('.', '_8')}.html`
    return `${source.replace(/^README/, 'index').replace(/\/README(?=(\.zh)?\.md$)/, '').replace(/\.(c|md)$/, '').replace(/[/.-]/g, '_')}.html`
}

// x.zh.md says in Chinese what x.md says; undefined if there is none.
export const isChinese = source => /\.zh\.md$/.test(source)
export const inEnglish = source => source.replace(/\.zh\.md$/, '.md')
export const inChinese = (source, sources) => sources.find(s => isChinese(s) && inEnglish(s) === source)

// The sources that a README links to, once each, in its own order: that of its
// tables first, because the words before them may look ahead.
function linksOf(readme, sources) {
    const text = readFileSync(readme, 'utf8').replace(/^```.*?^```/gms, '')
    const linked = [...`${text.match(/^\|.*/gm)?.join('\n') ?? ''}\n${text}`.matchAll(/\]\(([^)#\s]+\.[ch])\)/g)]
        .map(m => posix.join(posix.dirname(readme), m[1]))
    return [...new Set(linked)].filter(s => sources.includes(s))
}

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
export function contentsOf(sources, complain) {
    const inFolder = (folder, end) => sources.filter(s => s.startsWith(`${folder}/`) && s.endsWith(end))
    const chapters = sources.filter(s => /^ch\d\d_[^/]*\/README\.md$/.test(s)).map(readme => {
        const folder = posix.dirname(readme)
        const programs = inFolder(folder, '.c').filter(s => !s.includes('/exercises/'))
        const below = linksOf(readme, programs)
        for (const s of programs)
            if (!below.includes(s)) complain(`${readme}: error: does not link to ${s}`)
        return { source: readme, below: [...below, ...exercisesOf(folder, sources)] }
    })
    const library = 'common/README.md'
    const modules = linksOf(library, sources).filter(s => s.startsWith('common/'))
    const rooms = [...readFileSync(library, 'utf8').matchAll(/^## \[.*\]\((\w+\/README\.md)\)/gm)].map(m => `common/${m[1]}`)
        .map(source => ({ source, below: modules.filter(s => posix.dirname(s) === posix.dirname(source)) }))
    const lab = 'docs/lab/README.md'
    const some = list => list.filter(s => sources.includes(s)).map(source => ({ source, below: [] }))
    const teach = ['docs/exercises-for-students.md', 'docs/exercises-for-teachers.md', 'docs/lessons.md']
    const lookUp = ['docs/use/fit.c', 'docs/programs.md', 'docs/glossary.md', 'docs/notation.md', 'docs/coverage.md', 'docs/slips.md', 'docs/weights.md', 'docs/how-it-became-fast.md']
    const run = 'docs/run/README.md'
    const project = ['CONTRIBUTING.md', 'CHANGELOG.md', 'docs/README.md', run, 'docs/licences.md']
    for (const s of inFolder('docs', '.md'))
        if (![lab, ...teach, ...lookUp, ...project].includes(inEnglish(s))) complain(`docs/tools/site/pages.mjs: error: no group has ${s}`)
    return [
        { title: 'Book', pages: [{ source: 'README.md', below: [] }, { source: lab, below: linksOf(lab, inFolder('docs', '.c')) }] },
        { title: 'Chapters', pages: chapters },
        { title: 'Library', pages: [{ source: library, below: [] }, ...rooms] },
        { title: 'Exercises and lessons', pages: some(teach) },
        { title: 'Look it up', pages: some(lookUp) },
        { title: 'Project', pages: some(project).map(page => page.source === run ? { ...page, below: linksOf(run, [...inFolder('common/system/browser', '.c'), ...inFolder('docs/run', '.c')]) } : page) },
    ].filter(group => group.pages.length)
}

// From the first page to the last: what "next" walks through.
export const readingOrder = contents => contents.filter(group => ['Book', 'Chapters', 'Library'].includes(group.title))
    .flatMap(group => group.pages.flatMap(page => [page.source, ...page.below]))
    .filter(source => !source.endsWith('.h') && !source.startsWith('docs/'))

// The header that declares what a .c file defines, or null.
export const headerOf = source => {
    const header = source.replace(/\.c$/, '.h')
    return header !== source && existsSync(header) ? header : null
}
