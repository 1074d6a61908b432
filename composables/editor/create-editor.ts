import type { DecorationSet } from '@codemirror/view'
import type { ProgramError } from '../../runner/code/program.ts'
import { defaultKeymap, history, historyField, historyKeymap, indentWithTab } from '@codemirror/commands'
import { typescriptLanguage } from '@codemirror/lang-javascript'
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language'
import { linter, setDiagnostics } from '@codemirror/lint'
import { Annotation, EditorState, Prec, StateEffect, StateField } from '@codemirror/state'
import {
  Decoration,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { addCodeColours, codeHighlighter } from './highlighter.ts'

/** What keeps a program from running, and where: line and column in its file, from 1. */
export type Problem = Pick<ProgramError, 'message' | 'line' | 'column'>

export interface EditorOptions {
  parent: HTMLElement
  /** Where the program stands: what was typed there can be undone, also when the editor has been away. */
  place: string
  text: string
  /** The file's line on which the text begins. */
  firstLine: number
  /** What a screen reader says that this is. */
  label: string
  /** As many characters as a program may have. */
  mostChars: number
  /** Looks for what keeps the program from running; it is asked a moment after each change. */
  check: (text: string) => Promise<Problem | undefined>
  onChange: (text: string) => void
  onRun: () => void
  onLeave: () => void
  onFocus: (has: boolean) => void
  /** Where the caret is while one types, in characters from the beginning. */
  onCaret: (at: number) => void
}

export interface Editor {
  /** Takes over a text that was written elsewhere. */
  setText: (text: string) => void
  /** Marks the lines at which tasks wait, by their numbers in the file. */
  setParked: (parked: Parked) => void
  /** Marks a problem at its place and goes there. */
  show: (problem: Problem) => void
  focus: () => void
  destroy: () => void
}

type Parked = ReadonlyMap<number, readonly string[]>

/** More names than these are only counted. */
const MOST_NAMES = 4

/** What the editors of this page had in them when they went, with what can be undone. */
const left = new Map<string, unknown>()
const KEPT = { history: historyField }

/** A change that comes from elsewhere is known there. */
const fromElsewhere = Annotation.define<boolean>()

const parkedNow = StateEffect.define<DecorationSet>()
const parkedLines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (lines, { changes, effects }) => effects.find(effect => effect.is(parkedNow))?.value ?? lines.map(changes),
  provide: field => EditorView.decorations.from(field),
})

/** How long nothing is typed before the program is checked. */
const CHECK_MS = 250

const theme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'transparent', color: 'var(--ink)', fontSize: 'inherit' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--mono)',
    fontVariantLigatures: 'none',
    lineHeight: 'inherit',
    overflow: 'auto',
    scrollbarWidth: 'thin',
  },
  '.cm-content': { padding: '14px 12px 10px 0', caretColor: 'var(--ink)' },
  '.cm-cursor': { borderLeft: '2px solid var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--card)', color: 'var(--soft)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '34px', padding: '0 10px 0 6px' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--yolk) 11%, transparent)' },
  '.cm-activeLineGutter': { color: 'var(--ink)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--yolk) 38%, transparent)',
  },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'transparent', outline: '1px solid var(--soft)' },
  '.cm-parked': { backgroundColor: 'color-mix(in srgb, var(--yolk) 20%, transparent)', boxShadow: 'inset 4px 0 var(--yolk)' },
  '.cm-parked::after': { content: 'attr(data-waits)', marginLeft: '14px', color: 'var(--soft)', font: '600 14px/1 var(--sans)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--alarm) 1.5px',
    textUnderlineOffset: '3px',
    backgroundColor: 'color-mix(in srgb, var(--alarm) 12%, transparent)',
  },
  '.cm-lintPoint:after': { borderBottomColor: 'var(--alarm)' },
  // The sentence stands below the editor, where the room can read it.
  '.cm-tooltip': { display: 'none' },
})

/** As a command: it has been dealt with, and nobody else need look at the key. */
function does(act: () => void): () => true {
  return () => {
    act()
    return true
  }
}

/** An editor for the region of a program that a slide shows. */
export function createEditor(options: EditorOptions): Editor {
  const { firstLine, check, mostChars } = options
  addCodeColours()

  /** A place in the file as one in the shown text, at its end where the file goes on behind it. */
  function place(state: EditorState, { line, column }: Problem): { from: number, to: number } {
    const number = Math.max(1, (line ?? 1) - firstLine + 1)
    if (number > state.doc.lines)
      return { from: Math.max(0, state.doc.length - 1), to: state.doc.length }
    const shown = state.doc.line(number)
    const from = Math.min(shown.from + (column ?? 1) - 1, shown.to)
    // Something must be there to be underlined.
    return from < shown.to ? { from, to: state.wordAt(from)?.to ?? from + 1 } : { from: Math.max(shown.from, from - 1), to: from }
  }

  const toDiagnostic = (state: EditorState, problem: Problem) => ({
    ...place(state, problem),
    severity: 'error' as const,
    message: problem.message,
  })

  const extensions = [
    lineNumbers({ formatNumber: number => String(number + firstLine - 1) }),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    drawSelection(),
    history(),
    indentOnInput(),
    bracketMatching(),
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    EditorState.changeFilter.of(({ newDoc }) => newDoc.length <= mostChars),
    typescriptLanguage,
    syntaxHighlighting(codeHighlighter),
    linter(async ({ state }) => {
      const problem = await check(state.doc.toString())
      return problem ? [toDiagnostic(state, problem)] : []
    }, { delay: CHECK_MS }),
    Prec.highest(keymap.of([
      { key: 'Mod-Enter', run: does(options.onRun) },
      { key: 'Escape', run: does(options.onLeave) },
    ])),
    keymap.of([indentWithTab, ...defaultKeymap, ...historyKeymap]),
    EditorView.contentAttributes.of({
      'tabindex': '0',
      'aria-label': options.label,
      'spellcheck': 'false',
      'autocapitalize': 'off',
      'autocorrect': 'off',
    }),
    EditorView.editorAttributes.of({ 'data-may-scroll': '' }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged && !update.transactions.some(transaction => transaction.annotation(fromElsewhere)))
        options.onChange(update.state.doc.toString())
      if (update.focusChanged)
        options.onFocus(update.view.hasFocus)
      if (update.view.hasFocus && (update.focusChanged || update.selectionSet || update.docChanged))
        options.onCaret(update.state.selection.main.head)
    }),
    theme,
    parkedLines,
  ]
  const before = left.get(options.place)
  const state
    = before === undefined ? EditorState.create({ doc: options.text, extensions }) : EditorState.fromJSON(before, { extensions }, KEPT)
  const view = new EditorView({ parent: options.parent, state })

  function setText(text: string) {
    if (text !== view.state.doc.toString())
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, annotations: fromElsewhere.of(true) })
  }
  // It has become another one since.
  setText(options.text)

  return {
    setText,
    setParked(parked) {
      const lines = [...parked].flatMap(([line, tasks]) => {
        const number = line - firstLine + 1
        if (number < 1 || number > view.state.doc.lines || tasks.length === 0)
          return []
        const waits = tasks.length <= MOST_NAMES ? tasks.join(' ') : `${tasks.length}×`
        return Decoration.line({ class: 'cm-parked', attributes: { 'data-waits': waits } }).range(view.state.doc.line(number).from)
      })
      view.dispatch({ effects: parkedNow.of(Decoration.set(lines, true)) })
    },
    show(problem) {
      const { from } = place(view.state, problem)
      view.dispatch(setDiagnostics(view.state, [toDiagnostic(view.state, problem)]))
      view.dispatch({ selection: { anchor: from }, scrollIntoView: true })
      view.focus()
    },
    focus: () => view.focus(),
    destroy() {
      left.set(options.place, view.state.toJSON(KEPT))
      view.destroy()
    },
  }
}
