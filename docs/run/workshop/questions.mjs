// questions.mjs - the question that leads to the cause, if an answer fails as one of the wrong
// answers does that are known: what tools/exercises/question decides elsewhere, decided
// in the same way.

const NUMBER = /^[-+]?\d*\.?\d+(e[-+]?\d+)?$/
const near = (x, y) => Math.abs(x - y) <= 1e-4 * (Math.abs(x) + Math.abs(y))
const wordsOf = message => message.replace(/[(),;:]/g, ' ').trim().split(/\s+/)
const testsOf = verdict => verdict.failed.map(f => f.test).join(' ')

function same(mine, other) {
    const a = wordsOf(mine), b = wordsOf(other)
    return a.length === b.length && a.every((word, i) => NUMBER.test(word) && NUMBER.test(b[i]) ? near(word, b[i]) : word === b[i])
}

// 2: both fail by the same tests, with the same first message, and the same numbers. 1: so it
// is wherever both fail, and more than one small number agrees: all tests that the other fails
// by, or two, or a number of many digits. 0: they are not alike.
export function alike(mine, other) {
    if (mine.word !== other.word || !mine.failed.length || !other.failed.length) return 0
    const first = mine.failed[0].message, messages = new Map(mine.failed.map(f => [f.test, f.message])), both = other.failed.filter(f => messages.has(f.test))
    if (!same(first, other.failed[0].message) || !both.every(f => same(messages.get(f.test), f.message))) return 0
    if (testsOf(mine) === testsOf(other)) return 2
    return / [-+0-9.]/.test(` ${wordsOf(first).join(' ')}`) && (both.length === other.failed.length || both.length > 1 || /\.\d{4}/.test(first)) ? 1 : 0
}

// mistakes: [{ question, verdict }, …], question null where there is none. Returns no more than
// two questions of them; the numbers of three mistakes tell nothing.
export function questionsOf(verdict, mistakes) {
    const scored = mistakes.map(m => [alike(verdict, m.verdict), m]), best = Math.max(1, ...scored.map(([score]) => score))
    const meant = scored.filter(([score]) => score === best).map(([, m]) => m.question)
    return meant.length > 2 ? [] : [...new Set(meant.filter(Boolean))].sort()
}

// A wrong answer that is caught by another word need not be looked at.
const words = { build: 'build', void: 'void', crash: 'crash', time: 'timeout' }
const fits = ({ caught }, word) => !(caught in words) || words[caught] === word

// What the judge says of wrong answers, each asked once; textOf(mistake) is its C.
export class Catalogue {
    constructor(judge, textOf) { Object.assign(this, { judge, textOf, known: new Map() }) }

    async questions(exercise, verdict) {
        if (!['fail', 'crash', 'timeout', 'memory'].includes(verdict.word)) return []
        const mistakes = []
        for (const mistake of exercise.mistakes.filter(m => fits(m, verdict.word))) {
            const name = `${exercise.name}/${mistake.name}`
            if (!this.known.has(name)) this.known.set(name, await this.judge.judge(exercise, this.textOf(exercise, mistake)))
            mistakes.push({ question: mistake.question, verdict: this.known.get(name) })
        }
        return questionsOf(verdict, mistakes)
    }
}
