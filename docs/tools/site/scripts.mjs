// scripts.mjs - the scripts of the editor and of the exercises, each in one file; bundled.txt names
// the packages of npm that became part of them.
//
//   node scripts.mjs PACKAGES FOLDER
import { createRequire } from 'node:module'
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'

const [packages, folder] = process.argv.slice(2)
const esbuild = createRequire(import.meta.url)(resolve(packages, 'esbuild-wasm'))

const bundled = new Set()
async function bundle(entry, file, globalName) {
    const made = await esbuild.build({ entryPoints: [`docs/run/workshop/${entry}`], bundle: true, minify: true, format: 'iife', globalName, target: 'es2021', nodePaths: [resolve(packages)], write: false, legalComments: 'none', metafile: true })
    writeFileSync(`${folder}/${file}`, made.outputFiles[0].contents)
    for (const input of Object.keys(made.metafile.inputs)) bundled.add(input.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1])
}
await bundle('workshop.mjs', 'workshop.js')
await bundle('editor.mjs', 'workshop-editor.js', 'EDITOR')
bundled.delete(undefined) // our own
writeFileSync(`${folder}/bundled.txt`, `${[...bundled].sort().join('\n')}\n`)
// The text of the compiler's worker is a classic script, and stays what it is but for its blanks.
const { code } = await esbuild.transform(readFileSync(`${folder}/worker.js`, 'utf8'), { minifyWhitespace: true, minifySyntax: true })
writeFileSync(`${folder}/workshop-worker.js`, `RUN.part('workshop-worker', '${gzipSync(code, { level: 9 }).toString('base64')}')\n`)
