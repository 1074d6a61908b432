import type { Router } from 'vue-router'
import type { Arrival } from './position.ts'
import { until } from '@vueuse/core'
import { watch } from 'vue'
import { START_LOCATION } from 'vue-router'
import { isOnPaper } from '../runner/code/on-paper.ts'
import { entries, entryAt, isInStep, me, setView, write } from '../runner/windows/shared.ts'
import { isLike } from './is-like.ts'
import { decide } from './position.ts'
import { otherViews } from './windows-there.ts'

/**
 * Where the talk is: one entry, written by a hand on a key, a button or an address typed on purpose, and by nothing
 * else. A window that opens while a presenter is there goes where the others are, whatever address it was opened at.
 */
interface Position { no: number, clicks: number, by: 'presenter' | 'slide' }

const KEY = 'deck position'

/** Marks a tab that has shown the deck before: an address that is typed there is meant. */
const KNOWN_TAB = 'four-eggs:known-tab'

function position(): Position | undefined {
  const value = entryAt(KEY)?.value
  return isLike(value, { no: 1, clicks: 0, by: 'slide' }) ? value as Position : undefined
}

const viewOf = (name: unknown) => name === 'presenter' ? 'presenter' : name === 'play' ? 'slide' : undefined

/** The place that a move by the others has led to: it is not told again, however long it takes to get there. */
let followed = ''
const inWords = ({ no, clicks }: Pick<Position, 'no' | 'clicks'>) => `${no}/${clicks}`

/** How this window was opened, until it has arrived. */
let arrival: Omit<Arrival, 'others'> | undefined

/** Brings a window that has just opened, or was loaded anew, to where the others are. */
export function followPosition(router: Router): void {
  if (isOnPaper)
    return
  router.beforeEach(async (to, from) => {
    const view = viewOf(to.name)
    setView(view ?? (to.name === 'read' ? 'text' : to.name === 'remote' ? 'remote' : 'other'))
    if (from !== START_LOCATION || !view)
      return
    await whenInStep()
    const where = position()
    const [load] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    arrival = { view, no: Number(to.params.no), isReload: load?.type !== 'navigate', isKnownTab: isKnownTab() }
    if (!where || !follows() || !(where.no >= 1))
      return
    followed = inWords(where)
    if (Number(to.params.no) !== where.no || Number(to.query.clicks ?? 0) !== where.clicks)
      return { path: pathOf(view, where.no), query: { ...to.query, clicks: where.clicks || undefined }, replace: true }
  })
}

/**
 * Tells the others when a hand has moved this window, and follows them when one has moved theirs. `share`: Slidev's own
 * way of telling.
 */
export function keepPosition(router: Router, share: () => void): void {
  if (isOnPaper)
    return
  router.afterEach(({ name, params, query }, _, failure) => {
    const by = viewOf(name)
    if (failure || !by)
      return
    const here: Position = { no: Number(params.no), clicks: Number(query.clicks ?? 0), by }
    if (!(here.no >= 1))
      return
    // The others may have moved on while this window was on its way, or have come only then.
    const isFollowing = inWords(here) === followed || (position() && follows())
    arrival = undefined
    if (isFollowing)
      return follow()
    followed = ''
    const known = position()
    if (!known || inWords(known) !== inWords(here))
      write(KEY, here)
    share()
  })
  watch(position, follow)

  function follow(): void {
    const where = position()
    const { name, params, query } = router.currentRoute.value
    const view = viewOf(name)
    if (!where || !view || entryAt(KEY)?.owner === me)
      return
    // Two people who look at slides by themselves, each in a window, are no show.
    if (view === 'slide' && where.by === 'slide' && !otherViews().includes('presenter'))
      return
    if (Number(params.no) === where.no && Number(query.clicks ?? 0) === where.clicks)
      return
    followed = inWords(where)
    void router.replace({ path: pathOf(view, where.no), query: { ...query, clicks: where.clicks || undefined } })
  }
}

/** Whether this window is just being opened, and that is no move. */
function follows(): boolean {
  return arrival !== undefined && decide({ ...arrival, others: otherViews() })
}

function pathOf(view: 'presenter' | 'slide', no: number): string {
  return view === 'presenter' ? `/presenter/${no}` : `/${no}`
}

function isKnownTab(): boolean {
  try {
    const isKnown = sessionStorage.getItem(KNOWN_TAB) !== null
    sessionStorage.setItem(KNOWN_TAB, '')
    return isKnown
  }
  catch {
    return false
  }
}

function whenInStep(): Promise<unknown> {
  entries()
  return until(isInStep).toBe(true, { flush: 'sync' })
}
