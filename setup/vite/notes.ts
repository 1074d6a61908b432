import type { Plugin } from 'vite'
import type { ParsedSlide } from '../../talk/outline.ts'
import { fileURLToPath } from 'node:url'
import { chapterText } from '../../talk/first-text.ts'
import { toOutline } from '../../talk/outline.ts'

/** All of them. */
const ALL = 'virtual:all-notes'

/**
 * What Slidev makes of a slide's frontmatter: a module each, and all of them are loaded before the first slide is
 * shown.
 */
const FRONTMATTER = /__slidev_(\d+)\.frontmatter$/

/** The line of such a module with all that is known of its slide. */
const SLIDE = /^( *)\.\.\.\((\{.*\})\),$/m

/** Who hands the notes out in the browser. */
const CLIENT = fileURLToPath(new URL('../../talk/notes.ts', import.meta.url))

/**
 * Takes the notes of a static site out of what has to be loaded before its first slide. They are most of its words, and
 * wanted by who presents, reads or searches: those get them when they first ask, through the same `noteHTML` of a
 * slide. For a reader on a slow line each chapter's are also a file, which is there before the deck: `text/NAME.html`.
 */
export function notesPlugin(data: { slides: ParsedSlide[] }): Plugin {
  const notes = new Map<number, string>()
  let isSite = false

  return {
    name: 'four-eggs:notes',
    config: (_, { command }) => void (isSite = command === 'build'),
    resolveId: id => id === ALL ? `\0${ALL}` : undefined,
    async load(id) {
      if (id !== `\0${ALL}`)
        return
      // Slidev has rendered a note when it has made the module that it was in.
      if (isSite)
        await Promise.all(data.slides.map(({ source }, index) => this.load({ id: `${source.filepath}__slidev_${index + 1}.frontmatter` })))
      return `export default ${JSON.stringify(isSite ? data.slides.map((_, index) => notes.get(index + 1) ?? '') : [])}`
    },
    generateBundle() {
      if (!isSite)
        return
      const all = data.slides.map((_, index) => notes.get(index + 1) ?? '')
      for (const chapter of toOutline(data.slides))
        this.emitFile({ type: 'asset', fileName: `text/${chapter.name}.html`, source: chapterText(chapter, all) })
    },
    transform: {
      filter: { id: FRONTMATTER },
      handler(code, id) {
        if (!isSite)
          return
        const number = Number(FRONTMATTER.exec(id)![1])
        const [line, indent, json] = SLIDE.exec(code) ?? []
        if (!line)
          this.error(`Slidev’s module about slide ${number} was expected to have a line “...({…}),” with its note.`)
        // What the editor of `npm start` would write back, or compare, stays at home, too.
        const { noteHTML = '', frontmatterRaw: _, revision: __, ...slide } = JSON.parse(json!) as Record<'noteHTML' | 'frontmatterRaw' | 'revision', string | undefined>
        notes.set(number, noteHTML)
        const late = `${indent}...(${JSON.stringify(slide)}),\n${indent}get noteHTML() { return noteOf(${number}) },`
        return { code: `import { noteOf } from ${JSON.stringify(CLIENT)}\n${code.replace(line, () => late)}`, map: null }
      },
    },
  }
}
