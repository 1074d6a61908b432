import type { ComputedRef, Ref, ShallowRef } from 'vue'
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { isLike } from '../is-like.ts'
import { useBoardState } from './useBoardState.ts'

interface Measurement<M> {
  /**
   * What was measured last, in whichever window; nothing before it was asked for, or where it was of something
   * else.
   */
  measured: ComputedRef<M | undefined>
  state: Ref<'idle' | 'measuring'>
  problem: ShallowRef<string | undefined>
  measure: () => Promise<void>
}

/**
 * Measures when asked to, one at a time; leaving the slide's component ends it. `of` says in a few signs what is
 * measured now: what was measured of something else does not count.
 */
export function useMeasurement<M extends object>(
  name: string,
  of: () => string,
  take: (signal: AbortSignal) => Promise<M>,
): Measurement<M> {
  const taken = useBoardState<{ of: string, measured: M } | undefined>(name, undefined, value => isLike(value, { of: '', measured: {} }))
  const state = ref<'idle' | 'measuring'>('idle')
  const problem = shallowRef<string>()
  let current: AbortController | undefined
  onScopeDispose(() => current?.abort())

  async function measure() {
    if (state.value === 'measuring')
      return
    state.value = 'measuring'
    problem.value = undefined
    current = new AbortController()
    try {
      taken.value = { of: of(), measured: await take(current.signal) }
    }
    catch (error) {
      if (!current.signal.aborted)
        problem.value = `That could not be measured: ${error instanceof Error ? error.message : String(error)}`
    }
    state.value = 'idle'
  }

  return { measured: computed(() => taken.value?.of === of() ? taken.value.measured : undefined), state, problem, measure }
}
