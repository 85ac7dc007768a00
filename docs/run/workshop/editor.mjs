// editor.mjs - the editor, of CodeMirror: C with the page's colours, messages at their lines.
// The Tab key leads on, as everywhere in a page; a line is indented as it is begun.
import { EditorState } from '@codemirror/state'
import { EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view'
import { HighlightStyle, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete'
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { cpp } from '@codemirror/lang-cpp'
import { tags } from '@lezer/highlight'

const colour = name => ({ color: `var(--fragment-${name})` })
const colours = HighlightStyle.define([
    { tag: tags.comment, ...colour('comment') }, { tag: [tags.keyword, tags.typeName, tags.standard(tags.typeName)], ...colour('keyword') },
    { tag: tags.controlKeyword, ...colour('keywordflow') }, { tag: tags.processingInstruction, ...colour('preprocessor') }, { tag: [tags.string, tags.character], ...colour('token') },
])
const look = EditorView.theme({
    '&': { color: 'var(--fragment-foreground)', backgroundColor: 'var(--fragment-background)' },
    '.cm-content': { caretColor: 'var(--page-foreground-color)' },
    '.cm-line, .cm-gutterElement': { fontFamily: 'var(--font-family-monospace)', fontSize: 'var(--code-font-size)', lineHeight: 'var(--fragment-lineheight)' },
    '.cm-cursor': { borderLeftColor: 'var(--page-foreground-color)' },
    '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--page-secondary-foreground-color)', border: 'none' },
    '.cm-activeLine': { backgroundColor: 'transparent' }, // on a colour some words would be too pale
    '.cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--primary-color) 8%, transparent)' },
    '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { background: 'color-mix(in srgb, var(--primary-color) 25%, transparent) !important' },
    '.cm-tooltip': { color: 'var(--page-foreground-color)', backgroundColor: 'var(--page-background-color)', border: '1px solid var(--separator-color)' },
    '&.cm-focused .cm-matchingBracket': { backgroundColor: 'color-mix(in srgb, var(--fig-green) 30%, transparent)' },
})

// { text(), write(text), mark(messages), focus() }; changed(text) is called when the reader
// types, and go() at Ctrl-Enter.
export function makeEditor(parent, text, { label, changed, go }) {
    let quiet = false
    const view = new EditorView({
        parent,
        state: EditorState.create({
            doc: text,
            extensions: [
                lineNumbers(), highlightActiveLineGutter(), highlightActiveLine(), highlightSpecialChars(), history(), drawSelection(), indentOnInput(), indentUnit.of('    '),
                bracketMatching(), closeBrackets(), cpp(), syntaxHighlighting(colours), lintGutter(), look,
                keymap.of([{ key: 'Mod-Enter', run: () => { go(); return true } }, ...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...lintKeymap]),
                EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0', spellcheck: 'false', autocapitalize: 'off', autocorrect: 'off' }),
                EditorView.updateListener.of(update => { if (update.docChanged && !quiet) changed(update.state.doc.toString()) }),
            ],
        }),
    })
    return {
        text: () => view.state.doc.toString(),
        write(text, silent = false) {
            quiet = silent
            view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } })
            quiet = false
        },
        mark(messages) {
            const { doc } = view.state
            view.dispatch(setDiagnostics(view.state, messages.filter(m => m.kind !== 'note' && m.line <= doc.lines).map(m => {
                const line = doc.line(m.line), from = Math.min(line.from + m.column - 1, line.to)
                return { from, to: Math.max(from, Math.min(from + (doc.sliceString(from, line.to).match(/^\w+/)?.[0].length ?? 1), line.to)), severity: m.kind, message: m.text }
            })))
        },
        focus: () => view.focus(),
    }
}
