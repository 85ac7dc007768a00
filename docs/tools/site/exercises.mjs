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

function exercise(line) {
    const [name, points, seconds, , play, rank, kind] = line.split(' ')
    const short = name.slice(0, 4), own = name.slice(5), chapter = readdirSync('.').find(f => f.startsWith(`${short}_`))
    const home = `${chapter}/exercises/${own}`, test = read(`${home}/test.c`)
    const tests = test.split('\n').flatMap((l, i) => { const found = l.match(/^Test\((\w+), (\w+)\)/); return found ? [{ name: found[2], line: i + 1 }] : [] })
    return {
        name, chapter, home, points: +points, seconds: +seconds, optional: rank === 'optional', kind, page: addressOf(`${home}/skeleton.c`),
        file: `${home}.c`, header: `${chapter}/exercises/${short}.h`, suite: test.match(/^EXERCISE\((\w+)\)/m)[1], tests,
        mayCall: test.match(/may-call: *([^*]*)/) ? words(test.match(/may-call: *([^*]*)/)[1]) : null,
        title: read(`${home}/skeleton.c`).match(/^\/\/ # (?:Exercise: )?(.*)/)[1], skeleton: codeOf(read(`${home}/skeleton.c`)),
        play: play !== '-' && existsSync(`${home}/play.c`) && !notHere.has(play) ? { program: play, words: programs.get(play) } : null,
    }
}
export const exercises = () => execFileSync('tools/exercises/lines', { encoding: 'utf8' }).trim().split('\n').map(exercise)
