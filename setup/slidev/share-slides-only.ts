import type { Plugin } from 'vite'

const FILE = /\/@slidev\/client\/setup\/root\.ts(?:$|\?)/

/** Where Slidev decides whether a window tells the others which slide it is at. */
const DECIDES = 'if (isNotesViewer.value || isPrintMode.value)'

/**
 * Keeps windows without a slide from telling which one they are at. Slidev says “the first” for each of them, and so the
 * text, a model's page or the overview, opened beside a presenter, would send the speaker back to the cover.
 */
export function shareSlidesOnlyPlugin(): Plugin {
  return {
    name: 'four-eggs:share-slides-only',
    enforce: 'pre',
    transform: {
      filter: { id: FILE },
      handler(code) {
        if (!code.includes(DECIDES))
          this.error(`Slidev’s setup/root.ts was expected to have “${DECIDES}”. See whether a window without a slide still tells the others that it is at the first one: if not, ${import.meta.url.split('/').pop()} can go.`)
        return { code: code.replace(DECIDES, 'if (!hasPrimarySlide.value || isNotesViewer.value || isPrintMode.value)'), map: null }
      },
    },
  }
}
