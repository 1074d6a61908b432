import type { ComputedRef, ShallowRef } from 'vue'
import type { LoadedDemo } from '../../runner/window/loaded-demo.ts'
import type { RunState, ShownRun } from '../../runner/window/useRun.ts'
import { computed } from 'vue'
import { useDemo } from '../../runner/window/useDemo.ts'
import { useRun } from '../../runner/window/useRun.ts'
import { seconds, summarize } from '../../trace/words.ts'
import { useRoom } from './useRoom.ts'

export interface Contestant {
  slug: string
  demo: ShallowRef<LoadedDemo | undefined>
  problem: ShallowRef<string | undefined>
  shown: ShownRun
}

export interface Race {
  contestants: Contestant[]
  /** Of all of them together: running while one is. */
  state: ComputedRef<RunState>
  sentence: ComputedRef<string>
  /** What the common axis has to have room for, in milliseconds. */
  reach: ComputedRef<number>
  run: () => void
  stop: () => void
  reset: () => void
}

/** The runs of a race: each contestant has one of its own, and all start at the same press of the button. */
export function useContestants(slugs: string[]): Race {
  const contestants = slugs.map((slug): Contestant => {
    const { demo, problem } = useDemo(() => slug)
    return { slug, demo, problem, shown: useRun(`race ${slugs.join(',')} / ${slug}`, demo) }
  })

  const state = computed<RunState>(() => {
    const states = contestants.map(({ shown }) => shown.state.value)
    const worstFirst: RunState[] = ['running', 'failed', 'stopped', 'idle']
    return worstFirst.find(state => states.includes(state)) ?? 'done'
  })

  const pictures = () => contestants.map(({ shown }) => shown.picture.value)
  const room = useRoom(() => contestants.flatMap(({ demo }) => demo.value ?? []), pictures, false)
  const reach = computed(() => Math.max(room.value, ...pictures().map(({ to }) => to)))

  const sentence = computed(() => {
    if (state.value !== 'done')
      return contestants.some(({ shown }) => shown.state.value !== 'idle') ? contestants.map(({ slug, shown }) => `${slug}: ${summarize(shown.picture.value, { quiet: true })}`).join('; ') : 'Not run yet'
    const byTime = contestants.map(({ slug, shown }) => ({ slug, ms: shown.picture.value.ms ?? 0 })).sort((a, b) => a.ms - b.ms)
    return byTime.map(({ slug, ms }) => `${slug} ${seconds(ms)}`).join(', ')
  })

  const each = (act: (shown: ShownRun) => void) => () => contestants.forEach(({ shown }) => act(shown))
  return { contestants, state, reach, sentence, run: each(shown => shown.run()), stop: each(shown => shown.stop()), reset: each(shown => shown.reset()) }
}
