// weight.mjs - how much the site and its pages load.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'

const size = file => statSync(file).size
const megabytes = bytes => `${(bytes / 1e6).toFixed(2)} MB`

// The bytes that a page loads until the program that it runs begins; 0 if it runs none.
export function weightOf(html, page) {
    const text = readFileSync(`${html}/${page}`, 'utf8'), program = text.match(/<section class="run"[^>]*data-program="([^"]+)"/)?.[1]
    if (!program) return 0
    const script = `run-${program.replace('/', '-')}.js`, about = JSON.parse(readFileSync(`${html}/${script}`, 'utf8').match(/^RUN\.about = (.*)$/m)[1])
    const linked = [...text.matchAll(/<(?:link|script)\b[^>]*(?:href|src)="([^"]+\.(?:css|js))"/g)].map(m => m[1])
    return [...new Set([page, ...linked, script, 'run-worker.js', 'run-look.js', ...about.gnuplot ? ['run-gnuplot.js'] : [],
        ...about.graphviz ? ['run-graphviz.js'] : [], ...about.files.map(([, f]) => f)])].reduce((sum, f) => sum + size(`${html}/${f}`), 0)
}

// [bytes, page]
export const heaviest = html => readdirSync(html).filter(f => f.endsWith('.html')).map(f => [weightOf(html, f), f]).sort(([a], [b]) => b - a)[0]
export const wholeSite = html => readdirSync(html).reduce((sum, f) => sum + size(`${html}/${f}`), 0)

// The table that takes the place of <div data-weights="all"></div>.
export function weights(html, chinese) {
    const say = (english, itsChinese) => chinese ? itsChinese : english
    const [most, page] = heaviest(html), train = say('ch05_backprop_train.html', 'ch05_backprop_train_zh.html')
    const rows = [
        ...most ? [[say(`the page of <a href="${train}">ch05/train</a>, its program and gnuplot`, `<a href="${train}">ch05/train</a> 的页面、它的程序和 gnuplot`), weightOf(html, train)], [say(`<a href="${page}">the heaviest page</a>, likewise`, `<a href="${page}">最大的一页</a>，同样算`), most]] : [],
        ...existsSync(`${html}/workshop.js`) ? [[say('the compiler, and the library made for it, at the first change of some code', '编译器，以及为它准备好的库，第一次修改代码的时候'), readdirSync(html).filter(f => /^workshop-(compiler|library)-/.test(f)).reduce((sum, f) => sum + size(`${html}/${f}`), 0)]] : [],
        [say('the whole site', '整个网站'), wholeSite(html)],
    ]
    return `<table class="markdownTable"><tr class="markdownTableHead"><th>${say('what', '什么')}</th><th>${say('size', '大小')}</th></tr>${rows.map(([what, bytes]) => `<tr class="markdownTableRowOdd"><td>${what}</td><td>${megabytes(bytes)}</td></tr>`).join('')}</table>`
}
