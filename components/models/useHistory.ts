import type { ComputedRef } from 'vue'
import type { History } from './history.ts'
import type { TransportState } from './useTransport.ts'
import { computed } from 'vue'
import { begin, now, push, seek } from './history.ts'
import { useShared } from './useShared.ts'
import { useTransport } from './useTransport.ts'

interface Walk<S> {
  state: ComputedRef<S>
  /** Goes on from what is shown. */
  go: (next: S) => void
  transport: TransportState
}

/**
 * A model whose past one can walk through, the same in every window. `first` makes its beginning; `next` what comes after
 * a state by itself, or nothing.
 */
export function useHistory<S>(name: string, first: () => S, next: (state: S) => S | undefined = () => undefined): Walk<S> {
  const history = useShared<History<S>>(name, begin(first()))
  const state = computed(() => now(history.value))

  function go(state: S) {
    history.value = push(history.value, state)
  }

  const at = computed({
    get: () => history.value.at,
    set: to => history.value = seek(history.value, to),
  })
  const transport = useTransport({
    at,
    length: () => history.value.states.length,
    extend() {
      const more = next(state.value)
      if (more !== undefined)
        go(more)
      return more !== undefined
    },
    reset: () => history.value = begin(first()),
  })
  return { state, go, transport }
}
