import type { Plugin } from 'vite'
import type { LanguageDescription } from '../../demos/language.ts'
import { createRequire } from 'node:module'
import { languages } from '../../demos/languages.ts'

const MARKS = 'virtual:marks'

/** Whether an icon such as `simple-icons/rust` is installed: one that is not would take all slides with it. */
function isInstalled(mark: string): boolean {
  const [set, name] = mark.split('/')
  const { icons } = createRequire(import.meta.url)(`@iconify-json/${set}/icons.json`) as { icons: Record<string, unknown> }
  return Object.hasOwn(icons, name!)
}

/**
 * Serves the marks of all languages by the names of their badges, as components: what describes a language is not for
 * browsers. A language without a mark has its name alone.
 */
export function marksPlugin(all: readonly LanguageDescription[] = Object.values(languages)): Plugin {
  return {
    name: 'four-eggs:marks',
    resolveId: id => id === MARKS ? `\0${MARKS}` : undefined,
    load(id) {
      if (id !== `\0${MARKS}`)
        return
      const marked = all.filter(
        ({ name, mark }) => mark !== undefined
          && (isInstalled(mark) || void this.warn(`The mark of ${name} is “${mark}”, and there is no such icon: see simpleicons.org.`)),
      )
      const imports = marked.map(({ mark }, i) => `import mark${i} from '~icons/${mark}'`)
      return `${imports.join('\n')}\nexport default { ${marked.map(({ badge, name }, i) => `${JSON.stringify(badge ?? name)}: mark${i}`).join(', ')} }`
    },
  }
}
