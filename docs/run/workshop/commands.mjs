// commands.mjs - what is said to the compiler. Its driver would start other programs, which a
// page cannot; so these are the words that it would say to them.

const machine = '-triple wasm32-unknown-wasip1 -target-cpu generic -fvisibility=hidden -resource-dir /usr -isysroot /usr -internal-isystem /usr/include -internal-isystem /usr/include/wasm32-wasip1'

// One source to one object. `options` are { speed, vectors, defines, folders, errors }.
export function compileWords(source, object, { speed = 2, vectors = false, words = [], folders = [] }) {
    return ['clang', '-cc1', ...machine.split(' '), '-emit-obj', '-disable-free', '-mrelocation-model', 'static', '-mframe-pointer=none',
        '-std=c11', `-O${speed}`, '-ffp-contract=off', '-fgnuc-version=4.2.1', '-ferror-limit', '19', '-Wall', '-Wextra', '-Wno-unused-parameter', '-Wno-sign-compare',
        '-D_POSIX_C_SOURCE=200809L', '-D_WASI_EMULATED_SIGNAL', '-main-file-name', source.split('/').pop(),
        ...vectors ? ['-target-feature', '+simd128', '-vectorize-loops', '-vectorize-slp'] : [],
        ...words, ...folders.flatMap(f => ['-I', f]), '-o', object, '-x', 'c', source]
}

// Objects and archives to one program, whose stack lies below its data, so that a recursion
// without end is a wrong address.
export function linkWords(objects, program, { stack = 1048576, memory = 0 } = {}) {
    return ['wasm-ld', '-m', 'wasm32', '--strip-all', '--stack-first', '-z', `stack-size=${stack}`, ...memory ? [`--max-memory=${memory}`] : [],
        '-L/usr/lib/wasm32-unknown-wasip1', '-L/usr/lib/wasm32-wasip1', '/usr/lib/wasm32-wasip1/crt1-command.o', ...objects,
        '-lwasi-emulated-signal', '-lm', '-lc', '/usr/lib/wasm32-unknown-wasip1/libclang_rt.builtins.a', '-o', program]
}

// The compiler's errors and warnings in order: { file, line, column, kind, text }.
export const messagesIn = said => [...said.matchAll(/^([^:\n]+):(\d+):(\d+): (?:fatal )?(error|warning|note): (.*)$/gm)]
    .map(([, file, line, column, kind, text]) => ({ file, line: +line, column: +column, kind, text }))
