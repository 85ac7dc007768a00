// differs.mjs - in which lines two runs of one program differ, and may not. What may, says
// docs/run/differs.txt:
//
//   ch05/train /words that a line has/ 0.01: why
//
// By so much each of its numbers may differ, or by so many hundredths of itself: 0.1%.
// 0,0.01 is a bound for the first number of the line, and one for all others.
import { readFileSync } from 'node:fs'

export const exceptions = readFileSync('docs/run/differs.txt', 'utf8').split('\n').filter(l => l && !l.startsWith('#'))
    .map(l => l.match(/^(\S+) \/(.*)\/ (\S+): (.+)$/)).map(([, program, words, bounds]) => ({ program, words: new RegExp(words), bounds: bounds.split(','), most: bounds.split(',').map(() => 0), used: false }))

const NUMBER = /[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?/g
// The same words (a narrower number has more spaces before it), and numbers that are near. What they
// differ by most is kept, for each bound.
function near(a, b, { bounds, most }) {
    const words = l => l.replace(NUMBER, '#').replace(/ +/g, ' '), numbers = l => (l.match(NUMBER) ?? []).map(Number), others = numbers(b)
    if (words(a) !== words(b)) return false
    return numbers(a).every((n, i) => {
        const which = Math.min(i, bounds.length - 1), part = bounds[which].endsWith('%'), apart = n === others[i] ? 0 : Math.abs(n - others[i]) / (part ? Math.abs(others[i]) / 100 : 1)
        most[which] = Math.max(most[which], apart)
        return apart <= parseFloat(bounds[which])
    })
}

// "0.03% of 0.1%", what was found and what is allowed, bound by bound.
export const found = ({ bounds, most }) => bounds.map((bound, i) => `${+most[i].toPrecision(2)}${bound.endsWith('%') ? '%' : ''} of ${bound}`).join(', ')

// [[line, other], …] of two lists of lines.
export const differences = (program, mine, theirs) => mine.flatMap((line, i) => {
    if (line === theirs[i]) return []
    const exception = exceptions.find(e => e.program === program && e.words.test(line) && near(line, theirs[i] ?? '', e))
    if (!exception) return [[line, theirs[i]]]
    exception.used = true
    return []
})
