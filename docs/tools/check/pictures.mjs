// pictures.mjs - small pictures to drop on a page.
import { deflateSync } from 'node:zlib'

function crc(bytes) {
    let c = -1
    for (const b of bytes) {
        c ^= b
        for (let k = 0; k < 8; k++) c = c & 1 ? c >>> 1 ^ 0xedb88320 : c >>> 1
    }
    return ~c >>> 0
}
const number = n => { const b = Buffer.alloc(4); b.writeUInt32BE(n); return b }
const chunk = (name, body) => { const part = Buffer.concat([Buffer.from(name), body]); return Buffer.concat([number(body.length), part, number(crc(part))]) }

// A PNG with these red, green, blue and alpha of each pixel; without them it is black, and has
// one bit for each pixel.
export function png(width, height, rgba) {
    const line = rgba ? 4 * width : Math.ceil(width / 8), rows = Buffer.alloc(height * (line + 1))
    if (rgba) for (let i = 0; i < height; i++) rows.set(rgba.slice(i * line, (i + 1) * line), i * (line + 1) + 1)
    return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
        chunk('IHDR', Buffer.concat([number(width), number(height), Buffer.from([rgba ? 8 : 1, rgba ? 6 : 0, 0, 0, 0])])),
        chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))])
}

// A JPEG with the note of a camera that was held so: EXIF's number, 1 to 8.
export function turned(jpeg, how) {
    const note = Buffer.from('Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0?\0\0\0\0\0\0\0', 'latin1')
    note[note.indexOf('?')] = how
    return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1, 0, note.length + 2]), note, jpeg.subarray(2)])
}
