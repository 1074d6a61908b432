import type { Demo, Expectation } from '../catalogue.ts'

export const fourEggs = ['A', 'B', 'C', 'D']

/** An entry for a program in JavaScript: its file is named like its slug. */
export function javascript(slug: string, title: string, expect: Expectation): Demo {
  return { slug, language: 'javascript', file: `demos/javascript/${slug}.ts`, title, expect }
}
