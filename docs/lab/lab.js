// lab.js - starts the laboratory: the C program of glue.c, compiled to
// WebAssembly, gets the little of an operating system that it asks for, and
// each experiment of the page gets the program. The scripts beside this one add
// the experiments (LAB.parts), the program and the weights.
'use strict'

const LAB = { parts: {}, weights: {} }

LAB.bytesOf = base64 => {
    const text = atob(base64), bytes = new Uint8Array(text.length)
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
    return bytes
}

// A script of the laboratory's folder, when it is needed: also from a file.
LAB.load = name => new Promise((done, failed) => {
    const script = document.createElement('script')
    script.src = name
    script.onload = done
    script.onerror = () => failed(new Error(`${name} cannot be read`))
    document.head.append(script)
})

// What the C library asks of a system: a place for messages, and an end. Only a
// bug in the C makes use of either.
LAB.system = memory => {
    let said = ''
    return {
        fd_write(fd, vectors, count, written) {
            const view = new DataView(memory().buffer)
            let total = 0
            for (let i = 0; i < count; i++) {
                const at = view.getUint32(vectors + 8 * i, true), size = view.getUint32(vectors + 8 * i + 4, true)
                said += new TextDecoder().decode(new Uint8Array(memory().buffer, at, size))
                total += size
            }
            view.setUint32(written, total, true)
            return 0
        },
        proc_exit(status) { throw new Error(`the C program ended with status ${status}: ${said}`) },
        environ_sizes_get(count, size) {
            const view = new DataView(memory().buffer)
            view.setUint32(count, 0, true)
            view.setUint32(size, 0, true)
            return 0
        },
        environ_get: () => 0,
        fd_fdstat_get: () => 0,
        fd_seek: () => 0,
        fd_close: () => 0,
    }
}

// The program's functions, and some that look into its memory. A view is for
// reading at once: the memory moves when it grows.
LAB.start = async () => {
    let memory
    const { instance } = await WebAssembly.instantiate(LAB.bytesOf(LAB.program), { wasi_snapshot_preview1: LAB.system(() => memory) })
    memory = instance.exports.memory
    instance.exports._initialize()
    return {
        ...instance.exports,
        bytes: (at, count) => new Uint8Array(memory.buffer, at, count),
        floats: (at, count) => new Float32Array(memory.buffer, at, count),
        doubles: (at, count) => new Float64Array(memory.buffer, at, count),
    }
}

// --- charts -------------------------------------------------------------------
// A chart fills its <svg>: x and y are { from, to, ticks, show }, where show makes
// the words of a tick; a map is as high as equal scales need. Returns how to get
// from numbers to places, and back.
LAB.chart = (svg, x, y, isMap = false) => {
    const left = 40, right = 12, top = 10, bottom = 26
    if (isMap) svg.style.height = `${(svg.clientWidth - left - right) * (y.to - y.from) / (x.to - x.from) + top + bottom}px`
    const width = svg.clientWidth, height = svg.clientHeight
    const X = v => left + (v - x.from) / (x.to - x.from) * (width - left - right)
    const Y = v => height - bottom - (v - y.from) / (y.to - y.from) * (height - top - bottom)
    const show = axis => axis.show ?? (v => String(v).replace('-', '−'))
    const grid = [
        ...x.ticks.map(v => `<path class="grid" d="M${X(v)} ${Y(y.from)}V${Y(y.to)}"/><text class="tick" text-anchor="middle" x="${X(v)}" y="${height - 8}">${show(x)(v)}</text>`),
        ...y.ticks.map(v => `<path class="grid" d="M${X(x.from)} ${Y(v)}H${X(x.to)}"/><text class="tick" text-anchor="end" x="${left - 7}" y="${Y(v) + 4}">${show(y)(v)}</text>`)]
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`)
    const rim = 1e4 // far outside is as good as infinite, and can be drawn
    const line = points => 'M' + points.map(([a, b]) => [X(a), Y(b)].map(v => Math.max(-rim, Math.min(rim, v)).toFixed(1)).join(' ')).join('L')
    return {
        X, Y, line,
        inside: (a, b) => a >= x.from && a <= x.to && b >= y.from && b <= y.to,
        // What is drawn inside the frame is cut off at its edge; the rest is not.
        draw(inside, outside = '') {
            svg.innerHTML = grid.join('') + `<svg x="${left}" y="${top}" width="${width - left - right}" height="${height - top - bottom}" ` +
                `viewBox="${left} ${top} ${width - left - right} ${height - top - bottom}">${inside}</svg>${outside}`
        },
        numbersAt(event) {
            const box = svg.getBoundingClientRect()
            return [x.from + (event.clientX - box.left - left) / (width - left - right) * (x.to - x.from),
                    y.from + (height - bottom - (event.clientY - box.top)) / (height - top - bottom) * (y.to - y.from)]
        },
    }
}

// Calls move with every place to which the .handle in the svg is dragged.
LAB.dragging = (svg, begin, move) => {
    svg.addEventListener('pointerdown', e => {
        if (!e.target.closest('.handle')) return
        e.preventDefault()
        svg.setPointerCapture(e.pointerId)
        begin()
    })
    svg.addEventListener('pointermove', e => svg.hasPointerCapture(e.pointerId) && move(e))
}

// A slider and the number beside it: the <output> of its label.
LAB.slider = (root, name, show, changed) => {
    const input = root.querySelector(`input[name=${name}]`), output = input.closest('label').querySelector('output')
    const tell = () => { output.textContent = show(+input.value) }
    input.addEventListener('input', () => { tell(); changed() })
    tell()
    return { get value() { return +input.value }, set value(v) { input.value = v; tell() } }
}

// In the language of the page.
LAB.say = (english, chinese) => document.documentElement.lang === 'zh' ? chinese : english

// A graph through which a reader goes by clicks: draw(step) shows what is known after so
// many, and returns the words for it.
LAB.stepper = (root, last, draw) => {
    const find = what => root.querySelector(`[data-do=${what}]`), says = root.querySelector('.status')
    let step = 0
    const again = () => {
        says.textContent = draw(step)
        find('next').disabled = find('all').disabled = step === last
        root.dataset.step = step
    }
    const to = next => { step = next; again() }
    const next = () => step < last && to(step + 1)
    find('next').addEventListener('click', next)
    find('all').addEventListener('click', () => to(last))
    find('back').addEventListener('click', () => to(0))
    again()
    return { next, again }
}

// --- numbers as pictures --------------------------------------------------------
// Ink is as opaque as a number is large; what is negative is orange. Each of the count
// images has side x side numbers, and all are on one scale.
LAB.paint = (canvas, numbers, count, side, ink = [0, 60, 110]) => {
    const across = count > 1 ? 10 : 1, gap = count > 1 ? 2 : 0, step = side + gap
    canvas.width = across * step + gap
    canvas.height = Math.ceil(count / across) * step + gap
    const g = canvas.getContext('2d'), image = g.createImageData(canvas.width, canvas.height)
    const largest = numbers.reduce((most, v) => Math.max(most, Math.abs(v)), 1e-9)
    numbers.forEach((v, i) => {
        const which = Math.floor(i / side ** 2), row = Math.floor(i / side) % side + gap + Math.floor(which / across) * step
        const to = 4 * (row * canvas.width + i % side + gap + which % across * step)
        image.data.set(v < 0 ? [189, 79, 0] : ink, to)
        image.data[to + 3] = 255 * Math.abs(v) / largest
    })
    g.putImageData(image, 0, 0)
}

LAB.signed = (v, digits) => v.toFixed(digits).replace(/^-(0\.?0*)$/, '$1').replace('-', '−')

// --- start --------------------------------------------------------------------
addEventListener('DOMContentLoaded', async () => {
    const roots = [...document.querySelectorAll('.lab')]
    const trouble = root => error => {
        root.textContent = LAB.say(`This experiment does not run here: ${error.message}`, `这个实验在这里运行不了：${error.message}`)
        console.error(error)
    }
    const program = LAB.start()
    for (const root of roots) {
        root.hidden = false
        program.then(c => LAB.parts[root.dataset.lab](c, root)).catch(trouble(root))
    }
    program.then(() => document.documentElement.classList.add('lab-runs'), () => 0)
})
