import type { ComputedRef } from 'vue'
import type { ShownRun } from './useRun.ts'
import { computed } from 'vue'

/** What one can do to the clock of a run, or of all runs of a race, while they are live. */
export interface RunClock {
  /** How fast it goes; 0 on hold. */
  rate: ComputedRef<number>
  /** Why it cannot be set now, in a sentence. */
  whyNot: ComputedRef<string | undefined>
  canStep: ComputedRef<boolean>
  /** Holds it, or lets it go on as fast as before. */
  toggle: () => void
  /** Half as fast; from an eighth on at full speed again. */
  slower: () => void
  /** Lets the next answer go, or the next timer of a program in JavaScript. */
  step: () => void
}

const SLOWEST = 1 / 8

export function useRunClock(runs: () => readonly ShownRun[]): RunClock {
  const live = computed(() => runs().filter(({ running, started }) => running.value && started.value && started.value.engine !== 'replay'))
  const rate = computed(() => live.value[0]?.picture.value.clock?.rate ?? 1)
  const whyNot = computed(() => {
    if (live.value.length > 0)
      return undefined
    return runs().some(({ state, running }) => running.value && state.value === 'replay')
      ? 'A recording plays as it was. Rewind steps through it when it is over'
      : 'A run can be held and slowed once its program has begun'
  })
  const canStep = computed(() => live.value.length > 0 && rate.value === 0)

  /** As fast as it went before it was held. */
  function pace(): number {
    const set = live.value[0]?.events.value.findLast(event => event.kind === 'clock' && event.rate > 0)
    return set?.kind === 'clock' ? set.rate : 1
  }

  const setAll = (rate: number) => live.value.forEach(({ setClock }) => setClock({ rate }))

  return {
    rate,
    whyNot,
    canStep,
    toggle: () => setAll(rate.value === 0 ? pace() : 0),
    slower: () => setAll(pace() / 2 < SLOWEST ? 1 : pace() / 2),
    step: () => canStep.value && live.value.forEach(({ setClock }) => setClock({ step: true })),
  }
}
