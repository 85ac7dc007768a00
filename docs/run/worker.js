// worker.js - an operating system for one program of the book: its files, in memory,
// its clock, its output, and gnuplot where others start a process. It runs as a worker,
// so that the page stays alive, and Stop is the worker's end. run.js sends what to run;
// see the end.
'use strict'

const OK = 0, BADF = 8, EXIST = 20, INVAL = 28, ISDIR = 31, NOENT = 44, NOTDIR = 54, NOTEMPTY = 55
const DEVICE = 2, FOLDER = 3, REGULAR = 4, LINK = 7, SEEK_AND_TELL = 0x24n
const MOST_PRINTED = 4e6, MOST_KEPT = 512e6 // bytes

class Ended extends Error { constructor(status) { super(`status ${status}`); this.status = status } }

// --- files ---------------------------------------------------------------------
// A path leads to a file { bytes, size, number } or to a folder { number }.
const places = new Map()
let numbers = 1
const folder = () => ({ number: numbers++ })
const isFolder = place => place && !place.bytes
function normal(path) {
    const names = []
    for (const name of path.split('/')) {
        if (name === '..') names.pop()
        else if (name !== '' && name !== '.') names.push(name)
    }
    return `/${names.join('/')}`
}
const above = path => path.slice(0, path.lastIndexOf('/')) || '/'
function put(path, bytes) {
    for (let up = above(path); !places.has(up); up = above(up)) places.set(up, folder())
    places.set(path, { bytes, size: bytes.length, number: numbers++ })
}
const contentOf = file => file.bytes.subarray(0, file.size)
function resize(file, size) {
    if (size > file.bytes.length) {
        if (size > MOST_KEPT) throw new Ended('too large: a file of more than 512 MB')
        const larger = new Uint8Array(Math.max(size, 2 * file.bytes.length, 4096))
        larger.set(contentOf(file))
        file.bytes = larger
    } else if (size < file.size) {
        file.bytes.fill(0, size, file.size)
    }
    file.size = size
}
const inside = path => [...places.keys()].filter(p => p !== '/' && above(p) === path)

// --- what a C library asks for -----------------------------------------------------
let memory
const view = () => new DataView(memory.buffer)
const bytesAt = (at, size) => new Uint8Array(memory.buffer, at, size)
const textAt = (at, size) => new TextDecoder().decode(bytesAt(at, size).slice())
function lineAt(at) {
    const all = new Uint8Array(memory.buffer)
    return textAt(at, all.indexOf(0, at) - at)
}
const opened = new Map([[0, { device: true }], [1, { device: true }], [2, { device: true }], [3, { path: '/', place: null }]])
let printed = 0, shown = Infinity, began = performance.now()

function say(stream, bytes) {
    printed += bytes.length
    if (printed > MOST_PRINTED) throw new Ended('endless: more than 4 MB were printed')
    if (printed <= shown) postMessage({ stream, bytes })
}
const pathFrom = (fd, at, size) => normal(`${opened.get(fd)?.path ?? ''}/${textAt(at, size)}`)
function vectors(at, count, act) {
    let total = 0
    for (let i = 0; i < count; i++) {
        const done = act(bytesAt(view().getUint32(at + 8 * i, true), view().getUint32(at + 8 * i + 4, true)))
        total += done
    }
    return total
}
function putStrings(texts, pointers, buffer) {
    for (const text of texts) {
        const bytes = new TextEncoder().encode(`${text}\0`)
        view().setUint32(pointers, buffer, true)
        bytesAt(buffer, bytes.length).set(bytes)
        pointers += 4
        buffer += bytes.length
    }
    return OK
}
function putSizes(texts, count, size) {
    view().setUint32(count, texts.length, true)
    view().setUint32(size, texts.reduce((sum, t) => sum + new TextEncoder().encode(t).length + 1, 0), true)
    return OK
}
function putStat(place, at) {
    bytesAt(at, 64).fill(0)
    view().setBigUint64(at + 8, BigInt(place.number ?? 0), true)
    view().setUint8(at + 16, place.device ? DEVICE : place.link ? LINK : place.bytes ? REGULAR : FOLDER)
    view().setBigUint64(at + 24, 1n, true)
    view().setBigUint64(at + 32, BigInt(place.size ?? 0), true)
    return OK
}
let program

function open(path, flags, descriptor) {
    const [create, directory, exclusive, truncate] = [1, 2, 4, 8].map(bit => flags & bit)
    let place = places.get(path)
    if (!place && !create) return NOENT
    if (place && exclusive && create) return EXIST
    if (place && directory && !isFolder(place)) return NOTDIR
    if (!place) {
        if (!isFolder(places.get(above(path)))) return NOENT
        put(path, new Uint8Array(0))
        place = places.get(path)
    }
    if (truncate && place.bytes) resize(place, 0)
    let number = 4
    while (opened.has(number)) number++
    opened.set(number, { path, place, at: 0 })
    view().setUint32(descriptor, number, true)
    return OK
}
function rename(from, to) {
    const place = places.get(from), other = places.get(to)
    if (!place) return NOENT
    if (isFolder(place) || isFolder(other)) return ISDIR
    places.delete(from)
    places.set(to, place)
    // A picture is whole when it gets its name.
    if (/\.svg$/.test(to)) postMessage({ figure: to.split('/').pop(), svg: new TextDecoder().decode(contentOf(place)) })
    return OK
}
// The files of MNIST are read from behind, and a picture too; all may be looked at from anywhere.
function readAt(file, at, count, from) {
    return vectors(at, count, to => {
        const part = file.bytes.subarray(Math.min(from, file.size), Math.min(from + to.length, file.size))
        to.set(part)
        from += part.length
        return part.length
    })
}
function writeAt(file, at, count, from) {
    return vectors(at, count, part => {
        if (from + part.length > file.size) resize(file, from + part.length)
        file.bytes.set(part, from)
        from += part.length
        return part.length
    })
}
const still = () => OK
const system = ({ args, environment }) => ({
    args_get: (pointers, buffer) => putStrings(args, pointers, buffer),
    args_sizes_get: (count, size) => putSizes(args, count, size),
    environ_get: (pointers, buffer) => putStrings(environment, pointers, buffer),
    environ_sizes_get: (count, size) => putSizes(environment, count, size),
    clock_res_get(id, at) { view().setBigUint64(at, 1000n, true); return OK },
    clock_time_get(id, precision, at) {
        const now = id === 0 ? Date.now() : performance.now() - began
        view().setBigUint64(at, BigInt(Math.round(now * 1e6)), true)
        return OK
    },
    random_get(at, size) { crypto.getRandomValues(bytesAt(at, size)); return OK },
    proc_exit(status) { throw new Ended(status) },
    sched_yield: still, fd_sync: still, fd_advise: still, fd_datasync: still, fd_allocate: still, fd_fdstat_set_flags: still,
    poll_oneoff(wanted, happened, count, number) { view().setUint32(number, 0, true); return OK },

    fd_prestat_get(fd, at) {
        if (fd !== 3) return BADF
        view().setUint32(at, 0, true)
        view().setUint32(at + 4, 1, true)
        return OK
    },
    fd_prestat_dir_name(fd, at) { bytesAt(at, 1)[0] = '/'.charCodeAt(0); return OK },
    fd_fdstat_get(fd, at) {
        const file = opened.get(fd)
        if (!file) return BADF
        bytesAt(at, 24).fill(0)
        view().setUint8(at, file.device ? DEVICE : isFolder(file.place ?? places.get('/')) ? FOLDER : REGULAR)
        const rights = 0x1fffffffn & (file.device ? ~SEEK_AND_TELL : ~0n)
        view().setBigUint64(at + 8, rights, true)
        view().setBigUint64(at + 16, rights, true)
        return OK
    },
    fd_filestat_get(fd, at) {
        const file = opened.get(fd)
        return file ? putStat(file.device ? file : file.place ?? places.get('/'), at) : BADF
    },
    fd_close(fd) { return opened.delete(fd) ? OK : BADF },
    fd_renumber(from, to) { opened.set(to, opened.get(from)); opened.delete(from); return OK },
    fd_seek(fd, offset, whence, result) {
        const file = opened.get(fd)
        if (!file || file.device) return BADF
        const at = Number(offset) + [0, file.at, file.place.size][whence]
        if (at < 0) return INVAL
        file.at = at
        view().setBigUint64(result, BigInt(at), true)
        return OK
    },
    fd_tell(fd, result) { view().setBigUint64(result, BigInt(opened.get(fd).at), true); return OK },
    fd_read(fd, at, count, done) {
        const file = opened.get(fd)
        if (!file) return BADF
        if (isFolder(file.place) && !file.device) return ISDIR
        const read = file.device ? 0 : readAt(file.place, at, count, file.at)
        if (!file.device) file.at += read
        view().setUint32(done, read, true)
        return OK
    },
    fd_pread(fd, at, count, from, done) {
        view().setUint32(done, readAt(opened.get(fd).place, at, count, Number(from)), true)
        return OK
    },
    fd_write(fd, at, count, done) {
        const file = opened.get(fd)
        if (!file) return BADF
        const written = file.device ? vectors(at, count, part => { if (part.length) say(fd, part.slice()); return part.length })
            : writeAt(file.place, at, count, file.at)
        if (!file.device) file.at += written
        view().setUint32(done, written, true)
        return OK
    },
    fd_pwrite(fd, at, count, from, done) {
        view().setUint32(done, writeAt(opened.get(fd).place, at, count, Number(from)), true)
        return OK
    },
    fd_filestat_set_size(fd, size) { resize(opened.get(fd).place, Number(size)); return OK },
    fd_readdir(fd, buffer, size, cookie, used) {
        const names = inside(opened.get(fd).path)
        let at = 0
        for (let i = Number(cookie); i < names.length && at < size; i++) {
            const place = places.get(names[i]), name = new TextEncoder().encode(names[i].split('/').pop())
            const entry = new Uint8Array(24 + name.length), v = new DataView(entry.buffer)
            v.setBigUint64(0, BigInt(i + 1), true)
            v.setBigUint64(8, BigInt(place.number), true)
            v.setUint32(16, name.length, true)
            v.setUint8(20, place.bytes ? REGULAR : FOLDER)
            entry.set(name, 24)
            const part = entry.subarray(0, size - at)
            bytesAt(buffer + at, part.length).set(part)
            at += part.length
        }
        view().setUint32(used, at, true)
        return OK
    },
    path_open(fd, look, at, size, flags, rights, inherited, modes, descriptor) { return open(pathFrom(fd, at, size), flags, descriptor) },
    path_filestat_get(fd, flags, at, size, result) {
        const place = places.get(pathFrom(fd, at, size))
        return place ? putStat(place, result) : NOENT
    },
    path_create_directory(fd, at, size) {
        const path = pathFrom(fd, at, size)
        if (places.has(path)) return EXIST
        if (!isFolder(places.get(above(path)))) return NOENT
        places.set(path, folder())
        return OK
    },
    path_unlink_file(fd, at, size) {
        const path = pathFrom(fd, at, size), place = places.get(path)
        if (!place) return NOENT
        if (isFolder(place)) return ISDIR
        places.delete(path)
        return OK
    },
    path_remove_directory(fd, at, size) {
        const path = pathFrom(fd, at, size)
        if (!places.has(path)) return NOENT
        if (inside(path).length) return NOTEMPTY
        places.delete(path)
        return OK
    },
    path_rename(fd, at, size, toFd, toAt, toSize) { return rename(pathFrom(fd, at, size), pathFrom(toFd, toAt, toSize)) },
    // The one link: where the program lies, from which it finds its files.
    path_readlink(fd, at, size, buffer, room, used) {
        if (pathFrom(fd, at, size) !== '/proc/self/exe') return INVAL
        const part = new TextEncoder().encode(program).subarray(0, room)
        bytesAt(buffer, part.length).set(part)
        view().setUint32(used, part.length, true)
        return OK
    },
})

// --- programs that the program starts ---------------------------------------------
// tools: name -> (words, folder) => [status, what it said]
const tools = {}, NO_PNG = 'a page shows the SVG'
function startTool(words, at, messages, size) {
    const list = []
    for (let p = words; view().getUint32(p, true); p += 4) list.push(lineAt(view().getUint32(p, true)))
    let status = 1, said
    try { [status, said] = tools[list[0].split('/').pop()](list, normal(lineAt(at))) } catch (error) { said = String(error) }
    const text = new TextEncoder().encode(said.trim().split('\n').pop()).subarray(0, size - 1)
    bytesAt(messages, text.length + 1).set([...text, 0])
    return status
}

// gnuplot does not give its memory back, because it would end now; so the memory is put
// back to what it was before.
async function addGnuplot(make, wasm) {
    const said = []
    const gnuplot = await make({ noInitialRun: true, noFSInit: true, print: t => said.push(t), printErr: t => said.push(t),
        instantiateWasm(imports, done) { WebAssembly.instantiate(wasm, imports).then(instance => done(instance, wasm)); return {} } })
    const { FS } = gnuplot
    FS.init(() => null, null, null)
    put('/bin/gnuplot', new Uint8Array(0))
    tools.gnuplot = (words, folder) => {
        if (words.some(w => w.startsWith('png = 1'))) return [1, NO_PNG]
        FS.mkdirTree(folder)
        FS.chdir(folder)
        for (const path of inside(folder)) if (places.get(path).bytes) FS.writeFile(path, contentOf(places.get(path)))
        said.length = 0
        const before = Uint8Array.from(gnuplot.HEAPU8)
        const status = gnuplot.callMain(words.slice(1))
        gnuplot.HEAPU8.set(before)
        for (const name of FS.readdir(folder).filter(n => n !== '.' && n !== '..')) {
            const path = normal(`${folder}/${name}`)
            put(path, FS.readFile(path))
            FS.unlink(path)
        }
        return [status, said.join('\n')]
    }
}

// Graphviz draws SVG and no PNG; its words are dot -Tsvg -o FILE SOURCE.
async function addGraphviz() {
    const viz = await Viz.instance()
    put('/bin/dot', new Uint8Array(0))
    tools.dot = (words, folder) => {
        if (words[1] !== '-Tsvg') return [1, NO_PNG]
        const [file, source] = words.slice(-2).map(name => normal(name.startsWith('/') ? name : `${folder}/${name}`))
        const { status, output, errors } = viz.render(new TextDecoder().decode(contentOf(places.get(source))).replace(/fontname="?[\w -]+"?/g, 'fontname=Arial'), { format: 'svg' })
        if (status !== 'success') return [1, errors.map(e => e.message).join('\n')]
        put(file, new TextEncoder().encode(output))
        return [0, '']
    }
}

// --- a run ----------------------------------------------------------------------------
// It gets { module, program, args, environment, files: [[path, bytes], …], gnuplot, most };
// after `most` bytes, if that is given, what is printed is only counted. It sends
// { stream, bytes }, { figure, svg }, and at the end { status or trouble, files }.
onmessage = async ({ data }) => {
    places.set('/', folder())
    put('/common/ground/base.h', new Uint8Array(0)) // this is the project's root
    put('/dev/null', new Uint8Array(0))
    places.set('/tmp', folder())
    for (const [path, bytes] of data.files) put(path, bytes)
    const given = new Set(places.keys())
    program = data.program
    shown = data.most ?? Infinity
    let result
    try {
        if (data.gnuplot) await addGnuplot(gnuplotOf(), data.gnuplot)
        if (data.graphviz) await addGraphviz()
        const instance = await WebAssembly.instantiate(data.module, { wasi_snapshot_preview1: system(data), page: { run: startTool } })
        memory = instance.exports.memory
        began = performance.now()
        postMessage({ began: true })
        instance.exports._start()
        result = { status: 0 }
    } catch (error) {
        result = error instanceof Ended ? typeof error.status === 'number' ? { status: error.status } : { trouble: error.status }
            : { trouble: error instanceof WebAssembly.RuntimeError || error instanceof RangeError ? `it broke down: ${error.message}` : String(error) }
    }
    result.seconds = (performance.now() - began) / 1000
    result.files = [...places].filter(([path, p]) => p.bytes && !given.has(path) && path.startsWith('/out/')).map(([path, p]) => [path, contentOf(p).slice()])
    postMessage(result)
}
