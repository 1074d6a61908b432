import { defineShortcutsSetup } from '@slidev/types'
import { toggleInView } from '../runner/window/in-view'

export default defineShortcutsSetup((_nav, base) => [
  ...base,
  { name: 'run_demo', key: 'r', fn: toggleInView },
])
