/** One thing that a speaker relies on: whether it is there, and what to do where it is not. */
export interface Finding {
  name: string
  is: 'ready' | 'missing'
  words: string
  /** What to do now: of what is missing. */
  todo?: string
}

export const ready = (name: string, words: string): Finding => ({ name, is: 'ready', words })

export const missing = (name: string, words: string, todo: string): Finding => ({ name, is: 'missing', words, todo })

/** Names stand in a column of this width, or wider where one is longer. */
const COLUMN = 12

/** A line for what was found, and one for what to do; `colour` paints the mark. */
export function format(
  { name, is, words, todo }: Finding,
  colour: (is: Finding['is'], mark: string) => string = (_, mark) => mark,
): string {
  const line = `${colour(is, is === 'ready' ? '✓ green' : '✕ red  ')}  ${name.padEnd(COLUMN)}  ${words}`
  return todo === undefined ? line : `${line}\n${' '.repeat(COLUMN + 11)}→ ${todo}`
}

/** The last line. */
export function conclude(findings: readonly Finding[], start: string): string {
  const red = findings.filter(({ is }) => is === 'missing').length
  return red === 0
    ? `All ${findings.length} are green. The stage is ready: ${start}. In the presenter’s window, Shift+B begins the show afresh.`
    : `${red} of ${findings.length} ${red === 1 ? 'is' : 'are'} red. Do what stands behind the arrows, and rehearse again.`
}
