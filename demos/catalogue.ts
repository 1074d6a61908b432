/**
 * Every program of the talk, one entry each. The slide, the terminal and the tests find a demo here by its slug.
 *
 * To add one: `npm run new -- demo SLUG`. The tests run it for real and hold it to its `expect`.
 */
import type { Demo } from './catalogue/demo.ts'
import { boardDemos } from './catalogue/boards.ts'
import { hoodDemos } from './catalogue/hood.ts'
import { otherLanguages } from './catalogue/other-languages.ts'
import { passing } from './catalogue/passing.ts'
import { runtimeDemos } from './catalogue/runtime.ts'
import { sharing } from './catalogue/sharing.ts'
import { waiting } from './catalogue/waiting.ts'
import { yours } from './catalogue/yours.ts'
import { sift } from './check-entry.ts'

const entries: readonly Demo[] = [
  ...waiting,
  ...passing,
  ...sharing,
  ...otherLanguages,
  ...runtimeDemos,
  ...hoodDemos,
  ...boardDemos,
  ...yours,
]

/** One faulty entry takes no other demo away; what is wrong with it is said where it is asked for. */
export const { sound: catalogue, faults } = sift(entries)

/** The demo of that slug, or nothing. */
export function findDemo(slug: string): Demo | undefined {
  return catalogue.find(demo => demo.slug === slug)
}
