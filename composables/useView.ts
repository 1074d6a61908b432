import type { Router } from 'vue-router'
import { useScreenOrientation, useSessionStorage } from '@vueuse/core'
import { watch } from 'vue'
import { START_LOCATION } from 'vue-router'
import { toPlace } from './to-place.ts'
import { currentNo } from './useReading.ts'

/** The two ways to have the talk in front of oneself. */
export type View = 'slides' | 'reading'

/** A phone held upright: a slide would be as large as a stamp. */
const UPRIGHT = '(max-width: 640px) and (orientation: portrait)'

/** The same phone, turned: a slide fills it. */
const LYING = '(max-height: 500px) and (orientation: landscape) and (pointer: coarse)'

/** What the reader has asked for counts for as long as the tab is open; until then the screen decides. */
const useChosen = () => useSessionStorage<View | ''>('four-eggs:view', '')

/** From a slide to its place in the text, and back, because the reader asked for it. */
export function changeView(router: Router, to: View): void {
  useChosen().value = to
  switchTo(router, to)
}

function switchTo(router: Router, to: View): void {
  const { name, params } = router.currentRoute.value
  if (to === 'slides')
    void router.push(`/${currentNo.value ?? 1}`)
  else if (name === 'play')
    void router.push(`/read/slide-${String(params.no)}`)
  else
    void router.push('/read')
}

/**
 * Shows the text to a reader who opens a slide on a phone held upright, and follows when the phone is turned. Only what
 * an audience sees is concerned: the speaker's pages and what is printed stay as they are.
 */
export function guideReaders(router: Router): void {
  const chosen = useChosen()

  // The root of a site is its front page. A deck that `npm start` serves begins with its first slide.
  router.beforeEach(({ name, redirectedFrom }, from) => {
    if (
      __KITCHEN_URL__ === null
      && name === 'play'
      && redirectedFrom?.path === '/'
      && from === START_LOCATION
      && chosen.value !== 'slides'
      && !location.search.includes('print')
    ) {
      return { path: '/read', replace: true }
    }
  })

  router.beforeEach(({ name, params, query: { clicks: _, ...query }, hash }, from) => {
    if (
      name !== 'play'
      || from.name === 'play'
      || chosen.value === 'slides'
      || location.search.includes('print')
      || !matchMedia(UPRIGHT).matches
    ) {
      return
    }
    return { path: params.no === '1' ? '/read' : `/read/slide-${String(params.no)}`, query, hash, replace: true }
  })

  // A slide by its number stands for its place, whose address stays when slides are moved.
  router.beforeEach(async ({ name, params, query, hash }) => {
    const [, no] = name === 'read' ? /^slide-(\d+)$/.exec(String(params.chapter)) ?? [] : []
    return no === undefined || { path: (await toPlace({ no: Number(no) }))?.path ?? '/read', query, hash, replace: true }
  })

  // Only a phone that is turned: a window that becomes low or narrow by zooming, a docked tool or a keyboard stays
  // where it is.
  const { orientation, isSupported } = useScreenOrientation()
  watch(orientation, async (now, before) => {
    if (!isSupported.value || chosen.value !== '' || now?.split('-')[0] === before?.split('-')[0])
      return
    await settleAfterTurn()
    const { name } = router.currentRoute.value
    if (name === 'read' && matchMedia(LYING).matches)
      switchTo(router, 'slides')
    else if (name === 'play' && matchMedia(UPRIGHT).matches && matchMedia('(pointer: coarse)').matches)
      switchTo(router, 'reading')
  })
}

/** Some browsers tell that the screen was turned before the window has its new size. */
async function settleAfterTurn(): Promise<void> {
  await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
}
