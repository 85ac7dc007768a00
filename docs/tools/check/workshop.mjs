// workshop.mjs - the judge of the pages against the folders of the exercises: skeletons are
// not written yet, solutions are right, and each wrong answer is refused by the test that
// refuses it elsewhere, with the question that it gets elsewhere. Hostile answers get a
// verdict in time, and the next answer its own. All programs that run in a page can be
// compiled there, and then print what they print as the site has them; so do those with the
// solutions of exercises inside.
//
//   node workshop.mjs FOLDER [NAME...]
//
// It is the code of the pages that runs here, in Node. FOLDER is the one that docs/run/run.mk
// fills. NAMEs ask for nothing but these: ch01/dot, hostile, changed/ch05/train, played.
import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import { Judge, inChinese, runner } from '../../run/workshop/judge.mjs'
import { unpack } from '../../run/workshop/pack.mjs'
import { changedProgram, playedProgram } from '../../run/workshop/programs.mjs'
import { Catalogue } from '../../run/workshop/questions.mjs'
import { chineseRules, codeOf, mayCall } from '../site/exercises.mjs'
import { pageClang } from '../site/node-clang.mjs'
import { PageWorker } from '../site/page-worker.mjs'
import { differences } from './differs.mjs'
import { hostileAnswers } from './hostile.mjs'

const [folder, ...wanted] = process.argv.slice(2)
const read = file => readFileSync(file, 'utf8')
const exercises = JSON.parse(read(`${folder}/exercises.json`)), dot = exercises.find(e => e.name === 'ch01/dot')
const ready = unpack(gunzipSync(readFileSync(`${folder}/library.gz`))), names = ready.map(([name]) => name)
const worker = read('docs/run/worker.js'), notes = mkdtempSync(join(tmpdir(), 'workshop-check-'))

// The files that a chapter's programs read although nobody names them, as they lie in the project.
function dataOf(chapter) {
    const found = []
    for (const sub of ['weights', 'samples']) {
        const at = `${chapter}/${sub}`
        if (existsSync(at)) for (const f of readdirSync(at)) if (statSync(`${at}/${f}`).isFile()) found.push(`${at}/${f}`)
    }
    return found
}

const PATIENCE = 600 // seconds, for a machine that is busy
let problems = 0, answers = 0, lines = 0, questions = 0
const times = [], messages = new Set()
const complain = (at, message) => { console.error(`${at}: ${message}`); problems++ }
const short = v => `${v.word} ${v.passed} of ${v.all} ${v.failed.map(f => `${f.test}: ${f.message}`).join('; ')} ${v.lines?.join(' ')}`

// A machine that is busy may need longer than the time limit: asked again, there is more.
async function verdict(lane, exercise, text, mayBeLate = false) {
    const begun = performance.now(), found = await lane.judge.judge(exercise, text)
    if (found.word === 'timeout' && !mayBeLate) return lane.judge.judge({ ...exercise, seconds: 5 * exercise.seconds }, text)
    if (lane.warm) times.push(performance.now() - begun)
    lane.warm = true
    answers++
    for (const line of [...found.lines, ...found.failed.map(f => f.message)]) messages.add(line)
    return found
}

// wrong/x.c names the tests that fail, or the word of the verdict.
async function wrong(lane, exercise, name) {
    const text = read(`${exercise.home}/wrong/${name}.c`), at = `${exercise.name}, ${name}`, caught = text.match(/^\/\* caught-by: (.*) \*\//)[1].split(' ')
    const found = await verdict(lane, exercise, text, caught.includes('time'))
    if (found.word === 'ok') complain(at, 'passes all tests')
    for (const test of caught) {
        const word = { time: 'timeout' }[test] ?? test
        if (test.includes('/') ? !found.failed.some(f => f.test === test) : found.word !== word) complain(at, `is not caught by ${test}: ${short(found)}`)
    }
    return found
}

// Whoever makes a mistake is asked what tools/exercises/question asks of the same verdicts; and so
// is who has made it some lines further down.
const asFile = v => [`${v.word} ${v.passed} ${v.all}`, ...v.failed.flatMap(f => [`failed ${f.test}`, `  ${f.message.split('\n')[0]}`]), ''].join('\n')
async function asked(exercise, found) {
    const catalogue = new Catalogue(), known = join(notes, exercise.name)
    mkdirSync(known, { recursive: true })
    for (const [name, v] of found) {
        catalogue.known.set(`${exercise.name}/${name}`, v)
        writeFileSync(join(known, name), asFile(v))
    }
    const both = async (at, v) => {
        const here = await catalogue.questions(exercise, v)
        if (!v.failed.length) return here
        writeFileSync(join(known, 'asked'), asFile(v))
        const { stdout } = await promisify(execFile)('tools/exercises/question', [exercise.name, join(known, 'asked')], { env: { ...process.env, KNOWN: known } })
        if (stdout.trim() !== here.join('\n')) complain(at, `make exercise asks ${stdout}and the page ${here.join('\n')}`)
        questions += here.length
        return here
    }
    for (const { name, question } of exercise.mistakes) {
        const at = `${exercise.name}, ${name}`, v = found.get(name), here = await both(at, v)
        if (question && !here.includes(question)) complain(at, `does not lead to its question, but to ${JSON.stringify(here)}`)
        const moved = { ...v, failed: v.failed.map(f => ({ ...f, message: f.message.replace(/^(not written yet: .*:)(\d+)$/, '$11$2') })) }
        if (question && !(await catalogue.questions(exercise, moved)).includes(question)) complain(at, 'does not lead to its question some lines further down')
    }
    return both
}

// The list tools/exercises/everyday, of this exercise: [change, part of the question or of the first message].
const everyday = read('tools/exercises/everyday').split('\n').filter(l => /^ch/.test(l)).map(l => l.split('|').map(w => w.trim()))

async function oneExercise(lane, exercise) {
    const skeleton = await verdict(lane, exercise, exercise.skeleton)
    if (skeleton.word !== 'todo') complain(`${exercise.name}, skeleton`, short(skeleton))
    const solution = await verdict(lane, exercise, read(`${exercise.home}/solution.c`))
    if (solution.word !== 'ok' || solution.warning) complain(`${exercise.name}, solution`, `${short(solution)} ${solution.warning?.text ?? ''}`)
    const found = new Map()
    for (const { name } of exercise.mistakes) found.set(name, await wrong(lane, exercise, name))
    const both = await asked(exercise, found)
    for (const [, change, question] of everyday.filter(([name]) => name === exercise.name)) {
        const at = `${exercise.name}, ${change}`, v = await verdict(lane, exercise, execFileSync('sed', [change, `${exercise.home}/solution.c`], { encoding: 'utf8' }))
        const here = [...await both(at, v), ...v.failed.slice(0, 1).map(f => f.message)]
        if (!here.some(q => q.includes(question))) complain(at, `does not lead to ${question}, but to ${JSON.stringify(here)}`)
    }
    return `${found.size + 2} answers`
}

// Hostile answers are not given long to compile, unless the machine is busy; the solution behind
// them finds all in order.
async function hostile(lane, { name, text, words, says = '' }) {
    const fits = v => words.split(' ').includes(v.word)
    lane.clang.seconds = 20
    let since = performance.now(), found = await verdict(lane, dot, text, true)
    lane.clang.seconds = PATIENCE
    if (!fits(found) && found.word === 'build') { since = performance.now(); found = await verdict(lane, dot, text, true) }
    if (performance.now() - since > 30000 + 9000 * dot.seconds) complain(`hostile/${name}`, 'no verdict in time')
    if (!fits(found)) complain(`hostile/${name}`, `not ${words}, but ${short(found)}`)
    if (![...found.lines, found.warning?.text ?? ''].join('\n').includes(says)) complain(`hostile/${name}`, `is not told: ${says}, but ${short(found)} ${found.warning?.text}`)
    if (found.word !== 'ok' && !found.failed.length && !found.lines.some(Boolean)) complain(`hostile/${name}`, 'no word explains it')
    const next = await verdict(lane, dot, read(`${dot.home}/solution.c`))
    if (next.word !== 'ok') complain(`hostile/${name}`, `afterwards the solution is ${short(next)}`)
    return found.word
}

// What a program prints in a page, with { status } or { trouble }.
const printed = (module, program, words, files) => new Promise(done => {
    const one = new PageWorker(worker), text = new TextDecoder()
    let all = ''
    const end = result => { clearTimeout(clock); one.terminate(); done({ ...result, text: all }) }
    const clock = setTimeout(() => end({ trouble: 'it does not end' }), 1000 * PATIENCE)
    one.onerror = error => end({ trouble: error.message })
    one.onmessage = ({ data }) => {
        if (data.stream === 1) all += text.decode(data.bytes, { stream: true })
        else if (data.files) end(data)
    }
    one.postMessage({ module, program: `/build/release/${program}`, args: [`./${program}`, ...words], environment: ['LC_ALL=C.UTF-8', 'DL_MASK_TIMES=1'], files })
})

// So few steps that a run ends soon.
const FEW = [['steps', 3], ['epochs', 1], ['trials', 2], ['images', 10], ['size', 64]]
function fewSteps(program) {
    const least = new Map(read(`${folder}/../${program}.options`).trim().split('\n').map(l => l.split('\t')).map(([name, , , , min]) => [name, +min]))
    return FEW.filter(([name]) => least.has(name) && !(name === 'epochs' && least.has('steps'))).flatMap(([name, n]) => [`--${name}`, String(Math.max(n, least.get(name)))])
}

async function changed(lane, program, source) {
    const text = read(source), at = `changed/${program}`, words = fewSteps(program)
    const { said, made } = await changedProgram(lane.clang, names, { source, precision: /precision: double/.test(text) ? 'double' : 'float' }, codeOf(text))
    if (!made || /warning:/.test(said)) complain(at, said)
    if (!made) return 'not made'
    const files = dataOf(source.split('/')[0]).map(f => [`/${f}`, new Uint8Array(readFileSync(f))])
    const [mine, own] = [await printed(await WebAssembly.compile(made), program, words, files), await printed(await WebAssembly.compile(readFileSync(`${folder}/../${program}.wasm`)), program, words, files)]
    if (mine.status !== 0 || own.status !== 0) complain(at, `ends with ${mine.status ?? mine.trouble}, and as the site has it with ${own.status ?? own.trouble}`)
    const a = mine.text.split('\n'), b = own.text.split('\n'), differ = differences(program, a, b)
    if (a.length !== b.length) complain(at, `prints ${a.length} lines, and as the site has it ${b.length}`)
    for (const [line, other] of differ.slice(0, 3)) complain(at, `prints\n    ${line}\n  and as the site has it\n    ${other}`)
    lines += a.length
    return `${[...words, a.length].join(' ')} lines`
}

async function played(lane, exercise) {
    const { said, made } = await playedProgram(lane.clang, names, exercise, read(`${exercise.home}/solution.c`))
    if (!made || /warning:/.test(said)) complain(`played/${exercise.name}`, said)
    return exercise.play.program
}

const programs = readdirSync('.').filter(f => /^ch\d\d_/.test(f)).flatMap(c => readdirSync(c).filter(f => f.endsWith('.c')).map(f => [`${c.slice(0, 4)}/${f.slice(0, -2)}`, `${c}/${f}`]))
    .filter(([program]) => existsSync(`${folder}/../${program}.wasm`))
const jobs = [
    ...exercises.map(e => [e.name, lane => oneExercise(lane, e)]), ...hostileAnswers.map(h => [`hostile/${h.name}`, lane => hostile(lane, h)]),
    ...programs.map(([program, source]) => [`changed/${program}`, lane => changed(lane, program, source)]), ...exercises.filter(e => e.play).map(e => [`played/${e.name}`, lane => played(lane, e)]),
].filter(([name]) => !wanted.length || wanted.some(w => name === w || name.startsWith(`${w}/`)))

// Each lane has a compiler of its own, and takes the next job when it has done one.
const begun = performance.now(), start = pageClang(folder, ready), count = jobs.length
async function work() {
    const clang = Object.assign(start(), { seconds: PATIENCE }), lane = { clang, judge: new Judge(clang, runner(() => new PageWorker(worker)), mayCall, new Map(ready)) }
    for (let job; (job = jobs.shift());) {
        const [name, act] = job, since = performance.now(), words = await act(lane)
        console.log(`${name}: ${words}, ${((performance.now() - since) / 1000).toFixed(1)} s`)
    }
    clang.end('done')
}
await Promise.all(Array.from({ length: Math.min(4, count, availableParallelism()) }, work))

// A Chinese page says what make exercise says.
const all = [...messages].map(m => m.split('\n')[0]), rules = chineseRules()
const natively = execFileSync('sed', ['-f', 'tools/exercises/messages.zh.sed'], { input: all.join('\n'), encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } }).split('\n')
for (const [i, message] of all.entries()) if (inChinese(rules, message) !== natively[i]) complain(message, `in Chinese it is ${inChinese(rules, message)}, and natively ${natively[i]}`)

rmSync(notes, { recursive: true })
times.sort((a, b) => a - b)
const at = share => (times[Math.floor(share * (times.length - 1))] / 1000).toFixed(2)
console.log(`the workshop: ${count} looks, ${answers} answers, ${questions} questions, ${lines} lines of programs, ${problems} problems; ` +
    `${times.length ? `a verdict takes ${at(0.5)} s (median), 9 of 10 at most ${at(0.9)} s; ` : ''}${((performance.now() - begun) / 1000).toFixed(0)} s in all`)
process.exit(problems ? 1 : 0)
