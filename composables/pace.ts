export interface Pace {
  elapsedS: number
  /** What the notes plan for the whole talk. */
  plannedS: number
  /** Seconds ahead of the plan; behind it where negative; 0 as long as the slide's own time goes on. */
  aheadS: number
  /** Place of the slide in the talk, from 1, and how many there are. */
  at: number
  of: number
}

/**
 * Where a talk is against its plan. `plan`: the seconds of each slide, in order; null for what stands behind a chapter.
 */
export function paceOf(elapsedS: number, plan: readonly (number | null)[], no: number): Pace {
  const talk = plan.flatMap((seconds, index) => seconds === null ? [] : [{ no: index + 1, seconds }])
  const sum = (slides: typeof talk) => slides.reduce((all, { seconds }) => all + seconds, 0)
  const until = sum(talk.filter(slide => slide.no < no))
  const end = sum(talk.filter(slide => slide.no <= no))
  return {
    elapsedS,
    plannedS: sum(talk),
    aheadS: elapsedS < until ? until - elapsedS : Math.min(0, end - elapsedS),
    at: talk.filter(slide => slide.no <= no).length,
    of: talk.length,
  }
}

/** Nobody is on time to the second. */
const ON_TIME_S = 30

/** `2 min behind`. */
export function sayAhead({ aheadS }: Pick<Pace, 'aheadS'>): string {
  if (Math.abs(aheadS) < ON_TIME_S)
    return 'on time'
  return `${Math.max(1, Math.round(Math.abs(aheadS) / 60))} min ${aheadS > 0 ? 'ahead' : 'behind'}`
}

/** `7:05`. */
export function sayTime(seconds: number): string {
  const whole = Math.floor(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
