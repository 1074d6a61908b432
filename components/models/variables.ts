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

/** All variables that a function ever has, and what has become of each at that step: from what it said, nothing else. */
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
