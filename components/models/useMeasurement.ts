import type { ShallowRef } from 'vue'
import { onScopeDispose, ref, shallowRef } from 'vue'
import { useShared } from './useShared.ts'

interface Measurement<M> {
  /** What was measured last, in whichever window; nothing before somebody asked for it. */
  measured: ShallowRef<M | undefined>
  state: ShallowRef<'idle' | 'measuring'>
  problem: ShallowRef<string | undefined>
  measure: () => Promise<void>
  forget: () => void
}

/** Measures when asked to, one at a time; leaving the slide's component ends it. */
export function useMeasurement<M>(name: string, take: (signal: AbortSignal) => Promise<M>): Measurement<M> {
  const measured = useShared<M | undefined>(name, undefined)
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
      measured.value = await take(current.signal)
    }
    catch (error) {
      if (!current.signal.aborted)
        problem.value = `That could not be measured: ${error instanceof Error ? error.message : String(error)}`
    }
    state.value = 'idle'
  }

  return { measured, state, problem, measure, forget: () => measured.value = undefined }
}
