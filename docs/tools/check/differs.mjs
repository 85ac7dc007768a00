// differs.mjs - in which lines two runs of one program differ, and may not. What may, says
// docs/run/differs.txt:
//
//   ch05/train /words that a line has/ 0.01: why
//
// By so much each of its numbers may differ, or by so many hundredths of itself: 0.1%.
// 0,0.01 is a bound for the first number of the line, and one for all others.
import { readFileSync } from 'node:fs'

export const exceptions = readFileSync('docs/run/differs.txt', 'utf8').split('\n').filter(l => l && !l.startsWith('#'))
    .map(l => l.match(/^(\S+) \/(.*)\/ (\S+): (.+)$/)).map(([, program, words, bounds]) => ({ program, words: new RegExp(words), bounds: bounds.split(','), used: false }))

const NUMBER = /[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?/g
// The same words (a narrower number has more spaces before it), and numbers that are near.
function near(a, b, { bounds }) {
    const words = l => l.replace(NUMBER, '#').replace(/ +/g, ' '), numbers = l => (l.match(NUMBER) ?? []).map(Number), others = numbers(b)
    const bound = i => { const text = bounds[Math.min(i, bounds.length - 1)]; return text.endsWith('%') ? parseFloat(text) / 100 * Math.abs(others[i]) : Number(text) }
    return words(a) === words(b) && numbers(a).every((n, i) => Math.abs(n - others[i]) <= bound(i))
}

// [[line, other], …] of two lists of lines.
export const differences = (program, mine, theirs) => mine.flatMap((line, i) => {
    if (line === theirs[i]) return []
    const exception = exceptions.find(e => e.program === program && e.words.test(line) && near(line, theirs[i] ?? '', e))
    if (!exception) return [[line, theirs[i]]]
    exception.used = true
    return []
})
