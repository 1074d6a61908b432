import type { Plugin } from 'vite'

const FILE = /\/@slidev\/client\/composables\/useNav\.ts(?:$|\?)/

/** Where Slidev counts the slides, for the presenter's “3 / 60” and for the key that goes to the last one. */
const COUNTS = 'const total = computed(() => slides.value.length)'

/**
 * Has Slidev count the slides of the talk: what stands behind its chapters comes after them, and a speaker does not
 * pass it.
 */
export function countThePathPlugin(): Plugin {
  return {
    name: 'four-eggs:count-the-path',
    enforce: 'pre',
    transform: {
      filter: { id: FILE },
      handler(code) {
        if (!code.includes(COUNTS)) {
          this.error(
            `Slidev’s composables/useNav.ts was expected to have “${COUNTS}”. See where it counts the slides now, and have it count those without “path: more”.`,
          )
        }
        return {
          code: code.replace(
            COUNTS,
            `const total = computed(() => slides.value.filter(({ meta }) => meta.slide.frontmatter.path !== 'more').length)`,
          ),
          map: null,
        }
      },
    },
  }
}
