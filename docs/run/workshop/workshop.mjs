// workshop.mjs - the editor in a page: "Change the code" on the page of a program, and the
// exercises. The compiler is loaded at the first use. All that a reader writes is
// kept at once, in the browser.
import { textOf, unzip, zip } from './archive.mjs'
import { Clang } from './clang.mjs'
import { messagesIn } from './commands.mjs'
import { Judge, inChinese, runner } from './judge.mjs'
import { Loader } from './loader.mjs'
import { unpack } from './pack.mjs'
import { changedProgram, playedProgram } from './programs.mjs'
import { Catalogue } from './questions.mjs'
import { Shelf, onOthers } from './shelf.mjs'

const shelf = new Shelf(() => localStorage)
const fromFile = location.protocol === 'file:'
const offer = (name, blob) => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(blob)
    link.download = name
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 60000)
}
const element = (kind, className, text = '') => Object.assign(document.createElement(kind), { className, textContent: text })

// --- the compiler, made once -----------------------------------------------------
const megabytes = bytes => (bytes / 1e6).toFixed(1)
// The address of a worker that a script carries.
async function workerOf(name) {
    await RUN.load(`${name}.js`)
    return URL.createObjectURL(new Blob([await RUN.unpack(RUN.parts[name])], { type: 'text/javascript' }))
}

async function unpacked(loader, tell) {
    const whole = await loader.load(tell)
    try {
        return unpack(new Uint8Array(await new Response(whole.stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer()))
    } catch {
        await loader.forget()
        throw new Error(RUN.say('What was loaded is damaged: press again to load it once more.', '载入的内容损坏了：再按一次就重新载入。'))
    }
}

// WORKSHOP, of the site's workshop-about.js, knows the pieces.
let loaders, ready
async function makeTools(tell) {
    loaders ??= [new Loader('workshop-library', WORKSHOP.library), new Loader('workshop-compiler', WORKSHOP.compiler)]
    const show = (done, all) => tell(RUN.say(`Loading the compiler, once: ${megabytes(done)} of ${megabytes(all)} MB`, `载入编译器（只此一次）：${megabytes(done)} / ${megabytes(all)} MB`), done / all)
    const [library, compiler] = [await unpacked(loaders[0], () => 0), await unpacked(loaders[1], show)]
    tell(RUN.say('Making the compiler ready …', '正在准备编译器……'))
    const wasm = compiler.filter(([path]) => path.endsWith('.wasm'))
    const modules = Object.fromEntries(await Promise.all(wasm.map(async ([path, bytes]) => [path, await WebAssembly.compile(bytes)])))
    const address = await workerOf('workshop-worker'), system = compiler.filter(([path]) => !path.endsWith('.wasm'))
    const clang = new Clang(() => new Worker(address), modules, [...system, ...library])
    const running = await workerOf('run-worker'), run = runner(() => new Worker(running))
    const texts = new Map(library), judge = new Judge(clang, run, WORKSHOP.mayCall, texts)
    const catalogue = new Catalogue(judge, ({ home }, { name }) => new TextDecoder().decode(texts.get(`${home}/wrong/${name}.c`)))
    return ready = { clang, run, library: texts, judge, catalogue }
}
let making
const tools = tell => making ??= makeTools(tell).catch(error => { making = null; throw error })

// End whatever is under way: a download, the compiler, a test.
function halt() {
    for (const loader of loaders ?? []) loader.stop()
    ready?.clang.end(RUN.say('Stopped.', '已停止。'))
    ready?.run.stop()
}

const unkept = why => `${RUN.say(...why)} ${RUN.say('Save your text as a file before you leave.', '离开之前，请把它存成文件。')}`

// --- a text that is kept -----------------------------------------------------------
// The editor of one text, `name` on the shelf. Another tab that shows the same is followed.
class Desk {
    constructor(root, name, original, { file, label, go }) {
        Object.assign(this, { root, name, original, file })
        this.note = root.querySelector('.shop-note')
        this.editor = EDITOR.makeEditor(root.querySelector('.shop-editor'), shelf.get(name).text ?? original, { label, go, changed: text => this.keep(text) })
        onOthers(name, () => this.follow())
        addEventListener('beforeunload', e => { if (this.unkept) e.preventDefault() })
        const act = (part, act) => root.querySelector(part).addEventListener('click', act)
        act('.shop-reset', () => this.reset())
        act('.shop-save', () => offer(file.split('/').pop(), new Blob([this.text], { type: 'text/x-c' })))
        this.showReset()
    }

    get text() { return this.editor.text() }
    get changed() { return this.text !== this.original }

    keep(text, more = {}) {
        const why = shelf.put(this.name, { text, ...more })
        this.unkept = why !== null
        this.note.textContent = why && unkept(why)
        this.showReset()
        this.onChange?.()
    }

    follow() {
        const { text } = shelf.get(this.name)
        if (this.unkept || text === undefined || text === this.text) return
        this.editor.write(text, true)
        this.note.textContent = RUN.say('Another tab has changed this text: it is shown here, too.', '另一个标签页改了这段文字：这里也显示出来。')
        this.showReset()
        this.onChange?.()
    }

    // What a reader wrote is never lost: Reset keeps it, and brings it back.
    reset() {
        const { before } = shelf.get(this.name)
        if (!this.changed && before === undefined) return
        const text = this.changed ? this.original : before
        const kept = this.changed ? this.text : undefined
        this.editor.write(text, true)
        this.keep(text, { before: kept })
        this.editor.focus()
    }

    showReset() {
        const button = this.root.querySelector('.shop-reset'), back = !this.changed && shelf.get(this.name).before !== undefined
        button.textContent = back ? RUN.say('Bring mine back', '找回我写的') : RUN.say('Reset', '重置')
        button.disabled = !this.changed && !back
    }

    // The compiler's messages go to their lines; the first error is also said.
    mark(messages) { this.editor.mark(messages.filter(m => m.file === this.file)) }
}

const needsEditor = async () => { await Promise.all(['workshop-about.js', 'workshop-editor.js'].map(RUN.load)) }

// The bar of a download, above the words that tell of it.
const progress = (bar, say) => (text, share) => {
    bar.hidden = share === undefined || share === 1
    if (share !== undefined) bar.value = share
    say(text)
}

// Why there is no program, in one line.
function whyNot(said, source) {
    const first = messagesIn(said).find(m => m.kind === 'error')
    if (first) return `${RUN.say('It does not compile.', '编译不过。')} ${first.file === source ? '' : `${first.file}, `}${RUN.say(`Line ${first.line}`, `第 ${first.line} 行`)}: ${first.text}`
    return `${RUN.say('It cannot be put together:', '连接不起来：')} ${said.match(/undefined symbol: .*|duplicate symbol: .*/)?.[0] ?? said.trim().split('\n')[0]}`
}

// --- change the code of a program ----------------------------------------------------
async function changeProgram(panel) {
    const root = panel.root, bench = root.querySelector('.shop')
    await Promise.all([needsEditor(), RUN.load(`run-${panel.program.replace('/', '-')}.js`)])
    const { source, code } = RUN.about
    bench.hidden = false
    const desk = new Desk(bench, `program/${panel.program}`, code, { file: source, label: RUN.say(`The code of ${source}`, `${source} 的代码`), go: () => panel.run() })
    const tell = progress(bench.querySelector('progress'), text => panel.tell(text))
    panel.make = async () => {
        desk.mark([])
        if (!desk.changed) return null
        const { clang, library } = await tools(tell)
        tell(RUN.say('Compiling …', '正在编译……'))
        const { said, made } = await changedProgram(clang, [...library.keys()], RUN.about, desk.text)
        desk.mark(messagesIn(said))
        if (!made) throw new Error(whyNot(said, source))
        return WebAssembly.compile(made)
    }
    panel.leave = halt
    RUN.desk = desk
}

function offerChange(panel) {
    const button = panel.root.querySelector('.shop-open')
    if (!button) return
    if (fromFile) return panel.root.querySelector('.shop-served').hidden = false
    button.hidden = false
    const open = () => { button.hidden = true; return changeProgram(panel).catch(error => { button.hidden = false; panel.tell(error.message) }) }
    button.addEventListener('click', () => open().then(() => RUN.desk?.editor.focus()))
    if (shelf.get(`program/${panel.program}`).text !== undefined) open()
}

// --- exercises --------------------------------------------------------------------------
// How answers are written and judged. Today each is a C file, whatever is asked for.
//
//   files(exercise, answer)          [[path, text], …], as make exercise and make grade take them
//   read(exercise, path, text)       the answer that such a file holds, or undefined
//   desk(root, exercise, go)         { text, mark(messages), original } of the reader's answer
//   judge(exercise, answer, tell)    a verdict, as judge.mjs says
//   questions(exercise, verdict)     [question, …] that lead to the cause, in English
//   play(exercise, answer, tell)     a program with the answer inside, if exercise.play
const ANSWERS = {
    files: (exercise, answer) => [[exercise.file, answer]],
    read: (exercise, path, text) => path === exercise.file ? text : undefined,
    desk: (root, exercise, go) => new Desk(root, exercise.name, exercise.skeleton, { file: exercise.file, label: RUN.say(`Your answer, ${exercise.file}`, `你的答案，${exercise.file}`), go }),
    judge: async (exercise, answer, tell) => (await tools(tell)).judge.judge(exercise, answer, test => tell(test ? `${RUN.say('Test', '测试')}: ${test.replaceAll('_', ' ')} …` : RUN.say('Compiling …', '正在编译……'))),
    questions: async (exercise, verdict) => (await tools(() => 0)).catalogue.questions(exercise, verdict),
    async play(exercise, answer, tell) {
        const { clang, library } = await tools(tell)
        tell(RUN.say('Compiling …', '正在编译……'))
        const { said, made } = await playedProgram(clang, [...library.keys()], exercise, answer)
        if (!made) throw new Error(whyNot(said, exercise.file))
        return WebAssembly.compile(made)
    },
}

// What a test or the judge has said.
const inReadersWords = text => RUN.say(text, inChinese(WORKSHOP.chinese, text))

// The lines of one test, from the source of all.
function testLines(exercise, line, source) {
    const lines = source.split('\n').slice(line - 1)
    return lines.slice(0, lines.findIndex(l => /^}|^Test.*}$/.test(l)) + 1).join('\n')
}

class Exercise {
    constructor(root, exercise) {
        Object.assign(this, { root, exercise })
        for (const [name, part] of Object.entries({ state: '.run-state', verdict: '.shop-verdict', start: '.shop-test', stop: '.shop-stop', bar: 'progress' })) this[name] = root.querySelector(part)
        this.desk = ANSWERS.desk(root, exercise, () => this.test())
        this.tell = progress(this.bar, text => { this.state.textContent = text })
        this.start.addEventListener('click', () => this.test())
        this.stop.addEventListener('click', halt)
        if (RUN.panel) {
            RUN.panel.make = () => ANSWERS.play(exercise, this.desk.text, progress(this.bar, text => RUN.panel.tell(text)))
            RUN.panel.leave = halt
        }
        oneByOne(document.querySelectorAll('details.hint'))
        showSolved(root, exercise.name)
        root.hidden = false
    }

    busy(yes) {
        const stopHadFocus = document.activeElement === this.stop
        this.root.setAttribute('aria-busy', yes)
        this.start.disabled = yes
        this.stop.disabled = !yes
        if (!yes && stopHadFocus) this.start.focus()
    }

    async test() {
        if (this.root.getAttribute('aria-busy') === 'true') return
        const begun = performance.now()
        this.busy(true)
        this.verdict.replaceChildren()
        delete this.root.dataset.word
        this.tell(RUN.say('Loading …', '正在载入……'))
        try {
            const verdict = await ANSWERS.judge(this.exercise, this.desk.text, this.tell)
            this.took = performance.now() - begun
            this.show(verdict)
            await this.ask(verdict)
        } catch (error) {
            this.tell(error.message)
        }
        this.bar.hidden = true
        this.busy(false)
    }

    show(verdict) {
        const { word, passed, all, failed, lines, warning, printed, marks } = verdict
        this.root.dataset.word = word
        this.desk.mark(marks)
        const unwritten = word === 'todo' && this.exercise.kind !== 'bug'
        const titles = {
            ok: RUN.say(`Solved: all ${all} tests passed.`, `做出来了：${all} 个测试全部通过。`), build: RUN.say('It does not compile. The first error:', '编译不过。第一个错误：'),
            todo: unwritten && RUN.say('Not written yet: your code goes where YOUR_CODE_HERE() stands.', '还没有写：你的代码写在 YOUR_CODE_HERE() 的地方。'), void: RUN.say('It was not counted:', '没有评判：'),
        }
        this.tell(titles[word] || RUN.say(`${passed} of ${all} tests passed.`, `${all} 个测试通过了 ${passed} 个。`))
        for (const line of lines) this.verdict.append(element('p', 'shop-numbers', inReadersWords(line)))
        if (failed.length && !unwritten && this.exercise.kind === 'capstone') this.showSteps(verdict)
        if (failed.length && !unwritten) this.showFailed(failed)
        if (warning) this.verdict.append(element('p', '', `${RUN.say(`The compiler warns, line ${warning.line}`, `编译器的警告，第 ${warning.line} 行`)}: ${warning.text}`))
        if (printed && !unwritten) this.verdict.append(element('p', '', RUN.say('It printed:', '它打印了：')), element('pre', 'run-output', printed.split('\n').slice(0, 10).map(l => l.slice(0, 200)).join('\n')))
        if (word === 'ok') this.solved()
    }

    // Of a capstone each test is a step, and a point. Where tests were given up, those behind
    // the last one that failed were not asked.
    showSteps({ passed, all, failed }) {
        const missing = new Set(failed.map(f => f.test.split('/')[1])), asked = passed + failed.length
        const steps = this.exercise.tests.map(({ name }, i) => `${i < asked && !missing.has(name) ? '✓' : '·'} ${name.replaceAll('_', ' ')}`)
        this.verdict.append(element('p', 'shop-steps', `${RUN.say(`Points so far: ${passed} of ${all}.`, `目前得分：${passed}，满分 ${all}。`)} ${steps.join('  ')}`))
    }

    // The first in the order of the source; the others by name, but for one that says more of its
    // numbers. The test of a prediction is not shown, because it says how to find it.
    showFailed([first, ...others]) {
        const told = f => f.message.includes(' is right; '), more = told(first) ? null : others.find(told)
        this.verdict.append(element('p', 'shop-which', `${first.test}:`), element('p', 'shop-numbers', inReadersWords(first.message)), this.asked = element('p', 'shop-question'))
        this.asked.setAttribute('role', 'status')
        if (this.exercise.kind !== 'predict') this.showTest(first)
        if (more) this.verdict.append(element('p', 'shop-which', `${RUN.say('More is seen in', '再看')} ${more.test}:`), element('p', 'shop-numbers', inReadersWords(more.message)))
        if (others.length) this.verdict.append(element('p', '', `${RUN.say(`and ${others.length} more`, `另外还有 ${others.length} 个`)}: ${others.map(f => f.test).join(' ')}`))
    }

    // Where the numbers are those of a mistake that is known, the question that leads to it.
    async ask(verdict) {
        if (!verdict.failed.length || verdict.word === 'todo') return
        this.asked.textContent = RUN.say('Is this a mistake that others have made? …', '别人也犯过这个错误吗？……')
        const questions = await ANSWERS.questions(this.exercise, verdict).finally(() => { this.asked.textContent = '' })
        const chinese = new Map(this.exercise.mistakes.map(m => [m.question, m.chinese])), begin = [RUN.say('A question: ', '问题：'), RUN.say('Or this one: ', '或者这一个：')]
        this.asked.append(...questions.flatMap((q, i) => [...i ? [document.createElement('br')] : [], begin[i] + RUN.say(q, chinese.get(q))]))
    }

    showTest({ line }) {
        const test = element('details', 'shop-test-source'), path = `${this.exercise.home}/test.c`
        test.append(element('summary', '', `${RUN.say('What this test does', '这个测试做了什么')} (${path}:${line})`), element('pre', 'fragment', testLines(this.exercise, line, this.exercise.test)))
        this.verdict.append(test)
    }

    solved() {
        const why = shelf.put(this.exercise.name, { text: this.desk.text, solved: true })
        if (why) this.desk.note.textContent = unkept(why)
        showSolved(this.root, this.exercise.name)
        const next = document.querySelector('.turn [rel=next]'), line = element('p', '')
        if (next) { const link = element('a', 'shop-next', next.lastChild.textContent); link.href = next.href; line.append(RUN.say('Next: ', '下一个：'), link) }
        this.verdict.append(line)
    }
}

function showSolved(root, name) { root.querySelector('.shop-tick').hidden = !shelf.get(name).solved }

// A hint can be opened when the one before it was.
function oneByOne(hints) {
    hints.forEach((hint, i) => {
        hint.hidden = i > 0 && !hints[i - 1].open
        hint.addEventListener('toggle', () => { if (hint.open && hints[i + 1]) hints[i + 1].hidden = false })
    })
}

// --- answers as files --------------------------------------------------------------------
const known = () => Object.values(WORKSHOP.exercises)

function exportAnswers() {
    const files = known().flatMap(e => { const { text } = shelf.get(e.name); return text === undefined || text === e.skeleton ? [] : ANSWERS.files(e, text) })
    if (files.length) offer('answers.zip', zip(files))
    const count = files.length
    return count ? RUN.say(`${count} ${count === 1 ? 'answer' : 'answers'} in answers.zip: unpack it in the folder of the book for make exercise, or hand it in.`,
        `answers.zip 里有 ${count} 个答案：在本书的文件夹里解开，make exercise 就能用；也可以交上去。`) : RUN.say('There is no answer yet.', '还没有答案。')
}

// The folder above the book's own may have any name. What stood here is kept as "before".
async function importAnswers(chosen) {
    const plain = path => path.replace(/(-\d+| ?\(\d+\))(?=\.c$)/, '') // a browser calls the second dot.c so
    const place = path => known().find(e => `/${plain(path)}`.endsWith(`/${e.file}`)), files = []
    for (const file of chosen) {
        if (file.size > 20e6) throw new Error(RUN.say('it is larger than 20 MB', '它超过 20 MB'))
        const bytes = new Uint8Array(await file.arrayBuffer())
        if (!/\.(zip|c)$/i.test(file.name)) throw new Error(RUN.say('only zip archives and .c files are taken here', '这里只接受 zip 压缩包和 .c 文件'))
        if (/\.zip$/i.test(file.name)) files.push(...await unzip(bytes, place))
        else files.push([file.name, textOf(bytes)])
    }
    const taken = [], here = document.querySelector('[data-exercise]')?.dataset.exercise
    for (const [path, text] of files) {
        // A single file has lost its folder: its name must say enough, or the page does.
        const exercise = place(path) ?? known().filter(e => e.file.endsWith(`/${plain(path)}`)).find((e, _, fit) => fit.length === 1 || e.name === here)
        if (!exercise) continue
        const answer = ANSWERS.read(exercise, exercise.file, text), { text: before } = shelf.get(exercise.name)
        const why = before === answer ? null : shelf.put(exercise.name, { text: answer, before, solved: false })
        if (why) return unkept(why)
        taken.push(exercise.name)
    }
    return taken.length ? `${RUN.say('Taken', '已导入')}: ${taken.join(', ')}` : RUN.say('No file in it has the name of an answer, such as ch01_basics/exercises/dot.c.', '里面没有一个文件有答案的名字，例如 ch01_basics/exercises/dot.c。')
}

function offerFiles(root) {
    const say = root.querySelector('.shop-files-state'), give = root.querySelector('.shop-export'), take = root.querySelector('.shop-import')
    const ready = () => RUN.load('workshop-about.js')
    give.addEventListener('click', () => ready().then(() => { say.textContent = exportAnswers() }).catch(error => { say.textContent = error.message }))
    take.addEventListener('change', () => ready().then(() => importAnswers(take.files)).then(text => {
        say.textContent = text
        take.value = ''
        RUN.exercise?.desk.follow()
        tickList()
    }).catch(error => { say.textContent = `${RUN.say('This file cannot be taken', '这个文件不能导入')}: ${error.message}` }))
}

// Ticks in the list of a chapter's exercises.
function tickList() {
    for (const mark of document.querySelectorAll('[data-tick]')) {
        const { solved, text } = shelf.get(mark.dataset.tick)
        mark.textContent = solved ? '✓' : text !== undefined ? '…' : ''
        mark.title = solved ? RUN.say('solved', '已做出') : text !== undefined ? RUN.say('begun', '已开始') : ''
    }
}

async function begin() {
    const root = document.querySelector('.shop-exercise'), files = document.querySelector('.shop-files')
    const old = typeof WebAssembly !== 'object' || typeof DecompressionStream !== 'function'
    for (const served of document.querySelectorAll('.shop-exercise-served')) served.hidden = !fromFile
    if (files && !fromFile && !old) { files.hidden = false; offerFiles(files) }
    tickList()
    if (RUN.panel && !root) offerChange(RUN.panel)
    if (!root || fromFile) return
    if (old) return document.querySelector('.shop-old').hidden = false
    await needsEditor()
    RUN.exercise = new Exercise(root, WORKSHOP.exercises[root.dataset.exercise])
}
addEventListener('DOMContentLoaded', () => begin().catch(error => console.error(error)))
