// workshop.mjs - the judge of the pages against the folders of the exercises: skeletons are
// not written yet, solutions are right, and each wrong answer is refused by the test that
// refuses it elsewhere. Hostile answers get a verdict in time. All programs that run in a page
// can be compiled there, also with the solutions of the exercises inside.
//
//   node workshop.mjs FOLDER [EXERCISE...]
//
// It is the code of the pages that runs here, in Node. FOLDER is the one that
// docs/run/run.mk fills. Names of exercises ask for nothing but these.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { Judge, runner } from '../../run/workshop/judge.mjs'
import { unpack } from '../../run/workshop/pack.mjs'
import { changedProgram, playedProgram } from '../../run/workshop/programs.mjs'
import { codeOf, mayCall } from '../site/exercises.mjs'
import { pageClang } from '../site/node-clang.mjs'
import { PageWorker } from '../site/page-worker.mjs'

const [folder, ...wanted] = process.argv.slice(2)
const read = file => readFileSync(file, 'utf8')
// A busy machine gets more time for each test than a reader's.
const all = JSON.parse(read(`${folder}/exercises.json`)).map(e => ({ ...e, seconds: 3 * e.seconds }))
const list = all.filter(e => !wanted.length || wanted.includes(e.name)), ready = unpack(gunzipSync(readFileSync(`${folder}/library.gz`)))
const clang = pageClang(folder, ready)(), names = ready.map(([name]) => name)
const worker = read('docs/run/worker.js'), judge = new Judge(clang, runner(() => new PageWorker(worker)), mayCall)

let problems = 0, at = ''
const times = [], complain = message => { console.error(`${at}: ${message}`); problems++ }
async function verdict(exercise, text) {
    const begun = performance.now(), found = await judge.judge(exercise, text)
    times.push(performance.now() - begun)
    return found
}
const short = v => `${v.word} ${v.passed} of ${v.all} ${v.failed.map(f => `${f.test}: ${f.message}`).join('; ')} ${v.lines?.join(' ')}`

// wrong/x.c names the tests that fail, or the word of the verdict.
async function wrong(exercise, file) {
    const text = read(file), found = await verdict(exercise, text)
    if (found.word === 'ok') complain('passes all tests')
    for (const test of text.match(/^\/\* caught-by: (.*) \*\//)[1].split(' ')) {
        const word = { time: 'timeout' }[test] ?? test
        if (test.includes('/') ? !found.failed.some(f => f.test === test) : found.word !== word) complain(`is not caught by ${test}: ${short(found)}`)
    }
}

// Bodies of my_dot(), and the verdicts that each may get.
const hostile = [
    ['for (;;) { }', 'timeout'], ['for (;;) { puts("again"); }', 'crash timeout'], ['for (;;) { putchar(65); }', 'crash timeout'],
    ['return n + my_dot(x, y, n + 1) * x[0];', 'crash'], ['float *far = (float *)x + 1000000000; *far = 1; return *far;', 'crash'],
    ['((float *)x)[n] = 1; ((float *)y)[n] = 1; return 0;', 'fail'],
    ['char *all = malloc((size_t)10000000000); return all != NULL ? all[n] : 0;', 'memory build'],
    ['for (;;) { char *p = malloc(100000000); p[0] = 1; }', 'memory'],
    ['static char large[900000000]; large[n] = 1; return large[n / 2];', 'memory'],
    ['exit(0);', 'void'], ['abort();', 'void'], ['fopen("/out/report", "w"); return 0;', 'void'],
    ['YOUR_CODE_HERE();', 'todo'], ['return', 'build'], ['#error no\n', 'build'], ['__builtin_trap();', 'crash'],
]
const head = '#include <stdlib.h>\n#include "ch01.h"\n'
const whole = [
    [`${head}int main(void) { return 0; }\nfloat my_dot(const float *x, const float *y, size_t n) { float s = 0; for (size_t i = 0; i < n; i++) { s += x[i] * y[i]; } return s; }`, 'ok'],
    [`${head}void near(void); void near(void) { }\nint printf(const char *f, ...) { return f[0]; }\nfloat my_dot(const float *x, const float *y, size_t n) { float s = 0; for (size_t i = 0; i < n; i++) { s += x[i] * y[i]; } return s; }`, 'ok'],
    [`${head}__attribute__((constructor)) static void early(void) { puts("x"); }\nfloat my_dot(const float *x, const float *y, size_t n) { return x[0] * y[n - 1]; }`, 'void'],
    ['', 'build'], ['\u0000\u0001', 'build'],
]
const bodies = hostile.map(([body, words]) => [`${head}float my_dot(const float *x, const float *y, size_t n)\n{\n    ${body}\n}\n`, words])

const begun = performance.now()
for (const exercise of list) {
    at = `${exercise.name}, skeleton`
    const skeleton = await verdict(exercise, exercise.skeleton)
    if (skeleton.word !== 'todo') complain(short(skeleton))
    at = `${exercise.name}, solution`
    const solution = await verdict(exercise, read(`${exercise.home}/solution.c`))
    if (solution.word !== 'ok' || solution.warning) complain(`${short(solution)} ${solution.warning?.text ?? ''}`)
    for (const file of readdirSync(`${exercise.home}/wrong`)) { at = `${exercise.name}, ${file}`; await wrong(exercise, `${exercise.home}/wrong/${file}`) }
}
const usual = times.slice(1).sort((a, b) => a - b), seconds = ((performance.now() - begun) / 1000).toFixed(0)

async function hostileAnswers() {
    const dot = all.find(e => e.name === 'ch01/dot')
    for (const [text, words] of [...bodies, ...whole]) {
        at = `hostile: ${text.split('\n').filter(l => /[^{}\s]/.test(l)).pop() ?? 'nothing'}`
        const since = performance.now(), found = await verdict(dot, text)
        if (!words.split(' ').includes(found.word)) complain(`not ${words}, but ${short(found)}`)
        if (performance.now() - since > 30000 + 3000 * dot.seconds) complain('no verdict in time')
    }
}

async function programs() {
    const here = readdirSync('.').filter(f => /^ch\d\d_/.test(f)).flatMap(c => readdirSync(c).filter(f => f.endsWith('.c')).map(f => `${c}/${f}`))
        .filter(source => existsSync(`${folder}/../${source.replace(/^(ch\d\d)_[^/]*/, '$1').replace(/c$/, 'wasm')}`))
    for (const source of here) {
        at = source
        const text = read(source), { said, made } = await changedProgram(clang, names, { source, precision: /precision: double/.test(text) ? 'double' : 'float' }, codeOf(text))
        if (!made || /warning:/.test(said)) complain(said)
    }
    for (const e of all.filter(e => e.play)) {
        at = `${e.name} in ${e.play.program}`
        const { said, made } = await playedProgram(clang, names, e, read(`${e.home}/solution.c`))
        if (!made) complain(said)
    }
    return here.length
}

let also = ''
if (!wanted.length) {
    await hostileAnswers()
    also = `; ${bodies.length + whole.length} hostile answers, ${await programs()} programs`
}
clang.end('done')
console.log(`exercises in their pages: ${list.length} of ${all.length}, ${usual.length + 1} answers${also}, ${problems} problems; a verdict takes ${(usual[usual.length >> 1] / 1000).toFixed(2)} s (median), ${(usual.at(-1) / 1000).toFixed(1)} s at most; ${seconds} s in all`)
process.exit(problems ? 1 : 0)
