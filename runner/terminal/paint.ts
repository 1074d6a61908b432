import type { WriteStream } from 'node:tty'

/** Puts colour on text, or does nothing where there is no colour. */
export interface Paint {
  egg: (task: string, text: string) => string
  yolk: (text: string) => string
  dim: (text: string) => string
  bold: (text: string) => string
  bad: (text: string) => string
}

/** The deck's egg colours, as near as the 256 of a terminal come that are legible on black and on white. */
const EGGS: Record<string, number> = { A: 32, B: 166, C: 29, D: 132 }
const OTHER_EGG = 102
const YOLK = 136
const BAD = 160

/** Marks of the four eggs, the same as on the slides; everything else shares one. */
const MARKS: Record<string, string> = { A: '●', B: '■', C: '▲', D: '◆' }

/** What stands before a task's name. */
export function markOf(task: string): string {
  return MARKS[task] ?? '▬'
}

/**
 * Whether to use colour: `NO_COLOR` says no, `FORCE_COLOR` says yes, otherwise a terminal does and a pipe does not.
 *
 * @see https://no-color.org and https://force-color.org
 */
export function wantsColour(stream: Pick<WriteStream, 'isTTY'>, env: Record<string, string | undefined>): boolean {
  if (env.NO_COLOR)
    return false
  if (env.FORCE_COLOR)
    return env.FORCE_COLOR !== '0'
  return stream.isTTY && env.TERM !== 'dumb'
}

export function createPaint(colour: boolean): Paint {
  const sgr = (code: string, text: string) => colour && text ? `\x1B[${code}m${text}\x1B[0m` : text
  return {
    egg: (task, text) => sgr(`38;5;${EGGS[task] ?? OTHER_EGG}`, text),
    yolk: text => sgr(`38;5;${YOLK}`, text),
    dim: text => sgr('2', text),
    bold: text => sgr('1', text),
    bad: text => sgr(`38;5;${BAD}`, text),
  }
}
