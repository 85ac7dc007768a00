// page-worker.mjs - the Worker of a page, in Node: so what is written for a page can be run and
// judged without a browser. It is made of a text, as a page's is of a Blob.
import { Worker } from 'node:worker_threads'

// What a page's worker finds around itself, and Node's does not have.
const around = `
const { parentPort } = require('node:worker_threads')
globalThis.postMessage = message => parentPort.postMessage(message)
globalThis.crypto ??= require('node:crypto').webcrypto
parentPort.on('message', data => globalThis.onmessage({ data }))
`

export class PageWorker {
    constructor(text) {
        this.worker = new Worker(around + text.replace(/^onmessage = /gm, 'globalThis.onmessage = '), { eval: true })
        this.worker.on('message', data => this.onmessage?.({ data }))
        this.worker.on('error', error => this.onerror?.(error))
    }
    postMessage(message) { this.worker.postMessage(message) }
    terminate() { return this.worker.terminate() }
}
