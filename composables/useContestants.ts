import type { ComputedRef, Ref, ShallowRef } from 'vue'
import type { LoadedDemo } from '../runner/windows/loaded-demo.ts'
import type { Orders } from './useOrders.ts'
import type { RunState, ShownRun } from './useRun.ts'
import type { RunLocation } from './useRunLocation.ts'
import { computed, watch } from 'vue'
import { isOwn } from '../runner/code/own-program.ts'
import { useKitchen } from '../runner/kitchen/which-kitchen.ts'
import { compareWork, doneAfter, seconds, summarize } from '../trace/words.ts'
import { useAxisMax } from './useAxisMax.ts'
import { useDemo } from './useDemo.ts'
import { useDraft } from './useDraft.ts'
import { reportRun } from './useFinding.ts'
import { useOrders } from './useOrders.ts'
import { useRun } from './useRun.ts'
import { useRunLocation } from './useRunLocation.ts'

export interface Contestant {
  slug: string
  demo: Readonly<Ref<LoadedDemo | undefined>>
  problem: ShallowRef<string | undefined>
  shown: ShownRun
  place: RunLocation
  /** All orders of its answers; one that is shown is drawn on the common axis. */
  orders: Orders
}

export interface Race {
  contestants: Contestant[]
  /** Of all of them together: running while one is. */
  state: ComputedRef<RunState>
  running: ComputedRef<boolean>
  /** Where they run, or ran; the most telling one where they differ. */
  where: ComputedRef<string>
  isClosed: ComputedRef<boolean>
  canRun: ComputedRef<boolean>
  sentence: ComputedRef<string>
  /** What the common axis has to have room for, in milliseconds. */
  reach: ComputedRef<number>
  /** The greatest height that any of them tells of; at least 1. */
  highest: ComputedRef<number>
  run: () => void
  playRecorded: () => void
  stop: () => void
  reset: () => void
}

/** The runs of a race: each contestant has one of its own, and all start at the same press of the button. */
export function useContestants(slugs: string[], isShown: ComputedRef<boolean>): Race {
  const kitchen = useKitchen()
  // Each comes to the kitchen by a host name of its own, or the browser would have them queue for its six connections.
  watch(
    () => isShown.value && kitchen.state.value === 'open',
    canTry => canTry && void kitchen.aliases?.open(slugs.length),
    { immediate: true },
  )
  const contestants = slugs.map((slug, index): Contestant => {
    const { demo: original, problem } = useDemo(() => slug)
    // A race of the talk is run as it is written; one's own programs run as they are typed.
    const demo = isOwn(slug) ? useDraft(slug, original).demo : original
    const where = `race ${slugs.join(',')} / ${slug}`
    const shown = useRun(where, demo, () => kitchen.aliases?.at(index))
    reportRun(shown, () => demo.value?.source)
    const orders = useOrders(() => where, () => demo.value)
    return { slug, demo, problem, shown, orders, place: useRunLocation(demo, shown.started, isShown) }
  })

  const state = computed<RunState>(() => {
    const states = contestants.map(({ shown }) => shown.state.value)
    const worstFirst: RunState[] = ['running', 'failed', 'stopped', 'idle', 'replay']
    return worstFirst.find(state => states.includes(state)) ?? 'done'
  })

  const pictures = () => contestants.map(({ shown }) => shown.picture.value)
  const room = useAxisMax(() => contestants.flatMap(({ demo }) => demo.value ?? []), pictures, false)
  const reach = computed(() => Math.max(room.value, ...pictures().map(({ to }) => to)))
  const highest = computed(() => Math.max(1, ...pictures().flatMap(({ levels }) => levels.map(({ highest }) => highest))))
  const running = computed(() => contestants.some(({ shown }) => shown.running.value))
  /** Said once where it is the same of all; of a recording it has to be said. */
  const where = computed(() => {
    const all = contestants.map(({ slug, place }) => ({ slug, words: place.where.value }))
    const odd = all.filter(({ words }) => words.startsWith('recorded'))
    if (odd.length === 0 || odd.length < all.length)
      return odd.length === 0 ? (all[0]?.words ?? '') : odd.map(({ slug, words }) => `${slug}: ${words}`).join('; ')
    // They may need different toolchains.
    return [...new Set(all.flatMap(({ words }) => words.split(' · ')))].join(' · ')
  })

  const sentence = computed(() => {
    const preparing = contestants.find(({ shown }) => shown.preparing.value !== undefined)
    if (preparing)
      return `${preparing.slug}: ${preparing.shown.preparing.value}`
    if (running.value || (state.value !== 'done' && state.value !== 'replay')) {
      return contestants.some(({ shown }) => shown.state.value !== 'idle')
        ? contestants.map(({ slug, shown }) => `${slug}: ${summarize(shown.picture.value, { quiet: true })}`).join('; ')
        : 'Not run yet'
    }
    const ofWork = compareWork(contestants.map(({ slug, shown }) => ({ slug, picture: shown.picture.value })))
    if (ofWork)
      return ofWork
    const byTime = contestants.map(({ slug, shown }) => ({ slug, ms: doneAfter(shown.picture.value) })).sort((a, b) => a.ms - b.ms)
    // No line ends between a number and its unit.
    return byTime.map(({ slug, ms }) => `${slug}\u00A0${seconds(ms).replace(' ', '\u00A0')}`).join(', ')
  })

  const each = (act: (shown: ShownRun) => void) => () => contestants.forEach(({ shown }) => act(shown))
  const isClosed = computed(() => contestants.some(({ place }) => place.isClosed.value))
  const canRun = computed(() => contestants.every(({ demo, place }) => demo.value && place.canRun.value))
  return {
    contestants,
    state,
    running,
    where,
    isClosed,
    canRun,
    reach,
    highest,
    sentence,
    run: each(shown => shown.run()),
    playRecorded: each(shown => shown.playRecorded()),
    stop: each(shown => shown.stop()),
    reset: each(shown => shown.reset()),
  }
}
