// judge.mjs - the verdict on an answer to an exercise, in the words of tools/exercises/judge,
// whose rules these are:
//
//   { word, passed, all, failed: [{ test, line, message }], lines, warning, printed, marks }
//
// word is ok, todo, fail, crash, timeout, memory, build or void. failed is in the order of
// the source. lines explain words that come before any test. marks are the
// compiler's messages, for the editor.
import { messagesIn } from './commands.mjs'
import { hideNames, lookInto, needs } from './object.mjs'

const MOST = 9600 * 65536 // bytes of memory of one test, as elsewhere: 600 MB
// In a page address 0 and those behind it can be read and written, so the compiler has to look;
// main.c hears of an address that was computed from NULL. A variable without a value holds none
// that could be right, and Clang takes no loop for one that ends.
const LOOK = ['-fsanitize=null,pointer-overflow', '-fsanitize-trap=null', '-fsanitize-recover=pointer-overflow'], LOOK_LESS = ['-fsanitize=null', '-fsanitize-trap=null']
const LATE = 'it does not end within its time limit: is there a loop without an end?'
const BROKEN = 'the function crashes here, as one does that uses a wrong address or divides a whole number by 0'
const FLOOD = 'it prints without an end'

// A name with the letters f and l behind it, as mathematics has them.
export function allowed({ mathematics, others }, exercise, name) {
    if (/^(exercise_(todo|malloc|calloc|realloc)|__stack_chk_fail|__ubsan_handle_pointer_overflow|__\w*[dst]i[234]|__float\w*f|__fix\w*i|__trunc\w*f2|__extend\w*f2|__\w+tf[23])$/.test(name)) return true
    if (exercise.mayCall) return exercise.mayCall.includes(name)
    return others.includes(name) || exercise.offered.includes(name) || mathematics.includes(name) || mathematics.includes(name.replace(/[fl]$/, ''))
}

// What came of one test, as { word, message }; null if it passed. A report is what the test
// has left: the words of what failed, or that it came to its end.
function outcome({ status, trouble, late, report }) {
    if (late) return { word: 'timeout', message: LATE }
    if (trouble?.startsWith('endless')) return { word: 'crash', message: FLOOD }
    if (trouble) return { word: 'crash', message: BROKEN }
    if (status === 0 && report === 'the test has ended') return null
    if (status !== 1 || !report) return { word: 'void', message: 'it did not come to its end' }
    return { word: /^not (written|mended) yet: /.test(report) ? 'todo' : report.startsWith('out of memory: ') ? 'memory' : 'fail', message: report }
}

// Who writes Chinese types such signs by chance, and a compiler does not say what they are. Words
// for one that stands in the code of this line, or none.
const WIDE = ['；;', '，,', '（(', '）)', '｛{', '｝}', '“"', '”"']
function wideSign(line = '') {
    const code = line.replace(/\/\/.*|"[^"]*"|\/\*.*\*\//g, ''), [wide, half] = WIDE.find(([wide]) => code.includes(wide)) ?? []
    return wide ? [`C wants ${half} and not ${wide}`] : []
}

// The warning that says most: a function without its result, a variable without a value; else the first.
function warningOf(marks) {
    const all = marks.filter(m => m.kind === 'warning')
    return all.find(m => /non-void function|does not return a value/.test(m.text)) ?? all.find(m => /uninitialized/.test(m.text)) ?? all[0] ?? null
}

export class Judge {
    // run(module, words, seconds, files) gives { status, trouble, late, report, printed } of one run.
    // texts, of the library's pack, are files by their names.
    constructor(clang, run, mayCall, texts) { Object.assign(this, { clang, run, mayCall, texts }) }

    // { object } or { verdict }: it compiles, calls only what it may, and hides its own names.
    async translate(exercise, text) {
        const { file, header } = exercise, short = header.slice(0, header.lastIndexOf('/'))
        const compile = look => this.clang.compile(file, text, { speed: 1, words: ['-include', 'docs/run/workshop/memory.h', '-fno-gnu-inline-asm', '-ftrivial-auto-var-init=pattern', '-fno-finite-loops', ...look], folders: ['tools/exercises', short] })
        let { said, made } = await compile(LOOK)
        if (/Assertion failed: .*OffsetOverflows/.test(said)) ({ said, made } = await compile(LOOK_LESS)) // the compiler's own, at a far address
        const marks = messagesIn(said).filter(m => m.file === file), first = messagesIn(said).find(m => m.kind === 'error')
        const refuse = (word, ...lines) => ({ verdict: { word, passed: 0, all: exercise.tests.length, failed: [], lines, warning: null, printed: '', marks } })
        if (!text.trim()) return refuse('todo', 'it is empty')
        if (marks.some(m => m.text === 'GNU-style inline assembly is disabled')) return refuse('void', 'it holds assembly; an answer is C')
        if (!made && first) return refuse('build', `line ${first.line}: ${first.text}`, ...first.file === file ? wideSign(text.split('\n')[first.line - 1]) : [])
        if (!made) return refuse('build', said.trim().split('\n')[0])
        const found = await lookInto(made), strange = needs(found).find(name => !allowed(this.mayCall, exercise, name))
        if (found.startsEarly) return refuse('void', 'it holds code that runs before or after the tests')
        if (strange) return refuse('void', `it calls ${strange}(), ${exercise.mayCall ? `it may call only: ${exercise.mayCall.join(' ')}` : 'which no exercise needs'}`)
        hideNames(made, found, name => name.startsWith('my_'))
        return { object: made, marks, refuse }
    }

    // tell(test) before each test, and tell('') before it is compiled.
    async judge(exercise, text, tell = () => {}) {
        tell('')
        const { object, marks, refuse, verdict } = await this.translate(exercise, text)
        if (verdict) return verdict
        const { said, made } = await this.clang.link([object, `made/${exercise.name}/test.o`, 'made/exercise_test.o', 'made/exercise_clue.o', 'made/main.o'], { memory: MOST })
        if (!made) {
            const missing = said.match(/undefined symbol: (\w*)/)?.[1], twice = said.match(/duplicate symbol: .*/)?.[0]
            const why = missing ? `${missing}() is called, and nobody has written it: is its name right?` : twice && `the linker says: ${twice}`
            return refuse(/memory too small/.test(said) ? 'memory' : 'build', why ?? said.trim().split('\n')[0]).verdict
        }
        return { ...await this.test(exercise, text, await WebAssembly.compile(made), tell), lines: [], marks, warning: warningOf(marks) }
    }

    // All tests, one after the other; whoever does not end three times is not asked again.
    async test({ seconds, suite, tests, kind, skeleton, reads }, text, module, tell) {
        const failed = [], bytes = text => new TextEncoder().encode(text)
        // Where a program is to be mended, the test counts what was changed in it.
        const files = kind === 'bug' ? [['/skeleton.c', bytes(skeleton)], ['/answer.c', bytes(text)]] : []
        for (const file of reads) files.push([file.slice(file.lastIndexOf('/')), this.texts.get(file).slice()])
        let passed = 0, printed = '', late = 0
        for (const { name, line } of tests) {
            tell(name)
            const ran = await this.run(module, ['test', name], seconds, files), wrong = outcome(ran)
            printed ||= ran.printed
            if (wrong) failed.push({ test: `${suite}/${name}`, line, ...wrong })
            else passed++
            if (ran.late && ++late === 3) break
        }
        // A capstone is begun with its first step; what is not written yet is then one that failed.
        if (kind === 'capstone' && (passed || failed.some(f => f.word !== 'todo'))) for (const f of failed) if (f.word === 'todo') f.word = 'fail'
        const word = ['todo', 'memory', 'void', 'timeout', 'crash', 'fail'].find(w => failed.some(f => f.word === w)) ?? 'ok'
        return { word, passed, all: tests.length, failed, printed }
    }
}

// What the judge or a test says, in Chinese; rules as those of docs/tools/site/exercises.mjs.
export const inChinese = (rules, text) => rules.reduce((words, [from, to, where = '']) => new RegExp(where).test(words) ? words.replace(new RegExp(from), to) : words, text)

// A runner for tests: start() makes a worker of docs/run/worker.js. run.stop() ends what runs.
const KEPT = 4000 // bytes of what an answer prints
export function runner(start) {
    const run = (module, words, seconds, files) => new Promise((done, failed) => {
        const worker = start(), text = new TextDecoder()
        let printed = ''
        const end = (act, result) => { clearTimeout(clock); worker.terminate(); act(result) }
        const finish = result => end(done, { ...result, printed }), late = () => finish({ late: true })
        let clock = setTimeout(late, 30000) // to begin
        run.stop = () => end(failed, new Error('Stopped.'))
        worker.onerror = error => finish({ trouble: error.message })
        worker.onmessage = ({ data }) => {
            if (data.began) { clearTimeout(clock); clock = setTimeout(late, seconds * 1000) }
            else if (data.stream) { if (printed.length < KEPT) printed += text.decode(data.bytes, { stream: true }) }
            else finish({ status: data.status, trouble: data.trouble, report: new TextDecoder().decode(data.files.find(([path]) => path === '/out/report')?.[1]) })
        }
        worker.postMessage({ module, program: '/test', args: words, environment: [], files, most: KEPT })
    })
    run.stop = () => {}
    return run
}
