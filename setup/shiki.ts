import { defineShikiSetup } from '@slidev/types'
import { castIron, paper } from '../styles/code-themes'

/** Code in fences and code on demo slides is coloured by the same two themes. */
export default defineShikiSetup(() => ({
  themes: { light: paper, dark: castIron },
  // With one, a busy machine leaves a line half coloured.
  tokenizeTimeLimit: 0,
}))
