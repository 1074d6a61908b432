import { defineShortcutsSetup } from '@slidev/types'
import { skipInView, toggleInView } from '../runner/window/in-view'

export default defineShortcutsSetup((_nav, base) => [
  ...base,
  { name: 'run_demo', key: 'r', fn: toggleInView },
  { name: 'skip_question', key: 'x', fn: skipInView },
])
