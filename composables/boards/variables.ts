import type { MachineStep } from './states.ts'

/** What a function says of its variables at one of its steps. */
export interface Seen {
  /** What is kept while it waits. */
  kept?: Record<string, string>
  /** What lives on the stack, now that it runs. */
  stack?: Record<string, string>
}

export interface Variable {
  name: string
  fate: 'kept' | 'stack' | 'gone' | 'unborn'
  value?: string
  /** Why there is no value. */
  words?: string
}

/**
 * All variables that a function ever has, and what has become of each at that step: from what it said, nothing else.
 */
export function toVariables(seen: readonly Seen[], at: number): Variable[] {
  const names = new Set(seen.flatMap(({ kept, stack }) => [...Object.keys(kept ?? {}), ...Object.keys(stack ?? {})]))
  const { kept, stack } = seen[at] ?? {}
  return [...names].map((name): Variable => {
    if (stack && name in stack)
      return { name, fate: 'stack', value: stack[name] }
    if (kept && name in kept)
      return { name, fate: 'kept', value: kept[name] }
    const isOld = seen.slice(0, at).some(({ kept, stack }) => name in { ...kept, ...stack })
    return isOld ? { name, fate: 'gone', words: 'not kept' } : { name, fate: 'unborn', words: 'not yet' }
  })
}

/** The egg that the function has asked for at this step, and lets go for. */
export function waitsFor({ text }: MachineStep<Seen>): string | undefined {
  return /asks for (\w+)/.exec(text)?.[1]
}

/** The last step at which it waits; the last of all, where it never does. */
export function lastWait(steps: readonly MachineStep<Seen>[]): number {
  const wait = steps.findLastIndex(step => waitsFor(step) !== undefined)
  return wait < 0 ? steps.length - 1 : wait
}

/** Which row of what is shown of a file is that line of it; none, where it is not shown. */
export function rowOf(line: number | undefined, shown: { text: string, firstLine: number } | undefined): number | undefined {
  const row = line === undefined || !shown ? -1 : line - shown.firstLine
  return shown && row >= 0 && row < shown.text.split('\n').length ? row : undefined
}
