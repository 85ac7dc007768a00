// run.mjs - put Run into the page of every program: a form of the program's own
// options, and the files that are loaded when Run is pressed.
//
//   new Runs(PACKAGES, BROWSER, HTML, SOURCES).add(page, source)
//
// PACKAGES and BROWSER are the folders that docs/run/run.mk fills. Without them a page
// stays as it is. SOURCES are those of all pages.
// All big parts are packed with gzip and carried inside scripts, because a page that
// was opened from a file may load nothing else.
import { copyFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { codeOf } from './exercises.mjs'
import { encode } from './html.mjs'
import { addressOf, inChinese, inEnglish, isChinese } from './pages.mjs'
import { Workshop, changeBench, changeButton } from './workshop.mjs'

const folder = 'docs/run'
const NOT_IN_A_PAGE = new Set(['out', 'save', 'half', 'show', 'quiet', 'help', 'table', 'version', 'threads'])

// docs/run/defaults.txt: what Run begins with, and what does not run here and why.
const lines = readFileSync(`${folder}/defaults.txt`, 'utf8').split('\n').filter(l => l && !l.startsWith('#'))
const beginnings = new Map(lines.map(l => l.split(/: (.*)/s).slice(0, 2)))

// What an option does, in Chinese: docs/zh/options.
const optionsInChinese = new Map(readFileSync('docs/zh/options', 'utf8').split('\n').filter(Boolean).map(l => l.split(' | ')))

// The colours of figure.sed, so that a figure drawn in a page gets the page's.
const colours = [...readFileSync('docs/tools/site/figure.sed', 'utf8').matchAll(/^s\/(rgb\([^/]*)\/(var\([^/]*)\/g$/gm)]
    .map(([, from, to]) => [from.replace(/\(|\)/g, '\\$&').replace('\\|', '|'), to])

// The files that a program reads although nobody names them: weights that ship with its chapter,
// and pictures. Those that learnt from MNIST are read with MNIST, or by who is not asked for data.
function readBy(text, chapter, options) {
    const weights = name => `${chapter}/weights/${name}.safetensors`, asked = options.some(o => o.name === 'data')
    const ready = /\b(examples_weights|ready_net_load)\(/.test(text), pictures = options.some(o => o.hint === 'PATH')
    return {
        files: [...ready ? [weights(asked ? 'digits' : 'mnist')] : [], .../\bready_judge_load\(/.test(text) ? [weights('judge')] : [],
            ...pictures ? readdirSync(`${chapter}/samples`).map(f => `${chapter}/samples/${f}`) : []],
        withData: ready && asked ? [weights('mnist')] : [],
    }
}

const packed = bytes => gzipSync(bytes, { level: 9 }).toString('base64')

// "ch05/train", if source is a program that was compiled for the browser.
const short = source => source.replace(/^(ch\d\d)_[^/]*\/(\w+)\.c$/, '$1/$2')

// Examples and random numbers are options of all programs; a page asks only for those
// that its program uses, as its headers tell. Who asks only whether the examples exist, because
// weights are called by their names, is content with those of MNIST here.
function optionsOf(file, headers, text) {
    const loads = headers.includes('data/examples.h') && !/\bexamples_exist\(/.test(text)
    const used = o => o.name === 'data' ? loads : o.name === 'seed' ? headers.includes('ground/rng.h') : !NOT_IN_A_PAGE.has(o.name)
    const number = text => text.endsWith('inf') ? parseFloat(text.replace('inf', 'Infinity')) : +text
    return readFileSync(file, 'utf8').trim().split('\n').map(l => {
        const [name, kind, hint, usual, min, max, help] = l.split('\t')
        return { name, kind, hint, usual, min: number(min), max: number(max), help }
    }).filter(used)
}

// A limit that nobody will meet is left out; the program has it all the same.
function limits(o, say) {
    if (o.kind === 'flag' || o.kind === 'text') return ''
    const words = o.kind === 'number' ? say('a number', '一个数') : say('a whole number', '整数'), far = 1e9
    return o.kind === 'seed' ? words : o.max < far ? say(`${words}, ${o.min} to ${o.max}`, `${words}，${o.min} 到 ${o.max}`)
        : o.min > -far ? say(`${words}, at least ${o.min}`, `${words}，至少 ${o.min}`) : words
}

function field(o, begin, say) {
    const id = `run-${o.name}`, given = begin.get(o.name)
    const less = say('here less to be quick', '这里少一些，为的是快'), quick = o.usual ? say(`elsewhere ${o.usual}, ${less}`, `别处是 ${o.usual}，${less}`) : less
    const about = [say(o.help, optionsInChinese.get(o.help)), limits(o, say), given !== undefined && quick].filter(Boolean).map(encode).join(say('; ', '；'))
    const described = `aria-describedby="${id}-about"`
    const control = o.kind === 'flag' ? `<input type="checkbox" id="${id}" name="${o.name}" ${described}>`
        : o.kind === 'text' && o.name === 'data' ? `<select id="${id}" name="data" ${described}><option value="">${say('built-in digits', '内置的数字')}</option></select>`
        : o.kind === 'text' && o.hint === 'FILE' ? `<select id="${id}" name="${o.name}" ${described}><option value="">${o.name === 'weights' ? say('as usual', '照常') : say('none', '无')}</option></select>`
        : o.hint === 'PATH' ? `<select id="${id}" name="${o.name}" ${described}><option value="">${say('the samples', '样例')}</option></select>`
        : `<input type="text" ${o.kind === 'text' ? '' : 'inputmode="decimal" '}id="${id}" name="${o.name}" value="${encode(given ?? o.usual)}" data-usual="${encode(o.usual)}" autocomplete="off" spellcheck="false" ${described}>`
    return `<div class="run-field"><label for="${id}">${o.name}</label>${control}<small id="${id}-about">${about}</small></div>`
}

const capital = words => words[0].toUpperCase() + words.slice(1)

function fields(options, begin, say) {
    const taken = [
        [o => o.name === 'data', say("MNIST's four files, as they are or as .gz", 'MNIST 的四个文件，原样或 .gz 都可以')],
        [o => o.hint === 'PATH', say('photographs, of any kind that this browser shows', '照片，浏览器能显示的格式都可以')],
        [o => o.hint === 'FILE', say('weights as .safetensors', '.safetensors 格式的权重')],
    ].filter(([fits]) => options.some(fits)).map(([, words]) => words)
    return `<details class="run-options"${options.length > 4 ? '' : ' open'}><summary>${say('Options', '选项')}</summary><div class="run-fields">${options.map(o => field(o, begin, say)).join('\n')}</div>
${taken.length ? `<p class="run-own"><label for="run-own-files">${say('Your own files', '你自己的文件')}</label> <input type="file" id="run-own-files" multiple> <small>${say(`${capital(taken.join('; or '))}. Or drop them here. They stay in this browser.`, `${taken.join('；或者')}。也可以拖到这里。它们只留在这个浏览器里。`)}</small> <span class="run-has" aria-live="polite"></span></p>` : ''}</details>`
}

const runIt = (say, how) => ({
    title: say('Run it here', '在这里运行'),
    why: say(`The C of this page, compiled for the browser. <a href="${how}">How a page runs it.</a> Nothing leaves this computer.`,
        `这一页的 C 程序，已经编译到浏览器里。<a href="${how}">它怎样在网页里运行</a>。没有任何东西离开这台电脑。`),
})

// What a page begins with in place of the program's own defaults, which would take long here.
// A program may choose its default itself, and then there is none to name.
function shortened(begin, options, say) {
    const words = options.filter(o => begin.has(o.name)).map(({ name, usual }) =>
        say(`${name} ${begin.get(name)}${usual ? ` instead of ${usual}` : ''}`, `${name} 是 ${begin.get(name)}${usual ? `，不是 ${usual}` : ''}`))
    return !words.length ? '' : say(` Shortened for the page: ${words.join(', ')}.`, `为网页缩短了：${words.join('；')}。`)
}

function panel(program, options, begin, say, { title, why, button = '', bench = '' }) {
    return `<section class="run" id="run" aria-labelledby="run-title" data-program="${program}">
<h2 id="run-title">${title}</h2>
<p class="run-why">${why}${shortened(begin, options, say)}</p>
${bench}<form autocomplete="off">${options.length ? fields(options, begin, say) : ''}
<p class="run-bar"><button type="submit" class="run-start">${say('Run', '运行')}</button> <button type="button" class="run-stop" disabled>${say('Stop', '停止')}</button>${button} <code class="run-line"></code></p></form>
<p class="run-state" role="status"></p>
<pre class="run-output" role="log" tabindex="0" aria-label="${say('What it prints', '打印出什么')}" hidden></pre>
<div class="run-figures"></div>
<details class="run-files" hidden><summary>${say('Files it wrote', '它写的文件')}</summary><ul></ul></details>
</section>
`
}

export class Runs {
    constructor(packages, browser, html, sources, complain) {
        Object.assign(this, { packages: `${packages}/node_modules`, browser, html, sources, complain, files: [], shownOptions: new Set() })
        this.here = existsSync(packages) && existsSync(browser)
        this.workshop = new Workshop(this.here && browser, html, complain)
        if (this.here) this.common()
    }

    get allFiles() { return [...this.files, ...this.workshop.files] }

    write(name, text) {
        writeFileSync(`${this.html}/${name}`, `${text}\n`)
        this.files.push(name)
    }

    // gnuplot.js is a module; what the worker needs of it is its function.
    common() {
        const glue = readFileSync(`${this.packages}/gnuplot-wasm/src/gnuplot.js`, 'utf8').replaceAll('import.meta.url', `'file:///'`).replace(/export default Module;\s*$/, '')
        const worker = `${readFileSync(`${folder}/worker.js`, 'utf8')}\nconst gnuplotOf = () => { ${glue}; return Module }\n`
        this.write('run-worker.js', `RUN.part('run-worker', '${packed(worker)}')`)
        this.write('run-gnuplot.js', `RUN.part('gnuplot', '${packed(readFileSync(`${this.packages}/gnuplot-wasm/src/gnuplot.wasm`))}')`)
        this.write('run-graphviz.js', `RUN.part('graphviz', '${packed(readFileSync(`${this.packages}/@viz-js/viz/lib/viz-standalone.js`))}')`)
        this.write('run-look.js', `RUN.colours = ${JSON.stringify(colours)}`)
        for (const file of ['run.js', 'run.css']) { copyFileSync(`${folder}/${file}`, `${this.html}/${file}`); this.files.push(file) }
    }

    headersOf(source) {
        const made = ['float', 'double'].map(p => `${this.browser}/${p}/${source.replace(/c$/, 'd')}`).find(f => existsSync(f))
        return readFileSync(made, 'utf8')
    }

    // One script for each file, whoever reads it. Returns the script's name.
    carry(file) {
        const name = `run-file-${file.replace(/\W+/g, '-')}.js`
        if (!this.files.includes(name)) this.write(name, `RUN.part('${name}', '${packed(readFileSync(file))}')`)
        return name
    }

    // The options of a program that a page asks for, and what they begin with.
    optionsOf(program, source, words) {
        const begin = new Map([...words.matchAll(/--(\S+) (\S+)/g)].map(m => [m[1], m[2]])), options = optionsOf(`${this.browser}/${program}.options`, this.headersOf(source), readFileSync(source, 'utf8'))
        for (const name of begin.keys()) if (!options.some(o => o.name === name)) this.complain(`${program} has no option ${name}, with which its page begins`)
        for (const { name, help } of options) {
            if (!optionsInChinese.has(help)) this.complain(`docs/zh/options does not say in Chinese what ${program} --${name} does: ${help}`)
            this.shownOptions.add(help)
        }
        return [options, begin]
    }

    // At the end: what docs/zh/options says of no option that a page asks for.
    checkOptions() {
        if (this.here) for (const help of optionsInChinese.keys()) if (!this.shownOptions.has(help)) this.complain(`docs/zh/options: no page asks for: ${help}`)
    }

    // A page gets Run if it is a program's, and the editor if there is something to write.
    add(page, shown, runs) {
        if (!this.here) return page
        const chinese = isChinese(shown), say = chinese ? (_, words) => words : english => english
        const to = source => addressOf(chinese && inChinese(source, this.sources) || source)
        const play = ({ play: { program, source, words } }) => panel(program, ...this.optionsOf(program, source, words.join(' ')), say, {
            title: say('Your function at work', '看你的函数干活'),
            why: say(`<a href="${to(source)}">${program}</a>, with your function inside. Wrong ones run as well: watch what becomes of the numbers.`,
                `<a href="${to(source)}">${program}</a>，里面用的是你的函数。写错了也能运行：看看数字会变成什么。`),
        })
        return this.workshop.add(this.addRun(page, inEnglish(shown), runs, say, runIt(say, to('docs/run/README.md'))), shown, play)
    }

    addRun(page, source, runs, say, words) {
        const program = short(source), wasm = `${this.browser}/${program}.wasm`
        if (program === source || page.indexOf('class="row ran"') < 0) return page
        const why = beginnings.get(program)?.match(/^not: (.*)/)?.[1]
        const place = /<div class="weave">\s*<div class="row ran">/
        if (!place.test(page)) { this.complain(`no place for Run`); return page }
        if (why || !existsSync(wasm)) {
            if (!why) this.complain(`${wasm} is missing, and docs/run/defaults.txt does not say why`)
            const itsChinese = beginnings.get(`${program}, in Chinese`)
            if (!itsChinese) this.complain(`docs/run/defaults.txt does not say in Chinese why ${program} does not run in a page`)
            return page.replace(place, m => `<p class="explained">${say('This program does not run in a page: ', '这个程序不在网页里运行：')}${encode(say(why ?? '', itsChinese ?? ''))}</p>\n${m}`)
        }
        const [options, begin] = this.optionsOf(program, source, beginnings.get(program) ?? '')
        const out = `${runs}/${program}/out/${program.slice(0, 4)}`, drawn = existsSync(out) ? readdirSync(out) : []
        const chapter = source.split('/')[0]
        const text = readFileSync(source, 'utf8'), { files, withData } = readBy(text, chapter, options), carried = list => list.map(f => [`/${f}`, this.carry(f)])
        // A program that draws starts gnuplot. Of one that has a record only the beginning ran here.
        const starts = WebAssembly.Module.imports(new WebAssembly.Module(readFileSync(wasm))).some(i => i.module === 'page' && i.name === 'run')
        const about = {
            gnuplot: drawn.some(f => f.endsWith('.gp')) || starts && drawn.length === 0, graphviz: drawn.some(f => f.endsWith('.dot')),
            files: carried(files), withData: carried(withData),
            ...this.workshop.here ? { source, code: codeOf(text), precision: /precision: double/.test(text) ? 'double' : 'float' } : {},
        }
        const script = `run-${program.replace('/', '-')}.js`
        this.write(script, `RUN.about = ${JSON.stringify(about)}\nRUN.part('program', '${packed(readFileSync(wasm))}')`)
        return page
            .replace(place, m => panel(program, options, begin, say, { ...words, ...this.workshop.here ? { button: ` ${changeButton(say)}`, bench: changeBench(say) } : {} }) + m)
            .replace(/(<b>(?:Run it|运行)<\/b> <code>[^<]*<\/code>)/, `$1<span class="run-link"> ${say('or', '或')} <a href="#run">${say('in this page', '在这一页里')}</a></span>`)
            .replace('</head>', `<link rel="stylesheet" href="run.css">\n<script defer src="run.js"></script>\n</head>`)
    }
}
