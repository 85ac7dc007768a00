// lab.mjs - put the experiments into their pages: the C program and the weights of
// chapter 7 become scripts, so that a page also works from a file.
import { copyFileSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'

const folder = 'docs/lab', weights = 'ch07_cnn/weights', order = ['W1', 'b1', 'W2', 'b2', 'W3', 'b3']

// A safetensors file: eight bytes of length, a header in JSON, the tensors. Their
// bytes are put in the order in which glue.c wants them.
function tensorsOf(file) {
    const all = readFileSync(file), length = Number(all.readBigUInt64LE(0))
    const header = JSON.parse(all.subarray(8, 8 + length)), body = all.subarray(8 + length)
    const parts = order.map(name => {
        const { dtype, shape, data_offsets: [from, to] } = header[name]
        if (dtype !== 'F16' || to > body.length || to - from !== 2 * shape.reduce((a, b) => a * b))
            throw new Error(`${file}: ${name} is ${dtype} [${shape}], ${to - from} bytes`)
        return body.subarray(from, to)
    })
    return { data: header.__metadata__.data, accuracy: header.__metadata__.test_accuracy, bytes: Buffer.concat(parts).toString('base64') }
}

// Writes the laboratory's files into the folder html; returns their names. The weights
// are loaded when the page needs them.
function writeFiles(program, html) {
    const sources = readdirSync(folder).filter(f => /\.(js|css)$/.test(f)).sort()
    for (const file of sources) copyFileSync(`${folder}/${file}`, `${html}/${file}`)
    const write = (file, statement) => { writeFileSync(`${html}/${file}`, `${statement}\n`); return file }
    const sets = readdirSync(weights).filter(f => f.endsWith('.safetensors')).sort().map(file => {
        const name = file.replace('.safetensors', '')
        return write(`lab-${name}.js`, `LAB.weights.${name} = ${JSON.stringify(tensorsOf(`${weights}/${file}`))}`)
    })
    const starts = write('lab-program.js', `LAB.program = '${readFileSync(program).toString('base64')}'`)
    return [...sources, ...sets, starts]
}

// What stands in an experiment, in Chinese: docs/zh/docs/lab/words.tsv has a line for each
// text and each label. One that it does not have is an error.
function inChinese(experiment, complain) {
    const words = new Map(readFileSync('docs/zh/docs/lab/words.tsv', 'utf8').trim().split('\n').map(line => line.split('\t')))
    const say = english => words.get(english) ?? (/[a-z]{2}/.test(english) && complain(`docs/zh/docs/lab/words.tsv: error: no line for ${english}`), english)
    return experiment
        .replace(/(aria-label=")([^"]*)/g, (_, before, text) => before + say(text))
        .replace(/>([^<>]+)</g, (_, text) => `>${text.replace(/\S(?:.*\S)?/, say)}<`)
}

// The pages with their experiments. Without the program (no clang that knows
// WebAssembly) a page says so, and keeps its still pictures.
export class Lab {
    constructor(program, html) {
        Object.assign(this, { here: existsSync(program), files: [] })
        if (this.here) this.files = writeFiles(program, html)
    }

    // <div data-lab="walk" data-flat="1"></div> becomes walk.html, told the same.
    add(page, complain) {
        const names = new Set(), chinese = page.includes('<html lang="zh">'), say = (english, itsChinese) => chinese ? itsChinese : english
        const experiment = name => {
            const text = readFileSync(`${folder}/${name}.html`, 'utf8').trim()
            return chinese ? inChinese(text, complain) : text
        }
        page = page.replace(/<div data-lab="(\w+)"([^>]*)><\/div>/g, (_, name, more) => {
            names.add(name)
            if (!existsSync(`${folder}/${name}.html`)) complain(`there is no experiment ${name}`)
            else if (this.here) return `<noscript><p class="explained">${say('This experiment needs JavaScript. Nothing is loaded from the network.', '这个实验需要 JavaScript。它不从网络载入任何东西。')}</p></noscript>\n${experiment(name).replace(`data-lab="${name}"`, `$&${more}`)}`
            return `<p class="explained">${say('This copy of the book was built without the laboratory: <code>./setup --docs</code> installs what it needs.', '这一份网站没有带上实验室：<code>./setup --docs</code> 会装好它需要的东西。')}</p>`
        })
        const scripts = ['lab.js', ...[...names].map(name => `lab-${name}.js`), 'lab-program.js']
        return !names.size || !this.here ? page : page.replace('</head>',
            `<link rel="stylesheet" href="lab.css">\n${scripts.map(f => `<script defer src="${f}"></script>`).join('\n')}\n</head>`)
    }
}
