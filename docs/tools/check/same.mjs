// same.mjs - the laboratory computes for the browser what the book's programs
// print: the probabilities of pictures, six walks down the valley, the apples, a filter.
//
//   node same.mjs HTML RUNS RECOGNIZE
//
// HTML is the site's folder, RUNS that of the programs' runs, RECOGNIZE the program
// of chapter 7. Without the laboratory it says so, and fails only if CI is set.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const [html, runs, recognize] = process.argv.slice(2)
if (!existsSync(`${html}/lab-program.js`)) {
    console.log('the laboratory: not built: no clang for WebAssembly; ./setup --docs installs it')
    process.exit(process.env.CI ? 1 : 0)
}
const EXPECTED = 265
let problems = 0, numbers = 0
function same(what, computed, printed, tolerance) {
    numbers++
    if (Math.abs(computed - printed) <= tolerance) return
    console.error(`the laboratory: ${what} is ${computed}, but the program printed ${printed}`)
    problems++
}

const script = name => readFileSync(`${html}/${name}`, 'utf8')
const program = new WebAssembly.Module(Buffer.from(script('lab-program.js').match(/'(.*)'/)[1], 'base64'))
const system = Object.fromEntries(WebAssembly.Module.imports(program).map(({ name }) => [name, () => { throw new Error(`the C program calls ${name}`) }]))
const { exports: c } = new WebAssembly.Instance(program, { wasi_snapshot_preview1: system })
c._initialize()
const bytes = (at, count) => new Uint8Array(c.memory.buffer, at, count)
const floats = (at, count) => [...new Float32Array(c.memory.buffer, at, count)]

// recognize reads ten pictures, with either weights: samples of the laboratory, each
// pixel as a square of 8 x 8. In this hand not all of them are easy.
const SIDE = 28, TIMES = 8, LARGE = SIDE * TIMES, HAND = 1001
const reader = c.reader_new(), folder = mkdtempSync(join(tmpdir(), 'docs-same-'))
const pictures = Array.from({ length: 10 }, (_, digit) => {
    const small = bytes(c.reader_sample(reader, digit, HAND), SIDE * SIDE)
    return Uint8Array.from({ length: LARGE * LARGE }, (_, i) => 255 - small[Math.floor(i / LARGE / TIMES) * SIDE + Math.floor(i % LARGE / TIMES)])
})
mkdirSync(`${folder}/pictures`)
pictures.forEach((greys, k) => writeFileSync(`${folder}/pictures/${k}.pgm`, Buffer.concat([Buffer.from(`P5\n${LARGE} ${LARGE}\n255\n`), greys])))
function give(name, to) {
    const weights = Buffer.from(JSON.parse(script(`lab-${name}.js`).match(/= (.*)/)[1]).bytes, 'base64'), room = c.malloc(weights.length)
    bytes(room, weights.length).set(weights)
    if (!to(reader, room, weights.length)) throw new Error(`the weights of ${name} are damaged`)
    c.free(room)
}
give('judge', c.reader_judge)
for (const name of ['mnist', 'digits']) {
    give(name, c.reader_learn)
    const output = execFileSync(recognize, ['--image', `${folder}/pictures`, '--weights', `ch07_cnn/weights/${name}.safetensors`, '--out', folder, '--quiet'], { encoding: 'utf8' })
    for (const [k, read] of output.split(/^(?=\d\.pgm)/m).slice(1).entries()) {
        bytes(c.reader_paper(reader, LARGE, LARGE), LARGE * LARGE).set(pictures[k])
        if (!c.reader_read(reader)) throw new Error(`no digit is seen in picture ${k}`)
        const y = floats(c.reader_probabilities(reader), 10)
        same(`picture ${k}, weights ${name}: the judge warns`, Number(c.reader_doubts(reader)), Number(read.includes('may be no digit')), 0)
        for (const [, i, p] of read.matchAll(/^ +(\d) (\d\.\d{4})/gm)) same(`picture ${k}, weights ${name}: the probability of ${i}`, y[i], +p, 2e-4)
    }
}
rmSync(folder, { recursive: true })

// optimizer_paths walks 30 steps with each method, in double.
const walks = [...readFileSync(`${runs}/ch06/optimizer_paths/output.txt`, 'utf8').matchAll(/^(\w+) +([\d.]+) +\( *(\S+), +(\S+)\)/gm)]
for (const [method, [, title, rate, x, y]] of walks.entries()) {
    const walk = c.walk_new(20, method, +rate, -7, 2)
    for (let i = 0; i < 30; i++) c.walk_step(walk)
    const place = floats(c.walk_place(walk), 2)
    same(`x of ${title}`, place[0], +x, 1e-3)
    same(`y of ${title}`, place[1], +y, 1e-3)
}
// buy_apple prints a price and three gradients, convolution the sums of three windows.
const printed = program => readFileSync(`${runs}/${program}/output.txt`, 'utf8')
const apples = [...new Float64Array(c.memory.buffer, c.apples_new(100, 2, 1.1), 10)]
const [price, ...gradients] = [...printed('ch05/buy_apple').matchAll(/ \+?(\S+)$/gm)].map(m => +m[1])
for (const [i, at] of [5, 6, 8].entries()) same(`gradient ${i} of the apples`, apples[at], gradients[i], 0.05)
same('the price of the apples', apples[4], price, 0.5)
const image = [1, 2, 3, 0, 0, 1, 2, 3, 3, 0, 1, 2, 2, 3, 0, 1], filter = [2, 0, 1, 0, 1, 2, 1, 0, 2]
for (const [title, stride, pad] of [['no padding, stride 1', 1, 0], ['padding 1', 1, 1], ['padding 1, stride 2', 2, 1]]) {
    const slide = c.slide_new(4, stride, pad), words = printed('ch07/convolution').split(new RegExp(`^${title}.*\\n`, 'm'))[1].match(/^(?: .*\n)+/)[0].replace(/\(.*?\)/g, '')
    new Float32Array(c.memory.buffer, c.slide_image(slide), 16).set(image)
    new Float32Array(c.memory.buffer, c.slide_filter(slide), 9).set(filter)
    const sums = floats(c.slide_sums(slide), c.slide_places(slide))
    for (const [i, v] of words.match(/-?\d+(?:\.\d+)?/g).entries()) same(`${title}: sum ${i}`, sums[i], +v, 1e-6)
}
// The loss of the small network, by a calculation of its own.
const scores = [[3, 0, 0, 1], [0, 2, 2, 0]], share = row => { const e = row.map(Math.exp), sum = e.reduce((a, b) => a + b); return e.map(v => v / sum) }
const steps = c.steps_new(), [first, second] = scores.map(share)
same('the loss of the small network', floats(c.steps_value(steps, 7), 1)[0], -(Math.log(first[0]) + Math.log(second[1])) / 2, 1e-6)
const db = [(first[0] - 1) / 2, (second[1] - 1) / 2, second[2] / 2, first[3] / 2]
for (const [i, v] of floats(c.steps_gradient(steps, 2), 4).entries()) same(`its gradient of b, ${i}`, v, db[i], 1e-6)
if (numbers !== EXPECTED) { console.error(`the laboratory: ${numbers} numbers were compared, not ${EXPECTED}`); problems++ }
console.log(`the laboratory: ${numbers} numbers${problems ? `, ${problems} differ` : ' as the programs printed them'}`)
process.exit(problems ? 1 : 0)
