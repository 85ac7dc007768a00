// programs.mjs - programs of the book with something of the reader's inside. Both give
// { said, made }, as the compiler does: its messages, and the program or null.

// Names of what a chapter's programs are linked to, among those of the library's pack.
const modulesOf = (names, precision, source) => names.filter(name => name.startsWith(`made/${precision}/${source.split('/')[0]}/`))

// The program of source, with text in its place.
export async function changedProgram(clang, names, { source, precision }, text) {
    const { said, made } = await clang.compile(source, text, { speed: 2, words: precision === 'double' ? ['-DREAL_IS_DOUBLE'] : [], folders: ['common', source.split('/')[0]] })
    if (!made) return { said, made }
    const linked = await clang.link([made, ...modulesOf(names, precision, source), `made/${precision}.a`])
    return { said: said + linked.said, made: linked.made }
}

// The program in which an exercise can be played, with this answer inside. Its adapter may
// hold a module of the chapter.
export async function playedProgram(clang, names, exercise, answer) {
    const { chapter, name, file, play: { source, instead } } = exercise
    const { said, made } = await clang.compile(file, answer, { speed: 2, folders: ['tools/exercises', `${chapter}/exercises`] })
    if (!made) return { said, made }
    const linked = await clang.link([made, `made/${name}/play.o`, 'made/todo.o', `made/program/${source.replace(/c$/, 'o')}`, ...modulesOf(names, 'float', source).filter(name => !name.endsWith(`/${instead}.o`)), 'made/float.a'])
    return { said: said + linked.said, made: linked.made }
}
