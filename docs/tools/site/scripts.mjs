// scripts.mjs - the scripts of the editor and of the exercises, each in one file.
//
//   node scripts.mjs PACKAGES FOLDER
import { createRequire } from 'node:module'
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'

const [packages, folder] = process.argv.slice(2)
const esbuild = createRequire(import.meta.url)(resolve(packages, 'esbuild-wasm'))

async function bundle(entry, file, globalName) {
    const made = await esbuild.build({ entryPoints: [`docs/run/workshop/${entry}`], bundle: true, minify: true, format: 'iife', globalName, target: 'es2021', nodePaths: [resolve(packages)], write: false, legalComments: 'none' })
    writeFileSync(`${folder}/${file}`, made.outputFiles[0].contents)
}
await bundle('workshop.mjs', 'workshop.js')
await bundle('editor.mjs', 'workshop-editor.js', 'EDITOR')
// The text of the compiler's worker is a classic script, and stays what it is but for its blanks.
const { code } = await esbuild.transform(readFileSync(`${folder}/worker.js`, 'utf8'), { minifyWhitespace: true, minifySyntax: true })
writeFileSync(`${folder}/workshop-worker.js`, `RUN.part('workshop-worker', '${gzipSync(code, { level: 9 }).toString('base64')}')\n`)
