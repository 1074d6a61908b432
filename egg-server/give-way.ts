/**
 * Who has to go so that another of the same kind finds one of so many places; `true`: nobody, `false`: there is none
 * for it. Where all are taken, those of whom most are there give up one, the first that came: who takes too many keeps
 * nobody else out.
 */
export function findPlace<T extends { of: string }>(taken: ReadonlySet<T>, most: number, of: string): T | boolean {
  if (taken.size < most)
    return true
  const places = new Map<string, T[]>()
  for (const one of taken) {
    const theirs = places.get(one.of)
    if (theirs)
      theirs.push(one)
    else
      places.set(one.of, [one])
  }
  const largest = [...places.values()].reduce((a, b) => (b.length > a.length ? b : a))
  return largest.length > (places.get(of)?.length ?? 0) + 1 && largest[0]!
}
