/** A guest who comes and goes: seconds, with now at 0. */
export interface Stay {
  /** Counted from the one who came last before now. */
  n: number
  from: number
  to: number
  /** Whether it is there now. */
  isIn: boolean
}

/** All who are there at some time between two moments, when so many come a second, evenly, and each stays so long. */
export function toStays(perSecond: number, seconds: number, [from, to]: readonly [number, number]): Stay[] {
  const every = 1 / perSecond
  const first = Math.ceil((from - seconds) / every)
  const last = Math.floor(to / every)
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const n = first + i
    // Half a distance beside now, so that nobody has to decide whether one who goes just then counts.
    const came = (n + 0.5) * every
    return { n, from: came, to: came + seconds, isIn: came <= 0 && came + seconds > 0 }
  }).filter(stay => stay.to > from && stay.from < to)
}
