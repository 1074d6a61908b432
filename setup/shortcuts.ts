import { defineShortcutsSetup } from '@slidev/types'
import { backInView, skipInView, stepInView, toggleInView } from '../runner/window/in-view'

export default defineShortcutsSetup((_nav, base) => [
  ...base,
  { name: 'run_demo', key: 'r', fn: toggleInView },
  { name: 'model_step', key: '.', fn: stepInView },
  { name: 'model_back', key: ',', fn: backInView },
  { name: 'skip_question', key: 'x', fn: skipInView },
])
