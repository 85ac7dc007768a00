// object.mjs - what stands in an object file of the compiler: the names that it offers, and
// those that it needs. The format is that of the tools of WebAssembly, "Linking.md".

const UNDEFINED = 0x10, EXPLICIT_NAME = 0x40, LOCAL = 2
const SYMBOLS = 8, BEFORE_MAIN = 6, FUNCTION = 0, DATA = 1, SECTION = 3

class Reader {
    constructor(bytes, at = 0) { Object.assign(this, { bytes, at }) }
    number() {
        let value = 0, scale = 1, byte
        do { byte = this.bytes[this.at++]; value += (byte & 127) * scale; scale *= 128 } while (byte & 128)
        return value
    }
    name() { const size = this.number(); this.at += size; return new TextDecoder().decode(this.bytes.subarray(this.at - size, this.at)) }
}

function sections(bytes) {
    const reader = new Reader(bytes, 8), found = []
    while (reader.at < bytes.length) {
        const kind = bytes[reader.at++], size = reader.number(), end = reader.at + size
        found.push({ kind, name: kind === 0 ? reader.name() : '', at: reader.at, end })
        reader.at = end
    }
    return found
}

// One line of the table: { kind, name, defined, flags, flagsAt }.
function symbol(reader) {
    const kind = reader.bytes[reader.at++], flagsAt = reader.at, flags = reader.number(), defined = !(flags & UNDEFINED)
    const found = { kind, name: '', defined, flags, flagsAt, index: -1 }
    if (kind === DATA) {
        found.name = reader.name()
        if (defined) for (let i = 0; i < 3; i++) reader.number()
    } else {
        found.index = reader.number()
        if (kind !== SECTION && (defined || flags & EXPLICIT_NAME)) found.name = reader.name()
    }
    return found
}

// { symbols, startsEarly }: startsEarly if code runs before main().
export async function lookInto(object) {
    const linking = sections(object).find(s => s.name === 'linking')
    const imported = WebAssembly.Module.imports(await WebAssembly.compile(object)).filter(i => i.kind === 'function')
    const reader = new Reader(object, linking.at), symbols = []
    let startsEarly = false
    reader.number() // the format's version
    while (reader.at < linking.end) {
        const kind = object[reader.at++], size = reader.number(), end = reader.at + size
        if (kind === SYMBOLS) for (let n = reader.number(); n > 0; n--) symbols.push(symbol(reader))
        if (kind === BEFORE_MAIN && reader.number() > 0) startsEarly = true
        reader.at = end
    }
    for (const s of symbols) {
        if (s.kind !== FUNCTION || s.defined) continue
        const { module, name } = imported[s.index]
        if (!s.name) s.name = name
        if (module !== 'env') s.name = `${module}.${name}` // it asks the page itself, by whatever name
    }
    return { symbols, startsEarly }
}

export const needs = ({ symbols }) => symbols.filter(s => !s.defined && (s.kind === FUNCTION || s.kind === DATA)).map(s => s.name)
export const offers = ({ symbols }) => symbols.filter(s => s.defined && s.kind === FUNCTION && !(s.flags & LOCAL)).map(s => s.name)

// Names that `keep` does not want become the file's own, so that a printf or a main in it
// replaces nobody's. The flags keep their length, because they are less than 128.
export function hideNames(object, { symbols }, keep) {
    for (const s of symbols) if (s.defined && (s.kind === FUNCTION || s.kind === DATA) && !keep(s.name)) object[s.flagsAt] = object[s.flagsAt] & ~3 | LOCAL
}
