import type { ComputedRef } from 'vue'
import { useSlideContext } from '@slidev/client'
import { computed, onMounted, onUnmounted, ref } from 'vue'

/**
 * Lets a figure take clicks of its slide: 0 before the first of them, `count` after the last. Where nobody clicks, as
 * in print, the figure stands at its last step, so that step has to tell the whole story.
 */
export function useSteps(count: number): ComputedRef<number> {
  const { $clicksContext } = useSlideContext()
  const id = `figure-${Math.random().toString(36).slice(2)}`
  const first = ref(1)

  onMounted(() => {
    const clicks = $clicksContext.calculateSince('+1', count)
    $clicksContext.register(id, clicks)
    first.value = clicks?.start ?? 1
  })
  onUnmounted(() => $clicksContext.unregister(id))

  return computed(() => Math.max(0, Math.min(count, $clicksContext.current - first.value + 1)))
}

/**
 * What a figure says to a listener so far, a sentence for each of its steps: hearing it gives away no more than seeing
 * it.
 */
export function toldBy(step: ComputedRef<number>, sentences: readonly string[]): ComputedRef<string> {
  return computed(() => sentences.slice(0, step.value + 1).join(' '))
}
