import type { ComputedRef, MaybeRefOrGetter } from 'vue'
import { computed, onScopeDispose, toValue } from 'vue'
import { registerEnlargeable } from './useInView.ts'
import { useShared } from './useShared.ts'

/** What the last row of a hall may want to see larger. */
export type Part = 'code' | 'timeline' | 'output'

const isPart = (value: unknown): value is Part => value === 'code' || value === 'timeline' || value === 'output'

/**
 * The part of a demo that fills the slide, the same in every window: a key takes one after the other, and then none.
 */
export function useEnlarged(place: MaybeRefOrGetter<string>, parts: () => Part[], isInView: () => boolean): ComputedRef<Part | undefined> {
  const { value, write } = useShared(place, 'enlarged', isPart)
  const part = computed(() => (value.value !== undefined && parts().includes(toValue(value)!) ? value.value : undefined))
  onScopeDispose(
    registerEnlargeable({ isInView, act: () => write(part.value === undefined ? parts()[0] : parts()[parts().indexOf(part.value) + 1]) }),
  )
  return part
}
