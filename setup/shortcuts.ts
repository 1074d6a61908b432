import { defineShortcutsSetup } from '@slidev/types'
import { useRouter } from 'vue-router'
import { backInView, skipInView, stepInView, toggleInView } from '../composables/useInView'
import { changeView } from '../composables/useView'

export default defineShortcutsSetup((_nav, base) => {
  const router = useRouter()

  /** Only the audience's view: a speaker's slip of the finger must not take the notes away. */
  function read() {
    if (router.currentRoute.value.name === 'play')
      changeView(router, 'reading')
  }

  return [
    ...base,
    { name: 'run_demo', key: 'r', fn: toggleInView },
    { name: 'model_step', key: '.', fn: stepInView },
    { name: 'model_back', key: ',', fn: backInView },
    { name: 'skip_question', key: 'x', fn: skipInView },
    { name: 'read_text', key: 't', fn: read },
  ]
})
