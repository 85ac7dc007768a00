// serve.mjs - show the site to this computer only.
//
//   node serve.mjs HTML [PORT]
import { createReadStream, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, resolve } from 'node:path'

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml', '.png': 'image/png', '.wasm': 'application/wasm', '.txt': 'text/plain; charset=utf-8' }

// A folder of the site under http://127.0.0.1:PORT; port 0 takes any. Returns the server.
export const serve = (folder, port) => new Promise((done, failed) => {
    const root = resolve(folder)
    const server = createServer((question, answer) => {
        const no = status => { answer.writeHead(status, { 'content-type': 'text/plain' }); answer.end(`${status}\n`) }
        // Another name for this computer may be a stranger's page that asks through the reader's browser.
        if (!/^(localhost|127\.0\.0\.1)(:\d+)?$/.test(question.headers.host ?? '')) return no(421)
        let path
        try { path = decodeURIComponent(new URL(question.url, 'http://localhost').pathname) } catch { return no(400) }
        const file = join(root, path.endsWith('/') ? `${path}index.html` : path)
        if (!file.startsWith(`${root}/`) || !statSync(file, { throwIfNoEntry: false })?.isFile()) return no(404)
        answer.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'cache-control': 'no-cache' })
        createReadStream(file).pipe(answer)
    })
    server.once('error', failed)
    server.listen(port, '127.0.0.1', () => done(server))
})

if (process.argv[1]?.endsWith('serve.mjs')) {
    try {
        const server = await serve(process.argv[2], +(process.argv[3] ?? 8000))
        console.log(`http://localhost:${server.address().port}/ shows the book to this computer; Ctrl-C ends it`)
    } catch (error) {
        console.error(`serve: ${error.code === 'EADDRINUSE' ? 'the port is taken: name another, node docs/tools/site/serve.mjs build/docs/html 8001' : error.message}`)
        process.exit(1)
    }
}
