// pack.mjs - many files as one: the size of a table, the table, [[path, size], …] as JSON, and
// behind it what the files hold.

export function pack(files) {
    const table = new TextEncoder().encode(JSON.stringify(files.map(([path, bytes]) => [path, bytes.length])))
    const all = new Uint8Array(files.reduce((sum, [, bytes]) => sum + bytes.length, 4 + table.length))
    new DataView(all.buffer).setUint32(0, table.length)
    all.set(table, 4)
    let at = 4 + table.length
    for (const [, bytes] of files) { all.set(bytes, at); at += bytes.length }
    return all
}

export function unpack(all) {
    const size = new DataView(all.buffer, all.byteOffset).getUint32(0)
    let at = 4 + size
    return JSON.parse(new TextDecoder().decode(all.subarray(4, at))).map(([path, length]) => [path, all.slice(at, at += length)])
}
