import type { Ref } from 'vue'
import { useEventListener, useThrottleFn } from '@vueuse/core'
import { onMounted } from 'vue'

/** What is above this part of the screen has been read. */
const READ = 0.72

/** Tells which step of a figure its text has reached, while the reader scrolls. */
export function followText(root: Readonly<Ref<HTMLElement | null>>, tell: (step: number) => void): void {
  function look() {
    const marks = [...root.value?.querySelectorAll<HTMLElement>('.note .to-step') ?? []]
    const at = marks.findLast(mark => mark.getBoundingClientRect().top < innerHeight * READ)
    tell(Number(at?.dataset.step ?? 0))
  }
  onMounted(look)
  useEventListener(window, 'scroll', useThrottleFn(look, 100, true), { passive: true })
}
