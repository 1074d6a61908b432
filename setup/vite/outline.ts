import type { Plugin } from 'vite'
import type { ParsedSlide } from '../../talk/outline.ts'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { catalogue } from '../../demos/catalogue.ts'
import { region } from '../../runner/code/program.ts'
import { readNote } from '../../talk/note.ts'
import { toOutline, toPlainText } from '../../talk/outline.ts'
import { pathOf } from '../../talk/slide.ts'

const OUTLINE = 'virtual:outline'
const WORDS = 'virtual:words'
const PACE = 'virtual:pace'
const ALL = [OUTLINE, WORDS, PACE]

/**
 * Serves what reading mode has to know of the whole talk: `virtual:outline`, its chapters and places, `virtual:words`,
 * what a search looks through beside the notes, and for the presenter `virtual:pace`, the seconds that notes give their
 * slides. All are made from the slides as they are.
 */
export function readingPlugin(root: string, data: { slides: ParsedSlide[] }): Plugin {
  function wordsOf({ content }: ParsedSlide) {
    return toPlainText(content)
  }

  function paceOf({ note, frontmatter }: ParsedSlide) {
    return pathOf(frontmatter) === 'more' ? null : readNote(note ?? '').seconds ?? 0
  }

  function codeOf() {
    return Object.fromEntries(catalogue.map(({ slug, title, file }) => [slug, `${title}\n${shownOf(resolve(root, file))}`]))
  }

  /** A search finds the others where one program is not in order; its own slide says what is wrong. */
  function shownOf(file: string): string {
    try {
      return region(readFileSync(file, 'utf8')).text
    }
    catch {
      return ''
    }
  }

  return {
    name: 'four-eggs:reading',
    resolveId: id => ALL.includes(id) ? `\0${id}` : undefined,
    load(id) {
      if (id === `\0${OUTLINE}`)
        return `export default ${JSON.stringify(toOutline(data.slides))}`
      if (id === `\0${PACE}`)
        return `export default ${JSON.stringify(data.slides.map(paceOf))}`
      if (id === `\0${WORDS}`)
        return `export const slides = ${JSON.stringify(data.slides.map(wordsOf))}\nexport const demos = ${JSON.stringify(codeOf())}`
    },
    hotUpdate({ file }) {
      if (!file.endsWith('.md'))
        return
      // Slidev says itself what it has to load anew; these are read again with the next page.
      for (const id of ALL) {
        const module = this.environment.moduleGraph.getModuleById(`\0${id}`)
        if (module)
          this.environment.moduleGraph.invalidateModule(module)
      }
    },
  }
}
