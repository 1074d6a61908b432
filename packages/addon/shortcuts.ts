import type { NavOperations, ShortcutOptions } from '@slidev/types'
import type { ActionName } from '../../composables/keys/keymap.ts'
import { actions } from '../../composables/keys/keymap.ts'
import * as inView from '../../composables/useInView.ts'

/** What a key does to the demo on the slide that is shown; on every other slide these keys do nothing. */
const DEEDS: Partial<Record<ActionName, () => void>> = {
  run: inView.toggleInView,
  recorded: inView.playRecordedInView,
  edit: inView.editInView,
  rewind: inView.rewindInView,
  pause: inView.pauseInView,
  slower: inView.slowInView,
  step: inView.stepInView,
  back: inView.backInView,
  reset: inView.resetInView,
  enlarge: inView.enlargeInView,
  skip: inView.skipInView,
}

export default function shortcuts(_nav: NavOperations, base: ShortcutOptions[]): ShortcutOptions[] {
  const own = actions.flatMap(({ name, keys }) => {
    const fn = DEEDS[name]
    return fn ? [{ name: `four_eggs_${name}`, key: keyOf(keys[0]!), fn: () => fn() }] : []
  })
  return [...base, ...own, ...inView.ANSWER_KEYS.map(n => ({ name: `four_eggs_answer_${n}`, key: `${n}`, fn: () => inView.answerInView(n) }))]
}

/** `R` as Slidev spells it. */
function keyOf(key: string): string {
  return key === key.toLowerCase() ? key : `shift+${key.toLowerCase()}`
}
