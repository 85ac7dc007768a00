// compiler.mjs - the compiler of the pages, made of a package of npm: C only.
//
//   node compiler.mjs PACKAGES FOLDER
//
// FOLDER/files.gz holds the compiler, the C library and its headers, packed; worker.js is the
// text of the worker that runs them. A page loads 24 MB so, in place of 105.
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { pack } from '../../run/workshop/pack.mjs'

const [packages, folder] = process.argv.slice(2)
const clang = `${packages}/@yowasp/clang/gen`

// The resources are a tar archive, whose heads and contents fill blocks of 512 bytes.
function* filesOfTar(bytes) {
    const text = (at, size) => bytes.toString('latin1', at, at + size).replace(/\0.*/s, '')
    for (let at = 0; bytes[at]; ) {
        const size = parseInt(text(at + 124, 12), 8), path = text(at, 100)
        if (text(at + 156, 1) === '0') yield [`usr/${path.replace(/^\.\//, '')}`, bytes.subarray(at + 512, at + 512 + size)]
        at += 512 + Math.ceil(size / 512) * 512
    }
}
const forC = /^usr\/(include\/(wasm32-wasip1\/(?!c\+\+)|(__)?(std|float|limits|inttypes|iso646|tgmath)\w*\.h$|wasm_simd128)|lib\/wasm32-wasip1\/(crt1-command\.o|libc\.a|libm\.a|libwasi-emulated-signal\.a)|lib\/wasm32-unknown-wasip1\/libclang_rt\.builtins\.a)/

// The package fetches its parts from where it lies; here they are handed to it.
function instead(text, old, own) {
    if (text.split(old).length !== 2) throw new Error(`the package @yowasp/clang has changed: ${old} is not found once`)
    return text.replace(old, () => own)
}
function provided(text) {
    text = instead(text, /^var modules = async \(fetch3\) => \(\{[^}]*\}\);$/m, 'var given, modules = async () => given.modules;')
    text = instead(text, /^var filesystem = async \(fetch3\) => \(\{[^}]*\}\);$/m, 'var filesystem = async () => given.filesystem;')
    text = instead(text, /^export \{[^}]*\};$/m, 'return { Exit, runLLVM, provide(modules, filesystem) { given = { modules, filesystem } } }')
    return `const YOWASP = (() => {\n${text.replaceAll('import.meta.url', "'file:///'")}\n})();\n`
}

const modules = readdirSync(clang).filter(f => f.endsWith('.wasm')).map(f => [f, readFileSync(`${clang}/${f}`)])
const system = [...filesOfTar(readFileSync(`${clang}/llvm-resources.tar`))].filter(([path]) => forC.test(path))
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'files.gz'), gzipSync(pack([...modules, ...system]), { level: 9 }))
writeFileSync(join(folder, 'worker.js'), provided(readFileSync(`${clang}/bundle.js`, 'utf8')) + readFileSync('docs/run/workshop/compiler.js', 'utf8'))
console.log(`the compiler: ${(statSync(join(folder, 'files.gz')).size / 1e6).toFixed(1)} MB`)
