import type { Plugin } from 'vite'
import type { ParsedSlide } from '../../talk/outline.ts'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { catalogue } from '../../demos/catalogue.ts'
import { region } from '../../runner/code/program.ts'
import { toOutline, toPlainText } from '../../talk/outline.ts'

const OUTLINE = 'virtual:outline'
const WORDS = 'virtual:words'

/**
 * Serves what reading mode has to know of the whole talk: `virtual:outline`, its chapters and places, and `virtual:words`,
 * what a search looks through beside the notes. Both are made from the slides as they are.
 */
export function readingPlugin(root: string, data: { slides: ParsedSlide[] }): Plugin {
  function wordsOf({ content }: ParsedSlide) {
    return toPlainText(content)
  }

  function codeOf() {
    return Object.fromEntries(catalogue.map(({ slug, title, file }) => [slug, `${title}\n${region(readFileSync(resolve(root, file), 'utf8')).text}`]))
  }

  return {
    name: 'four-eggs:reading',
    resolveId: id => id === OUTLINE || id === WORDS ? `\0${id}` : undefined,
    load(id) {
      if (id === `\0${OUTLINE}`)
        return `export default ${JSON.stringify(toOutline(data.slides))}`
      if (id === `\0${WORDS}`)
        return `export const slides = ${JSON.stringify(data.slides.map(wordsOf))}\nexport const demos = ${JSON.stringify(codeOf())}`
    },
    hotUpdate({ file }) {
      if (!file.endsWith('.md'))
        return
      // Slidev says itself what it has to load anew; these two are read again with the next page.
      for (const id of [OUTLINE, WORDS]) {
        const module = this.environment.moduleGraph.getModuleById(`\0${id}`)
        if (module)
          this.environment.moduleGraph.invalidateModule(module)
      }
    },
  }
}
