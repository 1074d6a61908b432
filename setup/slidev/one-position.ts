import type { Plugin } from 'vite'
import { fileURLToPath } from 'node:url'
import { normalizePath } from 'vite'

const FILE = /\/@slidev\/client\/setup\/root\.ts(?:$|\?)/

const KEEPS = normalizePath(fileURLToPath(new URL('../../composables/usePosition.ts', import.meta.url)))

/** Lines of Slidev 53, `setup/root.ts`, and what they become. */
const LINES: readonly [theirs: string, ours: string][] = [
  ['router.afterEach(updateSharedState)', 'keepPosition(router, updateSharedState)'],
  ['watch(clicksContext, updateSharedState)', ''],
  ['onPatch((state) => {', 'onPatch((state) => {\n    if (state) return'],
]

/**
 * Where the talk is has one truth (composables/usePosition.ts). Slidev's has as many as there are windows: each tells
 * where it is when it arrives, and the last one counts, so a window that opens late takes the speaker back to the
 * cover.
 */
export function onePositionPlugin(): Plugin {
  return {
    name: 'four-eggs:one-position',
    enforce: 'pre',
    transform: {
      filter: { id: FILE },
      handler(code) {
        for (const [theirs] of LINES) {
          if (!code.includes(theirs)) {
            this.error(
              `Slidev’s setup/root.ts was expected to have “${theirs}”. See how it tells other windows now where it is, and change setup/slidev/one-position.ts to match.`,
            )
          }
        }
        const changed = LINES.reduce((text, [theirs, ours]) => text.replace(theirs, ours), code)
        return { code: `import { keepPosition } from ${JSON.stringify(KEEPS)}\n${changed}`, map: null }
      },
    },
  }
}
