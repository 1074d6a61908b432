import type { ActionName } from '../composables/keys/keymap'
import { defineShortcutsSetup } from '@slidev/types'
import { useRouter } from 'vue-router'
import { isListOpen, useKeymap } from '../composables/keys/useKeymap'
import { useKeys } from '../composables/keys/useKeys'
import { useBegin } from '../composables/useBegin'
import { useBlack } from '../composables/useBlack'
import {
  ANSWER_KEYS,
  answerInView,
  backInView,
  editInView,
  enlargeInView,
  pauseInView,
  playRecordedInView,
  resetInView,
  rewindInView,
  skipInView,
  slowInView,
  stepInView,
  toggleInView,
  voteInView,
} from '../composables/useInView'
import { toggleMore } from '../composables/useMore'
import { sayWhy } from '../composables/useNotice'
import { findRemote, isCodeOpen } from '../composables/useRemote'
import { changeView } from '../composables/useView'
import { doWishes } from '../composables/useWishes'
import { forgetInk } from './slidev/ink'
import { scrollNotes } from './slidev/scroll-notes'

/** Two presses within this are one: a finger, or a clicker, that bounces. */
const BOUNCE_MS = 150

export default defineShortcutsSetup((nav, base) => {
  const router = useRouter()
  const black = useBlack()
  const keymap = useKeymap()
  const begin = useBegin(() => {
    forgetInk()
    void nav.go(1)
  })
  const isOn = (name: string) => router.currentRoute.value.name === name

  let ranAt = -Infinity
  function run(pressedAt: number) {
    if (pressedAt - ranAt > BOUNCE_MS)
      toggleInView()
    ranAt = pressedAt
  }

  const deeds: Record<Exclude<ActionName, 'run'>, () => unknown> = {
    'recorded': playRecordedInView,
    'skip': skipInView,
    'vote': () => findRemote().then(([remote]) => {
      if (remote)
        return voteInView(new URL('/room', remote).href) || sayWhy('Nothing is asked here that a phone could answer.')
      return isOn('presenter') ? deeds.remote() : sayWhy('No phone reaches this deck: raise your hands.')
    }),
    'edit': editInView,
    'rewind': rewindInView,
    'pause': pauseInView,
    'slower': slowInView,
    'step': stepInView,
    'back': backInView,
    'reset': resetInView,
    'enlarge': enlargeInView,
    'black': black.toggle,
    'more': () => toggleMore(router),
    // Only where the notes are: the hall's window forgets nothing by a slip of the finger.
    'begin': () => isOn('presenter') && begin.press(),
    'remote': () => isOn('presenter') && (isCodeOpen.value = true),
    'notes-down': () => scrollNotes(1),
    'notes-up': () => scrollNotes(-1),
    'keys': () => isListOpen.value = true,
    'dark': () => nav.toggleDark(),
    'full': toggleFullScreen,
    'overview': () => nav.toggleOverview(),
    'goto': () => nav.showGotoDialog(),
    // Only the audience's view: a speaker's slip of the finger must not take the notes away.
    'text': () => isOn('play') && changeView(router, 'reading'),
    // What is found can be read in the text.
    'search': () =>
      isOn('play') && router.push({ path: `/read/slide-${String(router.currentRoute.value.params.no)}`, query: { search: '' } }),
  }

  useKeys({
    isOn: () => isOn('play') || isOn('presenter'),
    turn: by => by > 0 ? nav.next() : nav.prev(),
    act: (name, pressedAt) => name === 'run' ? run(pressedAt) : deeds[name](),
  })

  // A site without a server has no remote.
  if (__KITCHEN_URL__ !== null) {
    doWishes((what) => {
      switch (what) {
        case 'next':
          return void nav.next()
        case 'previous':
          return void nav.prev()
        case 'run':
        case 'stop':
          return toggleInView(what)
        default:
          return void deeds[what]()
      }
    })
  }

  return [
    ...base,
    ...ANSWER_KEYS.map(n => ({ name: `answer_${n}`, key: `${n}`, fn: () => keymap.letters.value && answerInView(n) })),
    { name: 'black_end', key: 'escape', fn: black.end },
  ]
})

function toggleFullScreen(): void {
  void (document.fullscreenElement ? document.exitFullscreen() : document.body.requestFullscreen()).catch(() => {})
}
