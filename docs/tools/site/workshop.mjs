// workshop.mjs - put the editor into the pages: "Change the code" into Run, Test into the
// exercises, ticks into their lists; and the files that are loaded for it.
//
//   new Workshop(BROWSER, HTML, complain)
//
// BROWSER is the folder that docs/run/run.mk fills. Without it, false, or without
// BROWSER/workshop/done pages stay as they are.
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mayCall } from './exercises.mjs'
import { encode } from './html.mjs'

const PIECE = 2e6 // bytes: so much is loaded again when a download is cut

const bar = (first, more = '') => `<p class="run-bar">${first} <button type="button" class="shop-plain shop-reset">Reset</button> <button type="button" class="shop-plain shop-save">Save as a file</button>${more}</p>`
const desk = `<div class="shop-editor"></div>
<p class="shop-note" role="status"></p>`
const served = what => `<b>make serve</b> shows the site so that this page can ${what}; a browser loads no compiler for a page that was opened from a file.`

// What "Change the code" opens, inside Run.
export const changeButton = '<button type="button" class="shop-plain shop-open" hidden>Change the code</button>'
export const changeBench = `<p class="shop-served" hidden>${served('change the code')}</p>
<div class="shop" hidden><p class="shop-keys">The code without the words of the page, kept in this browser. Run runs it as it stands here; Control and Enter do, too.</p>
${desk}
${bar('')}
<progress max="1" value="0" hidden aria-label="The compiler is loaded"></progress></div>
`

const bench = (e, header) => `<p class="run shop-exercise-served" hidden>${served('test your answer')}</p>
<p class="run shop-old" hidden>This browser is too old to compile C: <code>make exercise</code> does.</p>
<section class="run shop-exercise" data-exercise="${e.name}" aria-labelledby="shop-title" hidden>
<h3 id="shop-title">Write it here <span class="shop-tick" hidden>✓ solved</span></h3>
<p class="run-why">Replace <code>YOUR_CODE_HERE();</code>, then Test. The compiler is loaded once, ${(e.bytes / 1e6).toFixed(0)} MB; what you write is kept in this browser. <a href="docs_exercises_for_students.html#in-the-browser">How it works.</a></p>
<div class="shop-desk"><div>${desk}</div>
<details class="shop-header"><summary>${e.header.split('/').pop()}, the header</summary><pre class="fragment" tabindex="0">${encode(header)}</pre></details></div>
${bar('<button type="button" class="run-start shop-test">Test</button> <button type="button" class="run-stop shop-stop" disabled>Stop</button>')}
<progress max="1" value="0" hidden aria-label="The compiler is loaded"></progress>
<p class="run-state" role="status"></p>
<div class="shop-verdict"></div>
</section>
`
const files = `<div class="run shop-files" hidden><h3>Your answers as files</h3>
<p class="run-bar"><button type="button" class="shop-plain shop-export">Export all answers</button> <label>Import <input type="file" class="shop-import" accept=".zip,.c" multiple></label></p>
<p class="run-state shop-files-state" role="status"></p>
</div>
`

export class Workshop {
    constructor(browser, html, complain) {
        Object.assign(this, { folder: `${browser}/workshop`, html, complain, files: [] })
        this.here = browser && existsSync(`${this.folder}/done`)
        if (this.here) this.common()
    }

    write(name, bytes) {
        writeFileSync(`${this.html}/${name}`, bytes)
        this.files.push(name)
    }

    // A big file in pieces: [[name, bytes], …].
    pieces(kind, file) {
        const bytes = readFileSync(file), hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12), list = []
        for (let at = 0; at < bytes.length; at += PIECE) {
            const name = `workshop-${kind}-${hash}-${String(list.length).padStart(2, '0')}.bin`, part = bytes.subarray(at, at + PIECE)
            this.write(name, part)
            list.push([name, part.length])
        }
        return list
    }

    common() {
        this.exercises = JSON.parse(readFileSync(`${this.folder}/exercises.json`, 'utf8'))
        const about = {
            compiler: this.pieces('compiler', `${this.folder}/files.gz`), library: this.pieces('library', `${this.folder}/library.gz`), mayCall,
            exercises: Object.fromEntries(this.exercises.map(e => [e.name, { ...e, test: readFileSync(`${e.home}/test.c`, 'utf8') }])),
        }
        this.bytes = about.compiler.reduce((sum, [, size]) => sum + size, 0)
        this.write('workshop-about.js', `const WORKSHOP = ${JSON.stringify(about)}\n`)
        for (const name of ['workshop.js', 'workshop-editor.js', 'workshop-worker.js']) this.write(name, readFileSync(`${this.folder}/${name}`))
        copyFileSync('docs/run/workshop/workshop.css', `${this.html}/workshop.css`)
        this.files.push('workshop.css')
    }

    // Scripts that a page needs before it can be used.
    load(page) {
        const head = [['run.css', '<link rel="stylesheet" href="run.css">'], ['href="workshop.css', '<link rel="stylesheet" href="workshop.css">'], ['run.js', '<script defer src="run.js"></script>'], ['src="workshop.js', '<script defer src="workshop.js"></script>']]
        return page.replace('</head>', () => `${head.filter(([name]) => !page.includes(name)).map(([, tag]) => `${tag}\n`).join('')}</head>`)
    }

    // The page of an exercise, or of a chapter's list; `play` is the panel in which the answer runs.
    add(page, source, play) {
        if (!this.here) return page
        const exercise = this.exercises.find(e => `${e.home}/skeleton.c` === source), list = source.match(/^(ch\d\d)_\w+\/exercises\/README\.md$/)
        if (exercise) {
            const place = /(<h2 id="your-own-try">[^]*?<\/p>\n)/
            if (!place.test(page)) this.complain(`${source}: no place for the editor`)
            const header = readFileSync(exercise.header, 'utf8')
            return this.load(page.replace(place, m => m + bench({ ...exercise, bytes: this.bytes }, header))
                .replace('<details class="solution">', m => (exercise.play ? play(exercise) : '') + files + m))
        }
        if (list) {
            for (const e of this.exercises.filter(e => e.name.startsWith(list[1])))
                page = page.replace(new RegExp(`(<td[^>]*>\\s*)(<a href="${e.page}">)`), (_, cell, link) => `${cell}<span data-tick="${e.name}"></span> ${link}`)
            if (!page.includes('data-tick')) this.complain(`${source}: no exercise to tick`)
            return this.load(page.replace('</table>', m => `${m}\n${files}`))
        }
        return page.includes('class="run"') ? this.load(page) : page
    }
}
