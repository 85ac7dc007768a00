// class.mjs - what a teacher projects and hands out: for each chapter, slides and a
// handout, made of the words, figures and formulas of its pages, in the order of
// the chain. Nothing of them is written by hand, so they cannot say anything else.
import { encode, sentence } from './html.mjs'
import { addressOf, inChinese } from './pages.mjs'

const chineseWords = {
    'Slides of chapter': '幻灯片：第', 'Handout of chapter': '讲义：第', 'The page': '本页', 'Your guess': '我的猜测', Run: '运行', Name: '姓名',
    Questions: '问题', Formulas: '公式', 'Check yourself': '想一想', Exercises: '练习', 'To the chapter': '回到本章',
    'The answers are on the pages of the chapter.': '答案在本章各页上。',
}

export const slidesOf = chapter => chapter.replace(/^(ch\d\d)_.*?(_zh)?\.html$/, (_, short, zh = '') => `slides_${short}${zh}.html`)
export const handoutOf = chapter => chapter.replace(/^(ch\d\d)_.*?(_zh)?\.html$/, (_, short, zh = '') => `handout_${short}${zh}.html`)

// --- parts of a finished page ---------------------------------------------------
const first = (text, pattern) => text.match(pattern)?.[0] ?? ''
const all = (text, pattern) => [...text.matchAll(pattern)].map(m => m[0])
const paragraph = /<p ?>(?:(?!<\/p>)[^])*<\/p>/g
const answer = /<details class="answer">[^]*?<\/details>/g
const begins = (words, p) => p.replace(/<[^>]*>/g, '').trim().startsWith(words)

function partsOf(page, chinese) {
    const body = page.slice(page.indexOf('<div class="contents">'), page.indexOf('<!-- contents -->'))
    const top = first(body, /<div class="lead">[^]*?<\/div>/) || body.slice(0, body.search(/<h2\b/) >>> 0).replace(/<figure>[^]*?<\/figure>/g, '')
    const [predict, tryIt, check] = chinese ? ['先猜一猜', '动手试试', '想一想'] : ['Predict first.', 'Try it.', 'Check yourself.']
    const words = all(top.replace(answer, ''), paragraph).filter(p => p.replace(/<[^>]*>/g, '').trim())
    const rest = all(body.replace(answer, ''), paragraph)
    return {
        title: first(page, /<h1 class="title">[^]*?<\/h1>/).replace(/<\/?h1[^>]*>/g, '').trim(),
        words: words.filter(p => !begins(predict, p)), predict: words.find(p => begins(predict, p)) ?? '',
        answer: first(top, answer).replace(/<\/?details[^>]*>|<summary>[^]*?<\/summary>/g, '').trim(),
        figures: all(body, /<figure>[^]*?<\/figure>/g),
        formulas: all(body, /<p ?>(?:(?!<\/p>)[^])*<\/p>\s*(?:<div class="formula">(?:(?!<\/div>)[^])*<\/div>\s*)+/g),
        tryIt: rest.filter(p => begins(tryIt, p)).at(-1) ?? '', check: rest.filter(p => begins(check, p)).at(-1) ?? '',
        run: first(body, /<b>(?:Run it|运行)<\/b> <code>[^]*?<\/code>/).replace(/^[^]*&amp;&amp; |<\/?code>|<\/?b>/g, ''),
    }
}

// Parts of many pages on one: their names must differ, and a link to a place on its own
// page leads there.
let parts = 0
function moved(part, address) {
    const mine = `p${++parts}-`
    const ids = new Set([...part.matchAll(/\sid=["']([^"']+)["']/g)].map(m => m[1]))
    return part.replace(/(\sid=["'])([^"']+)/g, `$1${mine}$2`)
        .replace(/((?:xlink:)?href=["'])#([^"']*)/g, (_, start, id) => ids.has(id) ? `${start}#${mine}${id}` : `${start}${address}#${id}`)
        .replace(/url\((['"]?)#/g, `url($1#${mine}`).replaceAll('<div class="formula">', '<div class="formula" tabindex="0">')
}

// --- the pages --------------------------------------------------------------------
function frame(title, chapter, kind, chinese, body, home, other) {
    const say = words => chinese ? chineseWords[words] : words
    return `<!DOCTYPE html>
<html lang="${chinese ? 'zh' : 'en'}" class="light-mode">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light">
<title>${title} · ${encode(home)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="katex.css">
<link rel="stylesheet" href="doxygen.css">
<link rel="stylesheet" href="doxygen-awesome.css">
<link rel="stylesheet" href="book.css">
<link rel="stylesheet" href="class.css">
</head>
<body class="${kind}">
<main class="contents">
${body}
</main>
<nav><a href="${chapter}">${say('To the chapter')}</a>${other && ` <a class="language" href="${other}" lang="${chinese ? 'en' : 'zh'}">${chinese ? 'English' : '中文'}</a>`}</nav>
</body>
</html>
`
}
const slide = (kind, ...content) => `<section class="slide ${kind}">${content.filter(Boolean).join('\n')}</section>`

function slides(pages, chinese) {
    return pages.flatMap(({ address, page }, i) => {
        const it = partsOf(page, chinese), head = i ? `<h2><a href="${address}">${it.title}</a></h2>` : `<h1>${it.title}</h1>`
        const [shown, ...others] = it.figures
        const put = part => moved(part, address)
        return [
            slide(i ? 'asks' : 'begins', head, ...it.words.map(put), put(it.predict)),
            it.answer || shown ? slide('answers', head.replace(/h1/g, 'h2'), it.answer && `<p>${put(it.answer)}</p>`, shown && put(shown)) : '',
            ...it.formulas.map(f => slide('formulas', head.replace(/h1/g, 'h2'), put(f))),
            ...others.map(f => slide('shows', head.replace(/h1/g, 'h2'), put(f))),
            it.tryIt || it.check ? slide('ends', head.replace(/h1/g, 'h2'), put(it.tryIt), put(it.check)) : '',
        ]
    }).join('\n')
}

// The questions of the table "The story in reading order", by the addresses of its pages.
const asked = page => new Map(all(page, /<tr\b[^>]*>[^]*?<\/tr>/g).flatMap(row => {
    const [of, question] = all(row, /<td\b[^>]*>[^]*?<\/td>/g).map(cell => cell.replace(/<\/?td[^>]*>/g, '').trim())
    return all(of ?? '', /<a href="[^"#]+\.html"/g).map(a => [a.split('"')[1], question])
}))

function handout(pages, exercises, chinese) {
    const say = words => chinese ? chineseWords[words] : words
    const all_ = pages.map(({ address, page }) => ({ address, ...partsOf(page, chinese) })), [chapter, ...programs] = all_, questions = asked(pages[0].page)
    const line = '<p class="line"></p>'
    return `<h1>${chapter.title}</h1><p class="name">${say('Name')}</p>
${chapter.words.concat(chapter.predict).map(p => moved(p, chapter.address)).join('\n')}${line}
<h2>${say('Questions')}</h2>
<table><tr><th>${say('Run')}</th><th>${say('Questions')}</th><th>${say('Your guess')}</th></tr>
${programs.filter(p => questions.has(p.address)).map(p => `<tr><td>${p.run ? `<code>${p.run}</code>` : `<a href="${p.address}">${p.title}</a>`}</td><td>${moved(questions.get(p.address), chapter.address)}</td><td></td></tr>`).join('\n')}
</table>
<h2>${say('Formulas')}</h2>
${all_.flatMap(p => p.formulas.slice(0, 2).map(f => moved(f, p.address))).slice(0, 8).join('\n')}
<h2>${say('Check yourself')}</h2>
${all_.filter(p => p.check).map(p => `${moved(p.check.replace(/<b>(Check yourself\.|想一想)<\/b>/, `<b>${chinese ? p.title : sentence(p.title)}</b>`), p.address)}${line}`).join('\n')}
<p>${say('The answers are on the pages of the chapter.')}</p>
<h2>${say('Exercises')}</h2>
<div class="exercises">${moved(first(exercises?.page ?? '', /<table class="markdownTable">[^]*?<\/table>/).replace('></th>', '>#</th>'), exercises?.address ?? '')}</div>`
}

// chapters: of contentsOf(); pages: the finished pages, by address. Returns the new
// pages, by address.
export function classPages(chapters, sources, pages, home) {
    const made = new Map()
    for (const chapter of chapters) {
        const both = [chapter.source, inChinese(chapter.source, sources)]
        for (const chinese of [false, true]) {
            if (!both[+chinese]) continue
            const at = source => { const address = addressOf(chinese ? inChinese(source, sources) ?? source : source); return { address, page: pages.get(address) } }
            const story = chapter.chain.filter(s => !s.includes('/exercises/')).map(at), address = story[0].address
            const number = +chapter.source.slice(2, 4), named = english => chinese ? `${chineseWords[english]} ${number} 章` : `${english} ${number}`
            const add = (of, name, kind, body) => made.set(of(address), frame(named(name), address, kind, chinese, body, home, both[1] ? of(addressOf(both[+!chinese])) : ''))
            add(slidesOf, 'Slides of chapter', 'slides', slides(story, chinese))
            add(handoutOf, 'Handout of chapter', 'handout', handout(story, at(chapter.exercises[0]), chinese))
        }
    }
    return made
}
