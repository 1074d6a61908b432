import type { ComputedRef, ShallowRef } from 'vue'
import type { RunEvent } from '../trace/events.ts'
import type { Parked } from '../trace/parked.ts'
import type { LoadedDemo } from './useDemo.ts'
import type { Draft } from './useDraft.ts'
import type { Rewinding } from './useRewind.ts'
import type { ShownRun } from './useRun.ts'
import { computed, shallowRef } from 'vue'
import { createParked, everParked } from '../trace/parked.ts'

/** What of the code belongs to what of the timeline. */
export interface Pointed {
  /** The line or the lane that is pointed at, so that the other shows what belongs to it. */
  at: ShallowRef<{ task?: string, line?: number }>
  /** Who waits on which line at the moment that is shown. */
  parked: ComputedRef<Parked>
  /** All lines on which the run's tasks ever waited, and who did. */
  everParked: ComputedRef<Parked>
  /** The tasks that ever waited on the line that is pointed at. */
  lit: ComputedRef<string[] | undefined>
  /** The shown lines on which a task ever waited, by task. */
  waited: ComputedRef<Map<string, number[]>>
}

/** Lines mean something only in the program that ran: beside another one nothing is tied to them. */
export function usePointed(loaded: () => LoadedDemo | undefined, draft: Draft, shown: ShownRun, rewind: Rewinding): Pointed {
  const at = shallowRef<{ task?: string, line?: number }>({})
  const isOfShown = computed(() => shown.started.value?.source === draft.source.value)
  let parked = createParked()
  let first: RunEvent | undefined

  /** A run that only grew is read on from where it was left. */
  function growParked(events: readonly RunEvent[]): Parked {
    if (events[0] !== first || events.length < parked.taken())
      parked = createParked()
    first = events[0]
    for (let i = parked.taken(); i < events.length; i++)
      parked.add(events[i]!)
    return parked.now()
  }

  const places = computed(() => everParked(isOfShown.value ? shown.events.value : []))
  return {
    at,
    parked: computed(() => growParked(isOfShown.value ? rewind.events.value : [])),
    everParked: places,
    lit: computed(() => at.value.line === undefined ? undefined : places.value.get(at.value.line)),
    waited: computed(() => {
      const firstLine = loaded()?.shown.firstLine ?? 1
      const end = firstLine + draft.text.value.split('\n').length
      const lines = new Map<string, number[]>()
      for (const [line, tasks] of places.value) {
        if (line >= firstLine && line < end)
          tasks.forEach(task => lines.set(task, [...lines.get(task) ?? [], line]))
      }
      return lines
    }),
  }
}
