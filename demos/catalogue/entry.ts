import type { Parameter } from '../parameters.ts'
import type { Demo, Expectation } from './demo.ts'

export const fourEggs = ['A', 'B', 'C', 'D']

/** So many eggs, by the names that begin the alphabet. */
const some = (count: number) => [...'ABCDEFGHIJKL'].slice(0, count)

/** A parameter for how many eggs: `const eggs = ['A', 'B']`. */
export function eggs(...counts: number[]): Parameter {
  return { constant: 'eggs', label: 'eggs', values: counts.map(some) }
}

/** A parameter for the one of four eggs that burns: `const burnt = 'B'`. */
export const burnt: Parameter = { constant: 'burnt', label: 'burnt', values: [...fourEggs, 'none'] }

/**
 * An entry for a program in JavaScript: its file is named like its slug. `parameters` are constants that people may
 * change.
 */
export function javascript(slug: string, title: string, expect: Expectation, parameters: Parameter[] = [], question?: string): Demo {
  return { slug, language: 'javascript', file: `demos/javascript/${slug}.ts`, title, expect, parameters, ...question !== undefined && { question } }
}
