import type { SlideInfo } from '@slidev/types'
import type { Plugin, ViteDevServer } from 'vite'

const SLIDES = '/@slidev/slides'
const METAS = 'virtual:slide-metas'

/** How Slidev's list of slides asks for a slide's frontmatter: by way of a module that names the one it is in. */
const ONE_BY_ONE = /^import \{ meta as f(\d+) \} from '\/@slidev\/slides\/\1\/frontmatter'$/gm

/** What stands in such a module beside its data. */
const NEEDED = ['import { computed, reactive, shallowReactive } from ', 'export const meta = ', 'import.meta.hot.data.frontmatter']

/** How Vite says under which name the window hears of a change of it. */
const HOT_CONTEXT = /__vite__createHotContext\("[^"]+"\)/

/** Its data, each in a line of its own. It is a slide's text, and may say anything. */
const DATA = /^(?:export const frontmatterData = | {4}\.\.\.\()/

/**
 * Has a window ask once for what the frontmatter of all slides says, and not twice for each slide: in development that
 * was 400 of its 1 000 requests. Each part stands for the module that Slidev has of it, under whose name the window
 * hears that it was changed.
 */
export function oneMetaPlugin(data: { slides: SlideInfo[], watchFiles: Record<string, unknown> }): Plugin {
  let server: ViteDevServer
  const idsOf = (): string[] => data.slides.map(({ source }, index) => `${source.filepath}__slidev_${index + 1}.frontmatter`)
  let told = ''

  return {
    name: 'four-eggs:one-meta',
    apply: 'serve',
    configureServer(started) {
      server = started
    },
    resolveId: id => id === METAS ? `\0${METAS}` : undefined,
    async load(id) {
      if (id !== `\0${METAS}`)
        return
      const ids = idsOf()
      told = ids.join('\n')
      const { client } = server.environments
      const parts = await Promise.all(ids.map(async (id) => {
        // Known to Vite before it is asked for: an audience, which gets nothing else (setup/guard), may be the first.
        await client.moduleGraph.ensureEntryFromUrl(id)
        // Slidev looks for this module when a slide is changed, and Vite then tells the windows.
        const made = await client.transformRequest(id)
        return partOf(made?.code ?? '', text => this.error(text))
      }))
      const code = [
        '// @unocss-include',
        'import { createHotContext as __vite__createHotContext } from \'/@vite/client\'',
        'import { computed, reactive, shallowReactive } from \'vue\'',
        `export const metas = [${parts.join(',\n')}]`,
      ]
      return { code: code.join('\n'), map: { mappings: '' } }
    },
    transform: {
      filter: { id: /^\/@slidev\/slides$/ },
      handler(code) {
        const numbers = [...code.matchAll(ONE_BY_ONE)].map(([, no]) => Number(no))
        if (numbers.length !== data.slides.length)
          this.error(`Slidev’s ${SLIDES} was expected to have a line “import { meta as f1 } from '${SLIDES}/1/frontmatter'” for each of ${data.slides.length} slides, and has ${numbers.length}. See how it asks for them now, and say so in setup/slidev/one-meta.ts.`)
        return {
          code: `import { metas } from '${METAS}'\nconst [${numbers.map(no => `f${no}`).join(', ')}] = metas\n${code.replace(ONE_BY_ONE, '')}`,
          map: null,
        }
      },
    },
    /** After Slidev, which knows by then what the file has become. */
    handleHotUpdate({ file, modules }) {
      const metas = server.moduleGraph.getModuleById(`\0${METAS}`)
      if (!metas || !data.watchFiles[file])
        return
      // Slides have come, gone or changed places: the list is made anew.
      if (idsOf().join('\n') !== told)
        return [...modules, metas]
      // A window that is there hears of the slide alone; one that comes asks for all.
      server.moduleGraph.invalidateModule(metas)
    },
  }
}

/** The module of one slide's frontmatter, as Vite serves it, as an expression. */
export function partOf(code: string, refuse: (why: string) => never): string {
  const [context] = HOT_CONTEXT.exec(code) ?? []
  const missing = NEEDED.find(line => !code.includes(line))
  if (missing || !context)
    refuse(`What Slidev makes of a slide’s frontmatter was expected to have “${missing ?? HOT_CONTEXT.source}”. See how it tells of a change now, and say so in setup/slidev/one-meta.ts.`)
  const body = code
    .split('\n')
    .filter(line => !/^import |^export default /.test(line))
    .map(line => DATA.test(line) ? line : line.replaceAll('import.meta.hot', 'hot'))
    .map(line => line.replace(/^export /, ''))
  return `((hot) => {\n${body.join('\n')}\nreturn meta\n})(${context})`
}
