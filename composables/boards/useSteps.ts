import type { ComputedRef, Ref } from 'vue'
import type { RunEvent } from '../../trace/events.ts'
import type { MachineStep } from './states.ts'
import type { TransportState } from './useTransport.ts'
import { computed } from 'vue'
import { isOnPaper } from '../../runner/code/on-paper.ts'
import { toSteps } from './states.ts'
import { useBoardState } from './useBoardState.ts'
import { useTransport } from './useTransport.ts'

export interface Stepped<S> {
  steps: ComputedRef<MachineStep<S>[]>
  /** The one that is shown. */
  step: ComputedRef<MachineStep<S> | undefined>
  transport: TransportState
}

/** Which of a run's steps stands for all of them where there can be only one: its index. */
export type Telling<S> = (steps: readonly MachineStep<S>[]) => number

/**
 * Goes along with a run, always at its newest step, until the player takes the transport; Reset goes along again. Paper
 * shows the step that tells most.
 */
export function useSteps<S>(name: string, events: Ref<readonly RunEvent[]>, telling: Telling<S> = ({ length }) => length - 1): Stepped<S> {
  /** Where the player has put it; nowhere before that. */
  const place = useBoardState<number | undefined>(`${name}:at`, undefined, Number.isFinite)
  const steps = computed(() => toSteps<S>(events.value))
  const last = computed(() => Math.max(0, steps.value.length - 1))
  const at = computed({
    get: () => Math.min(isOnPaper ? Math.max(0, telling(steps.value)) : place.value ?? last.value, last.value),
    set: to => place.value = to,
  })
  const transport = useTransport({ at, length: () => steps.value.length, reset: () => place.value = undefined })
  return { steps, step: computed(() => steps.value[at.value]), transport }
}
