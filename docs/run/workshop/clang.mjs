// clang.mjs - the page's side of compiler.js: compile and link, one job after the other.
import { compileWords, linkWords } from './commands.mjs'

// So long a compiler may work, as that of tools/exercises/judge.
const SECONDS = 60
const TOO_LONG = 'the compiler needs too much time for it'

export class Clang {
    // start() makes the worker; modules and files are what it is given first.
    constructor(start, modules, files) {
        Object.assign(this, { start, modules, files, waiting: new Map(), next: 0, seconds: SECONDS })
    }

    begin() {
        if (this.worker) return
        this.worker = this.start()
        this.worker.onmessage = ({ data }) => {
            this.waiting.get(data.id)?.done(data)
            this.waiting.delete(data.id)
            if (data.broken) this.end(data.said) // it may have no memory left
        }
        this.worker.onerror = error => this.end(`the compiler does not start: ${error.message}`)
        this.worker.postMessage({ modules: this.modules, files: this.files })
    }

    // Whoever waits is told why it ends. The next job begins with a new worker.
    end(why) {
        this.worker?.terminate()
        this.worker = null
        for (const { failed } of this.waiting.values()) failed(new Error(why))
        this.waiting.clear()
    }

    job(words, files, wanted) {
        this.begin()
        const id = this.next++
        return new Promise((done, failed) => {
            const clock = setTimeout(() => { done({ said: TOO_LONG, made: null }); this.end(TOO_LONG) }, this.seconds * 1000)
            const told = act => result => { clearTimeout(clock); act(result) }
            this.waiting.set(id, { done: told(done), failed: told(failed) })
            this.worker.postMessage({ id, words, files, wanted })
        })
    }

    // Both give { said, made }: what the compiler said, and the bytes that it made, or null.
    compile(path, text, options) { return this.job(compileWords(path, 'made.o', options), [[path, new TextEncoder().encode(text)]], 'made.o') }
    // objects: names of files that are there already, or bytes.
    link(objects, options) {
        const own = objects.map((o, i) => typeof o === 'string' ? [o] : [`own${i}.o`, o])
        return this.job(linkWords(own.map(([name]) => name), 'made.wasm', options), own.filter(o => o.length === 2), 'made.wasm')
    }
}
