// run.js - Run, on the page of a program: a form of its options, what it prints, what it
// draws, and the files it leaves. The program, gnuplot and Graphviz are loaded when Run
// is pressed, as scripts, so that this works from a file too; they run in a worker
// that is made of a Blob, so that it is under the page's own policy.
'use strict'

const RUN = { parts: {}, about: null, colours: [], environment: ['LC_ALL=C.UTF-8'] }
// The page's language decides.
RUN.say = (english, chinese) => document.documentElement.lang === 'zh' ? chinese : english
RUN.part = (name, packed) => { RUN.parts[name] = packed }

RUN.load = (known => name => known[name] ??= new Promise((done, failed) => {
    const script = document.createElement('script')
    script.src = name
    script.onload = done
    script.onerror = () => { delete known[name]; failed(new Error(RUN.say(`${name} cannot be read; is the site complete, or the network away?`, `读不到 ${name}：是网站不完整，还是网络断了？`))) }
    document.head.append(script)
}))({})

RUN.unpack = async packed => {
    const text = atob(packed), bytes = new Uint8Array(text.length)
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
    return RUN.unzip(bytes)
}
RUN.unzip = async bytes => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer())

// --- a photograph -----------------------------------------------------------------
// What the browser can decode comes to a program as PPM: three bytes for each pixel. A phone
// has small canvases, so the rows go through one a few at a time.
RUN.strips = function* (picture) {
    const canvas = document.createElement('canvas'), most = Math.min(256, picture.height)
    Object.assign(canvas, { width: picture.width, height: most })
    const pen = canvas.getContext('2d', { willReadFrequently: true })
    for (let top = 0; top < picture.height; top += most) {
        pen.clearRect(0, 0, picture.width, most)
        pen.drawImage(picture, 0, -top)
        yield pen.getImageData(0, 0, picture.width, Math.min(most, picture.height - top)).data
    }
}

// Below what is transparent lies white paper, or black if what was painted is light on the
// average, as in ch07_cnn/photo_png.c.
RUN.paper = picture => {
    let light = 0, painted = 0
    for (const p of RUN.strips(picture))
        for (let i = 0; i < p.length; i += 4) {
            light += (0.299 * p[i] + 0.587 * p[i + 1] + 0.114 * p[i + 2]) * p[i + 3]
            painted += p[i + 3]
        }
    return light > 127.5 * painted ? 0 : 255
}

// The browser has turned it upright already, and there is no note in a PPM that says so again.
// Of a picture that is too large the head is enough: the program refuses it by that.
RUN.photograph = async blob => {
    const picture = await createImageBitmap(blob), { width, height } = picture
    const head = new TextEncoder().encode(`P6\n${width} ${height}\n255\n`)
    if (width * height > 5e7) return head
    const bytes = new Uint8Array(head.length + 3 * width * height), paper = RUN.paper(picture)
    bytes.set(head)
    let at = head.length
    for (const p of RUN.strips(picture))
        for (let i = 0; i < p.length; i += 4)
            for (let c = 0; c < 3; c++) bytes[at++] = (p[i + c] * p[i + 3] + paper * (255 - p[i + 3]) + 127) / 255
    picture.close()
    return bytes
}

// Of all that is not named like numbers the browser is asked whether it is a picture. If not, the
// program says what is wrong with it.
RUN.numbers = /ubyte$|\.(safetensors|state)$/i
RUN.read = async (name, blob) => (RUN.numbers.test(name) ? null : await RUN.photograph(blob).catch(() => null)) ?? new Uint8Array(await blob.arrayBuffer())

// Files that came with the site: [[path, script], …] becomes [[path, bytes], …].
RUN.bring = list => Promise.all(list.map(async ([path, script]) => {
    await RUN.load(script)
    return [path, await RUN.read(path, new Blob([await RUN.unpack(RUN.parts[script])]))]
}))

// What a run needs, made once and kept.
RUN.ready = program => RUN.made ??= (async () => {
    await Promise.all(['run-worker.js', 'run-look.js', `run-${program.replace('/', '-')}.js`].map(RUN.load))
    const { gnuplot, graphviz, files } = RUN.about
    const [brought] = await Promise.all([RUN.bring(files), gnuplot && RUN.load('run-gnuplot.js'), graphviz && RUN.load('run-graphviz.js')])
    const part = async name => RUN.parts[name] && RUN.unpack(RUN.parts[name])
    const compiled = async name => RUN.parts[name] && WebAssembly.compile(await part(name))
    const [worker, viz, module, plotter] = await Promise.all([part('run-worker'), part('graphviz'), compiled('program'), compiled('gnuplot')])
    const text = [worker, viz].filter(Boolean).map(b => new TextDecoder().decode(b)).join('\n')
    return {
        address: URL.createObjectURL(new Blob([text], { type: 'text/javascript' })), module, gnuplot: plotter,
        files: brought,
    }
})().catch(error => { RUN.made = null; throw error })

// --- a figure ----------------------------------------------------------------------
// As docs/tools/site/figure.sed does: the colours of the page, and no names that another figure
// on the page has too.
RUN.figure = (name, svg) => {
    for (const [from, to] of RUN.colours) svg = svg.replace(new RegExp(from, 'g'), to)
    const picture = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement
    if (picture.nodeName !== 'svg') throw new Error(`${name} is no picture`)
    for (const e of picture.querySelectorAll('title, desc, script, foreignObject')) e.remove()
    for (const e of picture.querySelectorAll('[font-family]')) e.removeAttribute('font-family')
    for (const e of picture.querySelectorAll('[fill=black], [stroke=black]'))
        for (const a of ['fill', 'stroke']) if (e.getAttribute(a) === 'black') e.setAttribute(a, 'var(--fig-ink)')
    const own = `run-${name.replace(/\W/g, '-')}-`
    for (const e of picture.querySelectorAll('[id]')) e.id = own + e.id
    for (const e of picture.querySelectorAll('*'))
        for (const a of [...e.attributes]) {
            if (/^on/i.test(a.name)) e.removeAttribute(a.name)
            else if (/(href$|^clip-path|^fill$|^mask|^filter)/.test(a.name)) a.value = a.value.replace(/^#/, `#${own}`).replace(/url\((['"]?)#/, `url($1#${own}`)
        }
    const wide = picture.getAttribute('width')?.match(/^(\d+)pt$/)
    if (wide) picture.style.maxWidth = `calc(100% * ${wide[1]} / 440)`
    picture.removeAttribute('width')
    picture.removeAttribute('height')
    picture.setAttribute('role', 'img')
    picture.setAttribute('aria-label', RUN.say(`Figure ${name.replace('.svg', '').replaceAll('_', ' ')}, drawn in this page`, `在这一页里画出的图：${name.replace('.svg', '')}`))
    const figure = document.createElement('figure')
    figure.dataset.name = name
    if (wide) figure.className = 'run-graph' // Graphviz has measured the letters of Arial
    figure.append(document.importNode(picture, true))
    return figure
}

// --- the panel ------------------------------------------------------------------------
class Panel {
    constructor(root) {
        this.root = root
        this.program = root.dataset.program
        this.form = root.querySelector('form')
        this.own = new Map() // the reader's files: path -> bytes
        for (const [name, part] of Object.entries({ start: '.run-start', stop: '.run-stop', line: '.run-line', state: '.run-state', output: '.run-output', figures: '.run-figures', saved: '.run-files', picked: '#run-own-files', has: '.run-has' }))
            this[name] = root.querySelector(part)
        this.form.addEventListener('submit', e => { e.preventDefault(); this.run() })
        this.form.addEventListener('input', e => { this.forgive(e.target); this.showLine() })
        this.stop.addEventListener('click', () => { this.leave?.(); this.end(RUN.say('Stopped. What was printed stays.', '已停止。打印出来的都还在。')) })
        if (this.picked) this.takeFiles(root)
        this.showLine()
    }

    takeFiles(root) {
        this.picked.addEventListener('change', () => this.take(this.picked.files))
        root.addEventListener('dragover', e => { e.preventDefault(); root.classList.add('run-over') })
        root.addEventListener('dragleave', () => root.classList.remove('run-over'))
        root.addEventListener('drop', e => { e.preventDefault(); root.classList.remove('run-over'); this.take(e.dataTransfer.files) })
    }

    // Only what differs from the program's own defaults is said.
    words() {
        const words = []
        for (const field of this.form.elements) {
            if (!field.name) continue
            const usual = field.dataset.usual ?? '', value = field.type === 'checkbox' ? '' : field.value.trim()
            if (field.type === 'checkbox') { if (field.checked) words.push(`--${field.name}`) }
            else if (value !== usual && value !== '') words.push(`--${field.name}`, value)
        }
        return words
    }

    // A line may break between words only, not behind the hyphens of an option.
    showLine() {
        this.line.replaceChildren(...[`./${this.program}`, ...this.words()].flatMap((word, i) => {
            const part = document.createElement('span')
            part.textContent = word
            return i ? [' ', part] : [part]
        }))
    }

    tell(text) { this.state.textContent = text }

    // What the program says of an option stands at its field, too, until it is changed.
    blame(field, text) {
        const note = document.createElement('span')
        note.className = 'run-wrong'
        note.textContent = text
        document.getElementById(`${field.id}-about`).append(note)
        field.setAttribute('aria-invalid', 'true')
        field.closest('details').open = true
        field.focus()
    }

    forgive(field) {
        field.removeAttribute('aria-invalid')
        document.getElementById(`${field.id}-about`)?.querySelector('.run-wrong')?.remove()
    }

    // A file of the reader becomes a choice where it fits.
    async take(files) {
        const PHOTOS = '/own/photos', fresh = []
        try {
            for (const file of files) {
                const name = file.name.replace(/\.gz$/i, '')
                const bytes = name === file.name ? await RUN.read(name, file) : await RUN.unzip(await file.arrayBuffer())
                const photo = this.form.elements.image && !RUN.numbers.test(name)
                this.own.set(`${photo ? PHOTOS : '/own'}/${name}`, bytes)
                if (photo) fresh.push(`${PHOTOS}/${name}`)
            }
        } catch (error) {
            return this.tell(RUN.say(`This file cannot be read: ${error.message}`, `读不了这个文件：${error.message}`))
        }
        const names = [...this.own.keys()], digits = names.filter(n => /ubyte$/.test(n)).length
        const offer = (field, value, text, choose) => {
            if ([...field.options].some(o => o.value === value)) return
            field.add(new Option(text, value, choose, choose))
        }
        for (const field of this.form.querySelectorAll('select')) {
            if (field.name === 'image') {
                const photos = names.filter(n => n.startsWith(PHOTOS))
                for (const n of photos) offer(field, n, n.split('/').pop())
                if (photos.length > 1) offer(field, PHOTOS, RUN.say('all your pictures', '你的全部图片'))
                if (fresh.length) field.value = fresh.length > 1 ? PHOTOS : fresh[0]
            } else if (field.name === 'data') { if (digits === 4) offer(field, '/own', RUN.say('your four files', '你的四个文件'), true) }
            else for (const n of names.filter(n => /\.(safetensors|state)$/.test(n))) offer(field, n, n.split('/').pop(), field.name === 'weights')
        }
        const have = names.map(n => n.split('/').pop()), missing = digits && digits < 4 ? 4 - digits : 0
        this.has.textContent = RUN.say(`Here: ${have.join(', ')}${missing ? ` (MNIST has four files; ${missing} missing)` : ''}.`, `已有：${have.join('、')}${missing ? `（MNIST 有四个文件，还缺 ${missing} 个）` : ''}。`)
        this.root.querySelector('.run-options').open = true
        this.showLine()
    }

    busy(yes) {
        this.start.disabled = yes
        this.stop.disabled = !yes
        this.root.setAttribute('aria-busy', yes)
    }

    end(text) {
        const stopHadFocus = document.activeElement === this.stop
        this.worker?.terminate()
        this.worker = null
        this.busy(false)
        if (stopHadFocus) this.start.focus()
        this.tell(text)
    }

    async run() {
        if (this.root.getAttribute('aria-busy') === 'true') return
        const words = this.words()
        for (const field of this.form.elements) this.forgive(field)
        this.busy(true)
        this.stop.disabled = false
        this.output.textContent = ''
        this.output.hidden = false
        this.figures.replaceChildren()
        this.saved.hidden = true
        this.readers = [1, 2].map(() => new TextDecoder())
        this.rest = this.said = ''
        this.first = undefined
        delete this.root.dataset.status
        this.tell(RUN.say('Loading …', '载入中……'))
        this.pressed = performance.now()
        const mine = this.turn = {}
        try {
            const { address, module: usual, gnuplot, files } = await RUN.ready(this.program)
            const more = words.includes('--data') ? await RUN.bring(RUN.about.withData) : []
            // workshop.js may make another program of what the reader has written.
            const module = await this.make?.() ?? usual
            if (this.turn !== mine || this.stop.disabled) return
            this.worker = new Worker(address)
            this.worker.onmessage = ({ data }) => this.hear(data)
            this.worker.onerror = e => this.end(RUN.say(`The page cannot run it: ${e.message}`, `这一页运行不了它：${e.message}`))
            this.worker.postMessage({
                module, gnuplot, graphviz: RUN.about.graphviz, program: `/build/release/${this.program}`,
                args: [`./${this.program}`, ...words],
                environment: RUN.environment, files: [...files, ...more, ...this.own],
            })
        } catch (error) {
            if (this.turn === mine) this.end(error.message)
        }
    }

    hear(data) {
        if (data.began) this.tell(RUN.say('Running …', '运行中……'))
        else if (data.stream) this.print(data.stream, this.readers[data.stream - 1].decode(data.bytes, { stream: true }))
        else if (data.svg) this.draw(data.figure, data.svg)
        else this.finish(data)
    }

    print(stream, text) {
        this.first ??= performance.now() - this.pressed
        if (stream === 1) return this.show('span', text)
        // Messages come in pieces. One is whole at the end of its line, and the line of a progress
        // bar, which is written over and over, at the word for "clear what follows".
        const whole = (this.rest + text).split(/(?<=\n|\x1b\[K)/)
        this.rest = /(\n|\x1b\[K)$/.test(whole.at(-1)) ? '' : whole.pop()
        for (const line of whole) this.message(line)
    }

    message(line) {
        if (line.startsWith('\r')) return this.tell(line.replace(/\x1b\[K|\r/g, '').trim() || RUN.say('Running …', '运行中……'))
        if (line.includes('a page shows the SVG')) return // it would be said of each figure
        this.said += line
        this.show('b', line)
    }

    show(kind, text) {
        const atEnd = this.output.scrollTop + this.output.clientHeight > this.output.scrollHeight - 30
        const part = document.createElement(kind)
        part.textContent = text
        this.output.append(part)
        if (atEnd) this.output.scrollTop = this.output.scrollHeight
    }

    draw(name, svg) {
        const figure = RUN.figure(name, svg), old = [...this.figures.children].find(f => f.dataset.name === name)
        if (old) old.replaceWith(figure)
        else this.figures.append(figure)
    }

    finish({ status, trouble, seconds, files }) {
        if (this.rest) this.message(`${this.rest}\n`)
        for (const [, name, why] of this.said.matchAll(/: --([\w-]+): (.*)/g)) {
            const field = this.form.elements[name]
            if (field) this.blame(field, why)
        }
        this.end(trouble ? RUN.say(`It ended: ${trouble}.`, `它中止了：${trouble}`) : status === 0 ? RUN.say(`Done in ${seconds.toFixed(1)} s.`, `完成，用了 ${seconds.toFixed(1)} 秒。`)
            : RUN.say(`It ended with status ${status}, as it would in a terminal.`, `它结束时的状态码是 ${status}，和在终端里一样。`))
        this.root.dataset.status = trouble ?? status
        const list = this.saved.querySelector('ul')
        list.replaceChildren(...files.map(([path, bytes]) => {
            const item = document.createElement('li'), link = document.createElement('a'), name = path.split('/').pop()
            link.href = URL.createObjectURL(new Blob([bytes]))
            link.download = name
            link.textContent = name
            item.append(link, ` ${bytes.length.toLocaleString('en')} ${RUN.say('bytes', '字节')}`)
            return item
        }))
        this.saved.hidden = files.length === 0
    }
}

addEventListener('DOMContentLoaded', () => {
    const root = document.querySelector('.run[data-program]')
    if (!root) return
    if (typeof WebAssembly !== 'object' || typeof DecompressionStream !== 'function') {
        root.querySelector('form').hidden = true
        root.querySelector('.run-state').textContent = RUN.say('This browser is too old to run it here: the command above does.', '这个浏览器太旧，在这里运行不了；请用上面的命令。')
        return
    }
    RUN.panel = new Panel(root)
})
