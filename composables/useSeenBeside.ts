import type { Ref } from 'vue'
import { nextTick } from 'vue'
import { useReading } from './useReading.ts'

/**
 * On a phone, a run is seen together with as much of its program as there is room for: the end of both is at the
 * bottom.
 */
export function useSeenBeside(root: Readonly<Ref<HTMLElement | null>>): () => Promise<void> {
  const reading = useReading()
  return async () => {
    await nextTick()
    if (reading && matchMedia('(max-width: 760px)').matches)
      root.value?.scrollIntoView({ block: 'end', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth' })
  }
}
