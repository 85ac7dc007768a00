// licences.mjs - the words of the licences of all that the site carries of others, as the
// packages have them, in files beside docs/licences.md. A file that is nobody's, or a part
// without words, is an error.
//
//   licences(HTML, PACKAGES, BROWSER, FILES, complain): the names of the files that it wrote
//
// HTML is the folder of the site, FILES are the names of all that is in it, PACKAGES and BROWSER
// the folders that docs/run/run.mk fills. licences.txt says which file holds what.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { encode } from './html.mjs'

const PAGE = 'docs_licences.html', TABLE = 'docs/tools/site/licences.txt'
const read = file => readFileSync(file, 'utf8')
const whole = pattern => new RegExp(`^(${pattern})$`)
const parts = read(TABLE).split('\n').filter(l => l && !l.startsWith('#'))
    .map(l => l.match(/^(.*?): (.*?):(.*)$/)).map(([, name, files, texts]) => ({ name, files: whole(files), texts: texts.trim().split(' ').filter(Boolean) }))

// The copyright of a package of Debian, and the common licences that it refers to.
function ofDebian(pattern) {
    const folders = ['build/deps/usr/share/doc', '/usr/share/doc'].filter(existsSync)
    const file = folders.flatMap(f => readdirSync(f).filter(n => whole(pattern).test(n)).map(n => `${f}/${n}/copyright`)).find(existsSync)
    if (!file) return []
    const named = [...read(file).matchAll(/\/common-licenses\/([\w.+-]*\w)/g)].map(m => `/usr/share/common-licenses/${m[1]}`)
    return [file, ...new Set(named)].filter(existsSync).map(read)
}

// A package of npm that carries no licence names one, and its author, or its script does.
function ofNpm(packages, name) {
    const folder = `${packages}/${name}`
    if (!existsSync(folder)) return []
    const about = JSON.parse(read(`${folder}/package.json`)), title = `${about.name} ${about.version}`
    const file = readdirSync(folder).find(f => /^(licen[cs]e|copying)/i.test(f))
    if (file) return [`${title}\n\n${read(`${folder}/${file}`)}`]
    const author = about.author ?? read(`${folder}/${about.main}`).slice(0, 1000).match(/^.*copyright.*$/im)?.[0]
    return author ? [`${title}, licence ${about.license}\n${author}`, ...ofSpdx(packages, about.license)] : []
}

let known
const ofSpdx = (packages, name) => {
    known ??= JSON.parse(read(`${packages}/spdx-license-list/spdx-full.json`))
    return known[name] ? [known[name].licenseText] : []
}

function wordsOf(packages, place) {
    const [kind, name] = place.split(/\/(.*)/)
    return kind === 'doc' ? ofDebian(name) : kind === 'npm' ? ofNpm(packages, name) : ofSpdx(packages, name)
}

export function licences(html, packages, browser, files, complain) {
    let page = read(`${html}/${PAGE}`)
    const written = []
    for (const f of files) if (!/\.(html|svg|png)$/.test(f) && !parts.some(p => p.files.test(f))) complain(`${TABLE}: error: nobody is named for ${f}`)
    for (const { name, files: pattern, texts } of parts) {
        if (!texts.length || !files.some(f => pattern.test(f))) continue
        const places = texts.flatMap(t => t === 'bundled' ? read(`${browser}/workshop/bundled.txt`).trim().split('\n').map(n => `npm/${n}`) : [t])
        const found = places.map(place => wordsOf(`${packages}/node_modules`, place)), missing = places.filter((_, i) => !found[i].length)
        // Where packages are not Debian's, their words lie elsewhere: the page names the licence.
        if (missing.length && !existsSync('/var/lib/dpkg') && missing.every(m => m.startsWith('doc/'))) { console.warn(`${TABLE}: no words of the licence of ${name}: not a Debian`); continue }
        if (missing.length) complain(`${TABLE}: error: no words of the licence of ${name}: nothing in ${missing.join(', ')}`)
        const file = `licence-${name.toLowerCase().replace(/\W+/g, '-')}.txt`, entry = `<li>${encode(name)}`
        // A mark at the beginning tells every browser that this is UTF-8.
        writeFileSync(`${html}/${file}`, `\ufeff${[...new Set(found.flat().map(t => t.trim()))].join(`\n\n${'-'.repeat(78)}\n\n`)}\n`)
        written.push(file)
        if (page.split(entry).length !== 2) complain(`docs/licences.md: error: not one entry begins with ${name}`)
        page = page.replace(new RegExp(`(${entry.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}[^]*?)(?=</li>)`), (_, words) => `${words} <a href="${file}">All its words.</a>`)
    }
    writeFileSync(`${html}/${PAGE}`, page)
    return written
}
