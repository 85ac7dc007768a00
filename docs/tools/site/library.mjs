// library.mjs - what the pages' compiler finds ready: the library, the chapters' modules, the
// tests of the exercises, made by that same compiler.
//
//   node library.mjs COMPILER FOLDER SOURCE... [-- MODULE...]
//
// COMPILER is the folder that compiler.mjs filled. SOURCEs belong to the library, MODULEs to
// the chapters. FOLDER gets library.gz, packed, exercises.json, all that a page says of
// exercises, and objects, which are kept until what they are made of changes.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname, join, normalize } from 'node:path'
import { gzipSync } from 'node:zlib'
import { compileWords } from '../../run/workshop/commands.mjs'
import { pack } from '../../run/workshop/pack.mjs'
import { lookInto, offers } from '../../run/workshop/object.mjs'
import { exercises } from './exercises.mjs'
import { clangOf } from './node-clang.mjs'

const [compiler, folder, ...rest] = process.argv.slice(2)
const cut = rest.indexOf('--'), library = rest.slice(0, cut), modules = rest.slice(cut + 1)
const clang = clangOf(compiler, Math.min(2, availableParallelism()))
mkdirSync(`${folder}/objects`, { recursive: true })

// Headers of two libraries whose place the sources of common/system/browser take. They lie
// somewhere among those of this system, of which the compiler must see no others.
const below = folder => existsSync(folder) ? readdirSync(folder).filter(f => f.includes('-linux-')).map(f => `${folder}/${f}`) : []
const system = ['build/deps/usr/include', '/usr/include'].flatMap(f => [f, ...below(f)])
const foreign = name => /^(zlib|zconf|cjson\/cJSON)\.h$/.test(name) ? system.map(f => `${f}/${name}`).find(p => existsSync(p)) : undefined

// A file and all that it includes, as far as it is the project's: name -> text.
function closure(file, folders, found = new Map(), known = file) {
    const text = readFileSync(file, 'utf8')
    found.set(known, text)
    for (const [, name] of text.matchAll(/^#include [<"]([^>"]+)[>"]/gm)) {
        const other = foreign(name), path = [dirname(file), ...folders].map(f => normalize(`${f}/${name}`)).find(p => existsSync(p))
        if (other && !found.has(`foreign/${name}`)) closure(other, [], found, `foreign/${name}`)
        if (path && !other && !found.has(path)) closure(path, folders, found)
    }
    return found
}
const files = new Map() // path -> bytes, of the pack
const bytesOf = text => new TextEncoder().encode(text)

// Compile source to what the page knows as `path`. The compiler's vectorizer stops at some
// loops with an assertion of its own; they stay scalar then.
async function make(path, source, { vectors = false, ...options }) {
    const texts = closure(source, options.folders), key = createHash('sha256').update(JSON.stringify([compileWords(source, path, { vectors, ...options }), [...texts]])).digest('hex')
    const kept = join(folder, 'objects', key)
    if (!existsSync(kept)) {
        const given = [...texts].map(([name, text]) => [name, bytesOf(text)])
        let { said, made } = await clang(compileWords(source, 'made.o', { vectors, ...options }), given, 'made.o')
        if (!made && vectors) ({ said, made } = await clang(compileWords(source, 'made.o', options), given, 'made.o'))
        if (!made) throw new Error(`${source}: ${said}`)
        writeFileSync(kept, made)
    }
    files.set(path, new Uint8Array(readFileSync(kept)))
    return files.get(path)
}

const own = source => source.split('/')[0]
const precision = { float: [], double: ['-DREAL_IS_DOUBLE'] }
const jobs = [], later = (...words) => jobs.push(() => make(...words))
const object = (kind, source) => `made/${kind}/${source.replace(/c$/, 'o')}`

for (const kind of ['float', 'double'])
    for (const source of [...library, ...modules]) later(object(kind, source), source, { speed: 3, vectors: true, words: ['-w', ...precision[kind]], folders: ['common', own(source), 'foreign'] })

const list = exercises(), test = { speed: 1, words: ['-w'] }
later('made/main.o', 'docs/run/workshop/main.c', { ...test, folders: ['docs/run/workshop'] })
later('made/exercise_test.o', 'tools/exercises/exercise_test.c', { ...test, folders: ['docs/run/workshop', 'tools/exercises'] })
later('made/exercise_clue.o', 'tools/exercises/exercise_clue.c', { ...test, folders: ['tools/exercises'] })
later('made/todo.o', 'tools/exercises/exercise_todo.c', { ...test, folders: ['common', 'tools/exercises'] })
const played = new Set()
for (const e of list) {
    const at = `${e.chapter}/exercises`
    later(`made/${e.name}/test.o`, `${e.home}/test.c`, { speed: 1, words: ['-w', `-DSECONDS=${e.seconds}`], folders: ['docs/run/workshop', 'tools/exercises', at, 'common'] })
    if (!e.play) continue
    const program = readdirSync('.').find(f => f.startsWith(`${e.play.program.slice(0, 4)}_`)) + `/${e.play.program.slice(5)}.c`
    e.play.source = program
    later(`made/${e.name}/play.o`, `${e.home}/play.c`, { speed: 3, words: ['-w'], folders: ['common', 'tools/exercises', at, e.chapter] })
    played.add(program)
}

for (const program of played) later(object('program', program), program, { speed: 3, words: ['-w'], folders: ['common', own(program)] })
await Promise.all(jobs.map(job => job()))

// What the test itself offers, an answer may call.
for (const e of list) {
    const declared = readFileSync(e.header, 'utf8')
    e.offered = offers(await lookInto(files.get(`made/${e.name}/test.o`))).filter(name => new RegExp(`\\b${name}\\(`).test(declared))
}

// The library becomes an archive, from which the linker takes what is needed.
for (const kind of ['float', 'double']) {
    const members = library.map(s => [object(kind, s), `${s.replace(/\W/g, '_')}.o`])
    const { said, made } = await clang(['ar', 'rcsD', 'made.a', ...members.map(([, name]) => name)], members.map(([path, name]) => [name, files.get(path)]), 'made.a')
    if (!made) throw new Error(said)
    for (const [path] of members) files.delete(path)
    files.set(`made/${kind}.a`, made)
}
clang.end()

// What the judge says of wrong answers, it finds in the page, when a reader's has failed. And
// a test may read a file of the book.
for (const e of list) for (const file of [...e.mistakes.map(({ name }) => `${e.home}/wrong/${name}.c`), ...e.reads]) files.set(file, new Uint8Array(readFileSync(file)))
for (const header of [...readdirSync('common', { recursive: true }).filter(f => f.endsWith('.h')).map(f => `common/${f}`), 'tools/exercises/exercise.h', 'docs/run/workshop/memory.h',
    ...readdirSync('.').filter(f => /^ch\d\d_/.test(f)).flatMap(c => [...readdirSync(c).map(f => `${c}/${f}`), ...readdirSync(`${c}/exercises`).map(f => `${c}/exercises/${f}`)].filter(f => f.endsWith('.h')))])
    files.set(header.replaceAll('\\', '/'), new Uint8Array(readFileSync(header)))

writeFileSync(`${folder}/library.gz`, gzipSync(pack([...files].sort(([a], [b]) => a < b ? -1 : 1)), { level: 9 }))
writeFileSync(`${folder}/exercises.json`, JSON.stringify(list))
