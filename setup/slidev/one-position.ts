import type { Plugin } from 'vite'
import { fileURLToPath } from 'node:url'
import { normalizePath } from 'vite'
import { patchSlidev } from './patch.ts'

const KEEPS = normalizePath(fileURLToPath(new URL('../../composables/usePosition.ts', import.meta.url)))

/**
 * Where the talk is has one truth (composables/usePosition.ts). Slidev's has as many as there are windows: each tells
 * where it is when it arrives, and the last one counts, so a window that opens late takes the speaker back to the
 * cover.
 */
export function onePositionPlugin(): Plugin {
  return patchSlidev({
    name: 'one-position',
    file: 'setup/root.ts',
    imports: `import { keepPosition } from ${JSON.stringify(KEEPS)}\n`,
    lines: [
      ['router.afterEach(updateSharedState)', 'keepPosition(router, updateSharedState)'],
      ['watch(clicksContext, updateSharedState)', ''],
      ['onPatch((state) => {', 'onPatch((state) => {\n    if (state) return'],
    ],
    advice: 'See how it tells other windows now where it is.',
  })
}
