import type { Here } from './windows-there.ts'

/** What a remote may ask of the window that gives the talk. */
export const WISHES = ['next', 'previous', 'run', 'stop', 'black', 'enlarge', 'reset', 'vote'] as const

export type Wish = typeof WISHES[number]

export const isWish = (value: unknown): value is Wish => WISHES.includes(value as Wish)

/**
 * The one window that does what is wished: the presenter's, else a projector's; of several, all agree on the same one.
 */
export function whoDoes(here: readonly Here[]): string | undefined {
  return ['presenter', 'slide'].flatMap(view => here.filter(one => one.view === view && !one.isAudience).map(({ name }) => name).toSorted()).at(0)
}
