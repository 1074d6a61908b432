import type { ComputedRef } from 'vue'
import type { LoadedDemo } from '../runner/windows/loaded-demo.ts'
import type { ShownRun } from './useRun.ts'
import { computed } from 'vue'
import { checkShape } from '../demos/check-shape.ts'
import { isOnPaper } from '../runner/code/on-paper.ts'
import { useKitchen } from '../runner/kitchen/which-kitchen.ts'
import { useHall } from './useHall.ts'

/** A busy machine may be late, and who reports of what depends on the engine: `--check` holds that, and the tests. */
const LEFT = { lanes: [], ends: undefined, time: undefined }

/**
 * What contradicts a demo's entry, a sentence each, with the file and the line: of its program at once, of a run when
 * that is over. For who writes the deck: an audience never sees it, nor a projector beside a presenter's window.
 */
export function useContradictions(demo: () => LoadedDemo, { state, events, started }: ShownRun): ComputedRef<string[]> {
  const { eggMs } = useKitchen()
  const isHall = useHall()

  function* ofRun({ entry, source }: LoadedDemo): Generator<string> {
    const isOver = ['done', 'failed'].includes(state.value) && events.value.at(-1)?.kind === 'finish'
    // An edited program, or one in another order, promises nothing.
    if (!entry?.expect || !isOver || started.value?.source !== source || started.value.order !== undefined)
      return
    const { expect } = entry
    const left = { ...LEFT, ...expect.eggs.length === 0 && { overlap: 'any' as const } }
    const seen = { ...expect, ...left, ...expect.inBrowser && { inBrowser: { ...expect.inBrowser, ...left } } }
    for (const problem of checkShape({ expect: seen }, events.value, { eggMs: eggMs.value }))
      yield `${entry.at}: ${problem}`
  }

  return computed(() => isOnPaper || isHall.value ? [] : [...demo().entry?.problems ?? [], ...ofRun(demo())])
}
