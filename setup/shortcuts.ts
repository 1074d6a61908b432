import { defineShortcutsSetup } from '@slidev/types'
import { useRouter } from 'vue-router'
import { useKeys } from '../composables/keys/useKeys'
import { useBlack } from '../composables/useBlack'
import { ANSWER_KEYS, answerInView, backInView, skipInView, stepInView, toggleInView } from '../composables/useInView'
import { toggleMore } from '../composables/useMore'
import { changeView } from '../composables/useView'

/** Two presses within this are one: a finger, or a clicker, that bounces. */
const BOUNCE_MS = 150

export default defineShortcutsSetup((nav, base) => {
  const router = useRouter()
  const black = useBlack()
  const isShow = () => ['play', 'presenter'].includes(String(router.currentRoute.value.name))
  useKeys(isShow, by => by > 0 ? nav.next() : nav.prev())

  let ranAt = -Infinity
  function run() {
    if (performance.now() - ranAt > BOUNCE_MS)
      toggleInView()
    ranAt = performance.now()
  }

  /** Only the audience's view: a speaker's slip of the finger must not take the notes away. */
  function read() {
    if (router.currentRoute.value.name === 'play')
      changeView(router, 'reading')
  }

  return [
    ...base,
    { name: 'run_demo', key: 'r', fn: run },
    { name: 'model_step', key: 'n', fn: stepInView },
    { name: 'model_back', key: 'p', fn: backInView },
    { name: 'skip_question', key: 'x', fn: skipInView },
    ...ANSWER_KEYS.map(n => ({ name: `answer_${n}`, key: `${n}`, fn: () => answerInView(n) })),
    // What a clicker's blank key sends is one of the two.
    { name: 'black', key: 'b', fn: black.toggle },
    { name: 'black_clicker', key: '.', fn: black.toggle },
    { name: 'black_end', key: 'escape', fn: black.end },
    { name: 'toggle_more', key: 'm', fn: () => void toggleMore(router) },
    { name: 'read_text', key: 't', fn: read },
  ]
})
