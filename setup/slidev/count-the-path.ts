import type { Plugin } from 'vite'
import { patchSlidev } from './patch.ts'

/**
 * Has Slidev count the slides of the talk, for the presenter's “3 / 60” and for the key that goes to the last one: what
 * stands behind its chapters comes after them, and a speaker does not pass it.
 */
export function countThePathPlugin(): Plugin {
  return patchSlidev({
    name: 'count-the-path',
    file: 'composables/useNav.ts',
    lines: [[
      'const total = computed(() => slides.value.length)',
      `const total = computed(() => slides.value.filter(({ meta }) => meta.slide.frontmatter.path !== 'more').length)`,
    ]],
    advice: 'See where it counts the slides now, and have it count those without “path: more”.',
  })
}
