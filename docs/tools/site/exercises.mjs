// exercises.mjs - what is known of the exercises: the list, and what the folders hold.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { addressOf } from './pages.mjs'

const read = file => readFileSync(file, 'utf8')
const words = text => text.trim().split(/\s+/).filter(Boolean)

// What an answer may call stands in tools/exercises/judge, for both judges.
const judge = read('tools/exercises/judge')
const shell = name => words(judge.match(new RegExp(`^${name}='([^']*)'`, 'm'))[1])
export const mayCall = { mathematics: shell('mathematics'), others: shell('others') }

const programs = new Map(read('tools/exercises/programs').split('\n').filter(l => /^ch/.test(l)).map(l => l.split('|').map(w => w.trim())).map(([name, play]) => [name, words(play)]))
const notHere = new Set([...read('docs/run/defaults.txt').matchAll(/^(\S+): not:/gm)].map(m => m[1]))

// A file as the student gets it, without the text of its page.
export const codeOf = text => text.split('\n').filter(l => !/^\/\/( |$)/.test(l)).join('\n').replace(/\n{3,}/g, '\n\n').trim() + '\n'

// The wrong answers that are known, with the questions that lead to their causes.
const inChinese = new Map(read('docs/zh/questions').split('\n').filter(Boolean).map(l => l.split(/: (.*)/s).slice(0, 2)))
const mistakes = (name, home) => read(`${home}/questions`).trim().split('\n').map(line => {
    const [own, question] = line.split(/: (.*)/s), asked = question.startsWith('no question: ') ? null : question
    return { name: own, caught: read(`${home}/wrong/${own}.c`).match(/^\/\* caught-by: (.*) \*\//)[1], question: asked, chinese: asked && (inChinese.get(`${name} ${own}`) ?? asked) }
})

// What a test and the judge say, in Chinese: the rules of sed, /where/s/pattern/words/, as
// [pattern, words, where], in their order. Those between braces are for what a page does
// not say.
function ruleOf(line) {
    const found = line.match(/^(?:\/((?:[^/\\]|\\.)*)\/)?s\/((?:[^/\\]|\\.)*)\/((?:[^/\\]|\\.)*)\/$/)
    if (!found) throw new Error(`tools/exercises/messages.zh.sed: a page cannot read the rule ${line}`)
    const [, where, from, to] = found, turned = pattern => pattern?.replace(/\\([(){}|])|\[[^\]]*\]|[(){}|+?]/g, (m, bare) => bare ?? (m.length > 1 ? m : `\\${m}`))
    return [turned(from), to.replaceAll('\\/', '/').replace(/\$/g, '$$$$').replace(/\\(\d)/g, '$$$1'), ...where ? [turned(where)] : []]
}
export function chineseRules() {
    let inside = 0
    return read('tools/exercises/messages.zh.sed').split('\n').flatMap(line => {
        if (line === '}') return inside--, []
        if (/^\/.*\{$/.test(line)) inside++
        return inside || line === '' || line.startsWith('#') ? [] : [ruleOf(line)]
    })
}

function exercise(line) {
    const [name, points, seconds, , play, rank, kind] = line.split(' ')
    const short = name.slice(0, 4), own = name.slice(5), chapter = readdirSync('.').find(f => f.startsWith(`${short}_`))
    const home = `${chapter}/exercises/${own}`, test = read(`${home}/test.c`)
    const tests = test.split('\n').flatMap((l, i) => { const found = l.match(/^Test\((\w+), (\w+)\)/); return found ? [{ name: found[2], line: i + 1 }] : [] })
    return {
        name, chapter, home, points: +points, seconds: +seconds, optional: rank === 'optional', kind, page: addressOf(`${home}/skeleton.c`),
        file: `${home}.c`, header: `${chapter}/exercises/${short}.h`, suite: test.match(/^EXERCISE\((\w+)\)/m)[1], tests,
        mayCall: test.match(/may-call: *([^*]*)/) ? words(test.match(/may-call: *([^*]*)/)[1]) : null,
        reads: words(test.match(/reads: *([^*]*)/)?.[1] ?? ''), mistakes: mistakes(name, home), title: read(`${home}/skeleton.c`).match(/^\/\/ # (?:Exercise: )?(.*)/)[1], skeleton: codeOf(read(`${home}/skeleton.c`)),
        play: play !== '-' && existsSync(`${home}/play.c`) && !notHere.has(play) ? { program: play, words: programs.get(play), instead: read(`${home}/play.c`).match(/^#include "(\w+)\.c"/m)?.[1] } : null,
    }
}
export const exercises = () => execFileSync('tools/exercises/lines', { encoding: 'utf8' }).trim().split('\n').map(exercise)
