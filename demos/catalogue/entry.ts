import type { Knob } from '../../runner/knobs.ts'
import type { Demo, Expectation } from '../catalogue.ts'

export const fourEggs = ['A', 'B', 'C', 'D']

/** An entry for a program in JavaScript: its file is named like its slug. `knobs` are constants that people may change. */
export function javascript(slug: string, title: string, expect: Expectation, knobs: Knob[] = []): Demo {
  return { slug, language: 'javascript', file: `demos/javascript/${slug}.ts`, title, expect, knobs }
}
