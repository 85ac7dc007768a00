// loader.mjs - big files that a site carries in pieces: so a download that was cut goes on where
// it ended, and what has come stays in the browser's cache for the next visit.

const CACHE = 'deep-learning-in-c-compiler'

async function cache() {
    try { return await caches.open(CACHE) } catch { return null } // blocked, or no secure page
}
const pause = time => new Promise(done => setTimeout(done, time))

async function fetchPiece(name, signal, came) {
    const answer = await fetch(name, { cache: 'no-store', signal })
    if (!answer.ok) throw new Error(`${name}: status ${answer.status}`)
    const parts = [], reader = answer.body.getReader()
    for (let part; !(part = await reader.read()).done;) { parts.push(part.value); came(part.value.length) }
    return new Uint8Array(await new Blob(parts).arrayBuffer())
}

export class Loader {
    // pieces: [[name, bytes], …]. Their names begin with `kind`, and change with what they hold.
    constructor(kind, pieces) { Object.assign(this, { kind, pieces, here: new Map() }) }

    // All pieces as one. tell(loaded, all) as they come. Pieces that are here are not asked for
    // again, even after an error.
    async load(tell) {
        this.control = new AbortController()
        const store = await cache(), all = this.pieces.reduce((sum, [, size]) => sum + size, 0)
        let loaded = 0
        for (const [name, size] of this.pieces) {
            const kept = this.here.get(name) ?? await this.kept(store, name, size)
            const bytes = kept ?? await this.tries(name, size, part => tell(loaded + part, all))
            if (!kept) await store?.put(name, new Response(bytes)).catch(() => 0) // no room: next time it is loaded again
            this.here.set(name, bytes)
            tell(loaded += size, all)
        }
        await this.tidy(store)
        return new Blob(this.pieces.map(([name]) => this.here.get(name)))
    }

    stop() { this.control?.abort() }

    async kept(store, name, size) {
        const bytes = await store?.match(name).then(found => found?.arrayBuffer()).catch(() => undefined)
        return bytes?.byteLength === size ? new Uint8Array(bytes) : undefined
    }

    async tries(name, size, tell) {
        for (let left = 2; ; left--) {
            let came = 0
            try {
                const bytes = await fetchPiece(name, this.control.signal, more => tell(came += more))
                if (bytes.length !== size) throw new Error(`${name} has ${bytes.length} bytes, not ${size}`)
                return bytes
            } catch (error) {
                if (this.control.signal.aborted) throw new Error(RUN.say('Stopped. What has come is kept: press again to go on.', '已停止。已经收到的都保存着：再按一次就接着来。'))
                if (left === 0) throw new Error(RUN.say(`The download was cut (${error.message}). What has come is kept: press again to go on.`, `下载中断了（${error.message}）。已经收到的都保存着：再按一次就接着来。`))
                await pause(500)
            }
        }
    }

    // Pieces of an older site are of no use.
    async tidy(store) {
        const names = this.pieces.map(([name]) => new URL(name, location).href)
        for (const { url } of await store?.keys().catch(() => []) ?? []) if (!names.includes(url) && url.includes(`/${this.kind}`)) await store.delete(url)
    }

    // What came was damaged: it is asked for again.
    async forget() {
        const store = await cache()
        for (const [name] of this.pieces) await store?.delete(name).catch(() => 0)
        this.here.clear()
    }
}
