// node-clang.mjs - the pages' compiler, in Node.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { Clang } from '../../run/workshop/clang.mjs'
import { unpack } from '../../run/workshop/pack.mjs'
import { PageWorker } from './page-worker.mjs'

// What a page has after it has loaded the compiler of `folder`, with some more files.
export function pageClang(folder, files = []) {
    const worker = readFileSync(`${folder}/worker.js`, 'utf8'), parts = unpack(gunzipSync(readFileSync(`${folder}/files.gz`)))
    const modules = Object.fromEntries(parts.filter(([path]) => path.endsWith('.wasm')).map(([path, bytes]) => [path, new WebAssembly.Module(bytes)]))
    const system = parts.filter(([path]) => !path.endsWith('.wasm'))
    return () => new Clang(() => new PageWorker(worker), modules, [...system, ...files])
}

// clang(words, files, wanted): one job, by the first of `count` compilers that is free.
export function clangOf(folder, count) {
    const start = pageClang(folder), make = () => Object.assign(start(), { seconds: 600 }) // no reader waits
    const all = Array.from({ length: count }, make), free = [...all], waiting = []
    const take = () => free.length ? free.pop() : new Promise(done => waiting.push(done))
    const give = one => waiting.length ? waiting.shift()(one) : free.push(one)
    const clang = async (...job) => {
        const one = await take()
        try { return await one.job(...job) } finally { give(one) }
    }
    clang.end = () => { for (const one of all) one.end('done') }
    return clang
}
