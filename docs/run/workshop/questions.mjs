// questions.mjs - the question that leads to the cause, if an answer fails as one of the wrong
// answers does that are known: what tools/exercises/question decides elsewhere, decided
// in the same way.

const NUMBER = /^[-+]?\d*\.?\d+(e[-+]?\d+)?$/
const near = (x, y) => Math.abs(x - y) <= 1e-4 * (Math.abs(x) + Math.abs(y))
const wordsOf = message => message.replace(/[(),;:]/g, ' ').trim().split(/\s+/)
const unwritten = f => f.message.startsWith('not written yet: ')

function same(mine, other) {
    const a = wordsOf(mine), b = wordsOf(other)
    return a.length === b.length && a.every((word, i) => NUMBER.test(word) && NUMBER.test(b[i]) ? near(word, b[i]) : word === b[i])
}

// 2: both fail by the same tests, with the same first message, and the same numbers. 1: so it
// is wherever both fail, and more than one small number agrees: all tests that the other fails
// by, or two, or a number of many digits. 0: they are not alike. A step of a capstone that one of
// the two has not written yet says nothing of either. And an answer that also crashes, or does
// not end, in another test may hold the same mistake.
export function alike(mine, other) {
    if (mine.word !== other.word && !(['crash', 'timeout'].includes(mine.word) && other.word === 'fail')) return 0
    const later = new Set([...mine.failed, ...other.failed].filter(unwritten).map(f => f.test))
    const first = mine.failed.find(f => !unwritten(f))?.message, firstOther = other.failed.find(f => !unwritten(f))?.message
    if (!first || !firstOther || !same(first, firstOther)) return 0
    const [a, b] = [mine, other].map(v => v.failed.filter(f => !later.has(f.test))), messages = new Map(a.map(f => [f.test, f.message])), both = b.filter(f => messages.has(f.test))
    if (!both.every(f => same(messages.get(f.test), f.message))) return 0
    if (a.map(f => f.test).join() === b.map(f => f.test).join()) return 2
    return / [-+0-9.]/.test(` ${wordsOf(first).join(' ')}`) && (both.length === b.length || both.length > 1 || /\.\d{4}/.test(first)) ? 1 : 0
}

// The numbers of a prediction do not depend on each other: there, one that is the same is enough,
// and the first that is wrong is asked for first. 0, -1, -2, … is its place; none is like it: -Infinity.
function alone(mine, other) {
    const messages = new Map(other.failed.map(f => [f.test, f.message])), at = mine.failed.findIndex(f => messages.has(f.test) && same(f.message, messages.get(f.test)))
    return at < 0 ? -Infinity : -at
}

// mistakes: [{ question, verdict }, …], question null where there is none. Returns no more than
// two questions of them; the numbers of three mistakes tell nothing.
export function questionsOf(kind, verdict, mistakes) {
    const score = ({ verdict: other }) => alike(verdict, other) || (kind === 'predict' ? alone(verdict, other) : -Infinity)
    const scored = mistakes.map(m => [score(m), m]), best = Math.max(...scored.map(([s]) => s))
    const meant = scored.filter(([s]) => s === best && s > -Infinity).map(([, m]) => m.question)
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
        return questionsOf(exercise.kind, verdict, mistakes)
    }
}
