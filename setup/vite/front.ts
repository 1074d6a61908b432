import type { Plugin } from 'vite'
import type { ParsedSlide } from '../../talk/outline.ts'
import { frontOf } from '../../talk/front.ts'

const FRONT = 'virtual:front'

/** Serves what the deck says of itself: `virtual:front`, made from `slides.md`. */
export function frontPlugin(data: { headmatter: Record<string, unknown>, slides: ParsedSlide[] }): Plugin {
  return {
    name: 'four-eggs:front',
    resolveId: id => id === FRONT ? `\0${FRONT}` : undefined,
    load: id => id === `\0${FRONT}` ? `export default ${JSON.stringify(frontOf(data))}` : undefined,
  }
}
