import { TOP_LEVEL } from '../../trace/events.ts'

/** How an egg looks wherever it appears: one colour and one mark each. */
export interface Look {
  colour: string
  mark: 'circle' | 'square' | 'triangle' | 'diamond' | 'bar'
}

const LOOKS: Record<string, Look> = {
  A: { colour: 'var(--egg-a)', mark: 'circle' },
  B: { colour: 'var(--egg-b)', mark: 'square' },
  C: { colour: 'var(--egg-c)', mark: 'triangle' },
  D: { colour: 'var(--egg-d)', mark: 'diamond' },
}

const OTHER: Look = { colour: 'var(--egg-other)', mark: 'bar' }

/** The program itself. */
const MAIN: Look = { colour: 'var(--ink)', mark: 'bar' }

/** Whether a task has a mark of its own. Everything else is called by its name. */
export function isEgg(task: string): boolean {
  return task in LOOKS
}

/** The look of a task by its name: the four eggs have their own, everything else shares one. */
export function lookOf(task: string): Look {
  return task === TOP_LEVEL ? MAIN : LOOKS[task] ?? OTHER
}

/** SVG path of a mark that fits a box of 12 by 12 around the origin. */
export const MARK_PATHS: Record<Look['mark'], string> = {
  circle: 'M0 -5.6A5.6 5.6 0 1 1 0 5.6A5.6 5.6 0 1 1 0 -5.6Z',
  square: 'M-4 -5H4A1 1 0 0 1 5 -4V4A1 1 0 0 1 4 5H-4A1 1 0 0 1 -5 4V-4A1 1 0 0 1 -4 -5Z',
  triangle: 'M0 -5.8L6.2 5H-6.2Z',
  diamond: 'M0 -6.6L6.6 0L0 6.6L-6.6 0Z',
  bar: 'M-5 -1.8H5V1.8H-5Z',
}

/** SVG path of a fried egg's white, seen from above, around the origin. */
export const EGG_WHITE
  = 'M-9.6 -1.2C-10.4 -6 -5.6 -8.6 -1 -7.8C2.6 -7.2 4 -8.4 7 -6.8C11 -4.6 11.6 1.4 9 4.4C6.6 7.2 3 6.4 0 7.4C-3.6 8.6 -7.4 7.4 -8.8 4.4C-9.8 2.4 -9.2 1 -9.6 -1.2Z'
