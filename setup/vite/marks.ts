import type { Plugin } from 'vite'
import { languages } from '../../demos/languages.ts'

const MARKS = 'virtual:marks'

/** Serves the marks of all languages by the names of their badges, as components: what describes a language is not for browsers. */
export function marksPlugin(): Plugin {
  const all = Object.values(languages)
  return {
    name: 'four-eggs:marks',
    resolveId: id => id === MARKS ? `\0${MARKS}` : undefined,
    load: id => id === `\0${MARKS}`
      ? `${all.map(({ mark }, i) => `import mark${i} from '~icons/${mark}'`).join('\n')}\nexport default { ${all.map(({ badge, name }, i) => `${JSON.stringify(badge ?? name)}: mark${i}`).join(', ')} }`
      : undefined,
  }
}
