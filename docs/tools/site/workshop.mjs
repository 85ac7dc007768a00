// workshop.mjs - put the editor into the pages: "Change the code" into Run, Test into the
// exercises, ticks into their lists; and the files that are loaded for it.
//
//   new Workshop(BROWSER, HTML, complain)
//
// BROWSER is the folder that docs/run/run.mk fills. Without it, false, or without
// BROWSER/workshop/done pages stay as they are.
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { chineseRules, mayCall } from './exercises.mjs'
import { encode } from './html.mjs'
import { inEnglish, isChinese } from './pages.mjs'

const PIECE = 2e6 // bytes: so much is loaded again when a download is cut

const bar = (say, first) => `<p class="run-bar">${first} <button type="button" class="shop-plain shop-reset">${say('Reset', '重置')}</button> <button type="button" class="shop-plain shop-save">${say('Save as a file', '存成文件')}</button></p>`
const desk = `<div class="shop-editor"></div>
<p class="shop-note" role="status"></p>`
const progress = say => `<progress max="1" value="0" hidden aria-label="${say('The compiler is loaded', '正在载入编译器')}"></progress>`
const served = (say, what) => say(`<b>make serve</b> shows the site so that this page can ${what}; a browser loads no compiler for a page that was opened from a file.`,
    '页面是直接从文件打开的，浏览器不会为它载入编译器：用 <b>make serve</b> 打开网站就可以了。')

// What "Change the code" opens, inside Run.
export const changeButton = say => `<button type="button" class="shop-plain shop-open" hidden>${say('Change the code', '修改代码')}</button>`
export const changeBench = say => `<p class="shop-served" hidden>${served(say, 'change the code')}</p>
<div class="shop" hidden><p class="shop-keys">${say('The code without the words of the page, kept in this browser. Run runs it as it stands here; Control and Enter do, too.',
    '这是去掉讲解的代码，保存在这个浏览器里。“运行”运行的就是这里的代码；按 Control 和 Enter 也一样。')}</p>
${desk}
${bar(say, '')}
${progress(say)}</div>
`

const bench = (say, e, header, size = (e.bytes / 1e6).toFixed(0), slow = (e.bytes * 8 / 10e6).toFixed(0)) => `<p class="run shop-exercise-served" hidden>${served(say, 'test your answer')}</p>
<p class="run shop-old" hidden>${say('This browser is too old to compile C: <code>make exercise</code> does.', '这个浏览器太旧，不能编译 C：请用 <code>make exercise</code>。')}</p>
<section class="run shop-exercise" data-exercise="${e.name}" aria-labelledby="shop-title" hidden>
<h3 id="shop-title">${say('Write it here', '在这里写')} <span class="shop-tick" hidden>✓ ${say('solved', '已做出')}</span></h3>
<p class="run-why">${e.kind === 'bug' ? say('Find the bug and mend it, then Test.', '找出错误，改好它，然后测试。') : e.kind === 'capstone' ? say('Go step by step: replace the first <code>YOUR_CODE_HERE();</code>, then Test.', '一步一步来：替换第一处 <code>YOUR_CODE_HERE();</code>，然后测试。') : e.kind === 'predict' ? say('Delete <code>YOUR_CODE_HERE();</code>, put your numbers in the places of the zeros, then Test.', '删去 <code>YOUR_CODE_HERE();</code>，把各个零换成你的预测，然后测试。') : say('Replace <code>YOUR_CODE_HERE();</code>, then Test.', '把 <code>YOUR_CODE_HERE();</code> 换成你的代码，然后测试。')} ${say(`The compiler is loaded once, ${size} MB (${slow} s on a line of 10 Mbit/s); what you write is kept in this browser. <a href="docs_exercises_for_students.html#in-the-browser">How it works.</a>`,
    `编译器只载入一次，${size} MB（在 10 Mbit/s 的线路上要 ${slow} 秒）；你写的东西保存在这个浏览器里。<a href="docs_exercises_for_students_zh.html#在浏览器里">怎样使用</a>`)}</p>
<div class="shop-desk"><div>${desk}</div>
<details class="shop-header"><summary>${e.header.split('/').pop()}${say(', the header', '，头文件')}</summary><pre class="fragment" tabindex="0">${encode(header)}</pre></details></div>
${bar(say, `<button type="button" class="run-start shop-test">${say('Test', '测试')}</button> <button type="button" class="run-stop shop-stop" disabled>${say('Stop', '停止')}</button>`)}
${progress(say)}
<p class="run-state" role="status"></p>
<div class="shop-verdict"></div>
</section>
`
const files = say => `<div class="run shop-files" hidden><h3>${say('Your answers as files', '把答案存成文件')}</h3>
<p class="run-bar"><button type="button" class="shop-plain shop-export">${say('Export all answers', '导出全部答案')}</button> <label>${say('Import', '导入')} <input type="file" class="shop-import" accept=".zip,.c" multiple></label></p>
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
            compiler: this.pieces('compiler', `${this.folder}/files.gz`), library: this.pieces('library', `${this.folder}/library.gz`), mayCall, chinese: chineseRules(),
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

    // The page of an exercise, or of a chapter's list; play(exercise) is the panel in which the
    // answer runs.
    add(page, shown, play) {
        if (!this.here) return page
        const say = isChinese(shown) ? (_, chinese) => chinese : english => english, source = inEnglish(shown)
        const exercise = this.exercises.find(e => `${e.home}/skeleton.c` === source), list = source.match(/^(ch\d\d)_\w+\/exercises\/README\.md$/)
        if (exercise) {
            const place = /(?=<details class="hint">)/, header = readFileSync(exercise.header, 'utf8')
            if (!place.test(page)) this.complain(`${shown}: no place for the editor`)
            return this.load(page.replace(place, () => bench(say, { ...exercise, bytes: this.bytes }, header))
                .replace('<details class="solution">', m => (exercise.play ? play(exercise) : '') + files(say) + m))
        }
        if (list) {
            for (const e of this.exercises.filter(e => e.name.startsWith(list[1])))
                page = page.replace(new RegExp(`(<td[^>]*>\\s*)(<a href="${e.page.replace('.html', '(_zh)?.html')}"[^>]*>)`), (_, cell, link) => `${cell}<span data-tick="${e.name}"></span> ${link}`)
            if (!page.includes('data-tick')) this.complain(`${shown}: no exercise to tick`)
            return this.load(page.replace('</table>', m => `${m}\n${files(say)}`))
        }
        return page.includes('class="run"') ? this.load(page) : page
    }
}
