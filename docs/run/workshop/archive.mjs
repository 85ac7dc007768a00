// archive.mjs - answers as a file, with the folders that make exercise and make grade expect:
// a zip archive, which is written as it is and read packed as well.

const table = Uint32Array.from({ length: 256 }, (_, n) => { for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ n >>> 1 : n >>> 1; return n })
const crc32 = bytes => { let c = ~0; for (const byte of bytes) c = table[(c ^ byte) & 255] ^ c >>> 8; return ~c >>> 0 }
const LOCAL = 0x04034b50, CENTRAL = 0x02014b50, END = 0x06054b50, UTF8 = 0x800, STORED = 0, DEFLATED = 8

// Numbers of 2 and 4 bytes, as "2:value" says.
function numbers(...list) {
    const bytes = []
    for (const [size, value] of list) for (let i = 0; i < size; i++) bytes.push(value >>> 8 * i & 255)
    return bytes
}

// files: [[path, text], …]. All have the date 2000-01-01, so that equal answers make equal bytes.
export function zip(files) {
    const parts = [], center = []
    let at = 0
    for (const [path, text] of files) {
        const name = new TextEncoder().encode(path), bytes = new TextEncoder().encode(text)
        const about = [[2, 20], [2, UTF8], [2, STORED], [2, 0], [2, 0x2821], [4, crc32(bytes)], [4, bytes.length], [4, bytes.length], [2, name.length], [2, 0]]
        const head = [...numbers([4, LOCAL], ...about), ...name]
        center.push(...numbers([4, CENTRAL], [2, 20], ...about, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]), ...name)
        parts.push(new Uint8Array(head), bytes)
        at += head.length + bytes.length
    }
    const end = numbers([4, END], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, center.length], [4, at], [2, 0])
    return new Blob([...parts, new Uint8Array(center), new Uint8Array(end)], { type: 'application/zip' })
}

const inflate = async bytes => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).arrayBuffer())

// Editors of Windows can save a text in two bytes for each character, with a mark in front.
export function textOf(bytes) {
    const mark = bytes[0] << 8 | bytes[1]
    return new TextDecoder(mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8').decode(bytes)
}

const LARGEST = 200000 // bytes of an answer, as for the grader

// [[path, text], …] of those that `wanted` asks for. Throws if it is no archive.
export async function unzip(bytes, wanted) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length), found = []
    let end = bytes.length - 22
    while (end >= 0 && view.getUint32(end, true) !== END) end--
    if (end < 0) throw new Error('this is no zip archive')
    let at = view.getUint32(end + 16, true)
    for (let n = view.getUint16(end + 10, true); n > 0; n--) {
        if (view.getUint32(at, true) !== CENTRAL) throw new Error('this zip archive is damaged')
        const [packing, size, length] = [view.getUint16(at + 10, true), view.getUint32(at + 20, true), view.getUint32(at + 24, true)]
        const [name, extra, comment, local] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true), view.getUint16(at + 32, true), view.getUint32(at + 42, true)]
        const path = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + name))
        at += 46 + name + extra + comment
        if (length > LARGEST || !wanted(path)) continue
        const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true), part = bytes.subarray(from, from + size)
        if (packing !== STORED && packing !== DEFLATED) throw new Error(`${path} is packed in a way that this page does not know`)
        found.push([path, textOf(packing === STORED ? part : await inflate(part))])
    }
    return found
}
