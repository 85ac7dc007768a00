// compiler.js - Clang and its linker in a worker. In front of this text stands the package that
// runs them, YOWASP (docs/tools/site/compiler.mjs joins the two).
//
// First comes { modules, files }: the compiler's own parts, and the files that are always
// there, as path -> bytes. Then each job { id, words, files, wanted } is one command with some
// more files; the answer is { id, said, made, broken }, where made is the file `wanted`, or
// null, and broken says that the compiler came to grief, and should begin anew.
'use strict'

const MOST = 100e6 // bytes of what it makes
const folders = {} // what is always there, as a tree
function plant(tree, path, bytes) {
    const names = path.split('/').filter(Boolean), file = names.pop()
    for (const name of names) tree = tree[name] ??= {}
    tree[file] = bytes
}
const at = (tree, path) => path.split('/').reduce((place, name) => place?.[name], tree)

// What is written into a tree must not stay for the next job.
const copy = tree => Object.fromEntries(Object.entries(tree).map(([name, place]) => [name, place instanceof Uint8Array ? place : copy(place)]))

async function work({ words, files, wanted }) {
    const said = [], hear = bytes => { if (bytes) said.push(bytes.slice()) }
    const tree = copy(folders)
    for (const [path, bytes] of files) plant(tree, path, bytes)
    let made = null, broken = false
    try {
        made = at(await YOWASP.runLLVM(words, tree, { stdout: hear, stderr: hear, decodeASCII: false, fetchProgress() {} }), wanted) ?? null
    } catch (error) {
        broken = !(error instanceof YOWASP.Exit)
    }
    const text = new TextDecoder(), all = said.map(bytes => text.decode(bytes, { stream: true })).join('')
    const huge = made?.length > MOST
    return { said: broken || huge ? `the compiler needs too much time, memory or space for it\n${all}` : all, made: huge ? null : made, broken: broken || huge }
}

onmessage = async ({ data }) => {
    if (data.modules) {
        const system = {}
        for (const [path, bytes] of data.files) path.startsWith('usr/') ? plant(system, path, bytes) : plant(folders, path, bytes)
        YOWASP.provide(data.modules, system)
        return postMessage({ ready: true })
    }
    postMessage({ id: data.id, ...await work(data) })
}
