// lab-digit.js - the first experiment: draw a digit, and see what the network of
// chapter 7 makes of it, layer by layer. Everything is computed by glue.c; this
// script brings the drawing there and the numbers back.
'use strict'

LAB.parts.digit = async (c, root) => {
    const PAPER = 280, SIDE = 28, FILTERS = 30, PEN = 20
    const layers = { convolution: 0, relu: 1, pooling: 2 }, sides = { convolution: 24, relu: 24, pooling: 12 }
    const find = selector => root.querySelector(selector)
    const paper = find('.paper'), pen = paper.getContext('2d', { willReadFrequently: true })
    const cursor = find('.cursor'), answer = find('.answer'), status = find('.status'), rows = [...root.querySelectorAll('.bars li')]
    const reader = c.reader_new()
    let wanted = false, drawn = false

    const numbersBehind = layer => c.floats(c.reader_maps(reader, layers[layer]), FILTERS * sides[layer] ** 2)

    const filter = LAB.slider(root, 'filter', v => v, showFilter)
    function showFilter() {
        const f = filter.value - 1
        LAB.paint(find('[data-shows=filter]'), c.floats(c.reader_filters(reader) + 4 * 25 * f, 25), 1, 5)
        for (const layer of Object.keys(layers)) {
            const numbers = drawn ? numbersBehind(layer) : new Float32Array(FILTERS * sides[layer] ** 2), size = sides[layer] ** 2
            LAB.paint(find(`[data-shows=${layer}]`), numbers.subarray(f * size, (f + 1) * size), 1, sides[layer])
            const all = find(`[data-shows-all=${layer}]`)
            if (all) LAB.paint(all, numbers, FILTERS, sides[layer])
        }
        for (const mark of root.querySelectorAll('.marked')) Object.assign(mark.style, { left: `${f % 10 * 10}%`, top: `${Math.floor(f / 10) * 33.3}%` })
    }
    for (const all of root.querySelectorAll('[data-shows-all]')) all.addEventListener('click', e => {
        const box = all.getBoundingClientRect()
        filter.value = 1 + Math.floor((e.clientX - box.left) / box.width * 10) + 10 * Math.floor((e.clientY - box.top) / box.height * 3)
        showFilter()
    })

    // --- reading ----------------------------------------------------------------
    const percent = p => (p < 0.001 ? '< 0.1 %' : p > 0.999 ? '> 99.9 %' : `${(100 * p).toFixed(1)} %`).replaceAll(' ', '\u00a0')
    function read() {
        wanted = false
        const alpha = pen.getImageData(0, 0, PAPER, PAPER).data, greys = c.bytes(c.reader_paper(reader, PAPER, PAPER), PAPER * PAPER)
        for (let i = 0; i < greys.length; i++) greys[i] = 255 - alpha[4 * i + 3]
        const digits = c.reader_read(reader)
        drawn = digits > 0
        const seen = drawn ? c.bytes(c.reader_seen(reader), SIDE * SIDE) : new Uint8Array(SIDE * SIDE)
        const y = drawn ? [...c.floats(c.reader_probabilities(reader), 10)] : Array(10).fill(0)
        const order = y.map((p, k) => k).sort((a, b) => y[b] - y[a]), [best, second] = order
        LAB.paint(find('[data-shows=seen]'), Float32Array.from(seen), 1, SIDE, [0, 0, 0])
        rows.forEach((row, k) => {
            row.querySelector('i').style.width = `${100 * y[k]}%`
            row.querySelector('span:last-child').textContent = drawn ? percent(y[k]) : ''
            row.classList.toggle('best', drawn && k === best)
        })
        answer.textContent = drawn ? best : '–'
        root.dataset.answer = drawn ? best : ''
        status.textContent = !drawn ? LAB.say('Nothing to read yet.', '还没有可读的。')
            : c.reader_doubts(reader) ? LAB.say(`This may be no digit; nearest is ${best} (${percent(y[best])}).`, `这也许不是数字；最接近的是 ${best}（${percent(y[best])}）。`)
            : digits > 1 ? LAB.say(`There seem to be ${digits} digits; the first is read: ${best} (${percent(y[best])}).`, `好像有 ${digits} 个数字；读第一个：${best}（${percent(y[best])}）。`)
            : y[best] < 0.7 ? LAB.say(`Hesitates between ${best} (${percent(y[best])}) and ${second} (${percent(y[second])}).`, `在 ${best}（${percent(y[best])}）和 ${second}（${percent(y[second])}）之间拿不定主意。`)
            : LAB.say(`Reads ${best} (${percent(y[best])}).`, `读作 ${best}（${percent(y[best])}）。`)
        showFilter()
    }
    const readSoon = () => { if (!wanted) { wanted = true; requestAnimationFrame(read) } }
    function clear() {
        pen.clearRect(0, 0, PAPER, PAPER)
        readSoon()
    }

    // --- drawing, with a pointer --------------------------------------------------
    const stroke = (from, to) => {
        pen.beginPath()
        pen.moveTo(...from)
        pen.lineTo(...to)
        pen.stroke()
        readSoon()
    }
    pen.lineWidth = PEN
    pen.lineCap = pen.lineJoin = 'round'
    let last = null
    const placeOf = e => {
        const box = paper.getBoundingClientRect()
        return [(e.clientX - box.left) * PAPER / box.width, (e.clientY - box.top) * PAPER / box.height]
    }
    paper.addEventListener('pointerdown', e => {
        if (e.button !== 0) return
        paper.setPointerCapture(e.pointerId)
        last = placeOf(e)
        stroke(last, last)
    })
    paper.addEventListener('pointermove', e => {
        if (!last) return
        for (const part of e.getCoalescedEvents?.().concat(e) ?? [e]) {
            const to = placeOf(part)
            stroke(last, to)
            last = to
        }
    })
    for (const end of ['pointerup', 'pointercancel']) paper.addEventListener(end, () => { last = null })

    // --- drawing, with keys -------------------------------------------------------
    let at = [PAPER / 2, PAPER / 4], down = false
    const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
    function showCursor() {
        cursor.style.left = `${100 * at[0] / PAPER}%`
        cursor.style.top = `${100 * at[1] / PAPER}%`
        cursor.classList.toggle('down', down)
    }
    paper.addEventListener('keydown', e => {
        if (e.key === ' ') {
            down = !down
            if (down) stroke(at, at)
        } else if (e.key === 'Delete' || e.key === 'Backspace') clear()
        else if (moves[e.key]) {
            const to = at.map((v, i) => Math.max(0, Math.min(PAPER, v + 10 * moves[e.key][i])))
            if (down) stroke(at, to)
            at = to
        } else return
        e.preventDefault()
        showCursor()
    })
    paper.addEventListener('blur', () => { down = false; showCursor() })
    showCursor()

    // --- samples, and the choice of weights ---------------------------------------
    const hands = Array(10).fill(1000) // the seed of each digit's next sample
    find('.samples').addEventListener('click', e => {
        const digit = e.target.closest('button')?.value
        if (!digit) return
        const pixels = c.bytes(c.reader_sample(reader, +digit, hands[digit]++), SIDE * SIDE)
        const small = document.createElement('canvas')
        small.width = small.height = SIDE
        const image = new ImageData(SIDE, SIDE)
        pixels.forEach((v, i) => { image.data[4 * i + 3] = v })
        small.getContext('2d').putImageData(image, 0, 0)
        pen.clearRect(0, 0, PAPER, PAPER)
        pen.drawImage(small, 0, 0, PAPER, PAPER)
        readSoon()
    })
    find('[data-do=clear]').addEventListener('click', clear)

    const weights = find('select')
    async function give(name, to) {
        if (!LAB.weights[name]) await LAB.load(`lab-${name}.js`)
        const bytes = LAB.bytesOf(LAB.weights[name].bytes), room = c.malloc(bytes.length)
        c.bytes(room, bytes.length).set(bytes)
        const sound = to(reader, room, bytes.length)
        c.free(room)
        if (!sound) throw new Error(`the weights of ${name} are damaged`)
    }
    async function learn() {
        const name = weights.value
        await give(name, c.reader_learn)
        const { data, accuracy } = LAB.weights[name], share = (100 * accuracy).toFixed(2)
        find('.learnt').textContent = LAB.say(`Learnt from ${data}; ${share} % of the test images were right.`, `从 ${data} 学来；测试图像里读对了 ${share} %。`)
        read()
    }
    weights.addEventListener('change', () => learn().catch(error => { status.textContent = LAB.say(`Trouble: ${error.message}`, `出错了：${error.message}`) }))
    await give('judge', c.reader_judge)
    await learn()
}
