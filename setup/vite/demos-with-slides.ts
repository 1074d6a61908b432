import type { Plugin } from 'vite'
import { fileURLToPath } from 'node:url'
import { shownOn } from '../../talk/slide.ts'

/** What Slidev makes of a slide's Markdown: a component each. */
const SLIDE = /__slidev_(\d+)\.md$/

const KEEPER = fileURLToPath(new URL('../../composables/useDemo.ts', import.meta.url))

/**
 * In a static site, a slide brings its demos along: they come over the line together with it, and it stands there as a
 * whole when it is first seen. On a deck that `npm start` serves, nothing is far away.
 */
export function demosWithSlidesPlugin(data: { slides: { content: string }[] }): Plugin {
  return {
    name: 'four-eggs:demos-with-slides',
    apply: 'build',
    enforce: 'post',
    transform: {
      filter: { id: SLIDE },
      handler(code, id) {
        const { content = '' } = data.slides[Number(SLIDE.exec(id)![1]) - 1] ?? {}
        // A model is loaded when it is shown.
        const slugs = shownOn(content)
          .filter(({ isModel, component }) => !isModel || component === 'MachineDemo')
          .flatMap(({ demos }) => demos)
        if (slugs.length === 0)
          return
        const imports = slugs.map((slug, index) => `import __demo${index} from ${JSON.stringify(`virtual:demo/${slug}`)}`)
        const keep = slugs.map((_, index) => `keepDemo(__demo${index})`)
        return { code: [...imports, `import { keepDemo } from ${JSON.stringify(KEEPER)}`, ...keep, code].join('\n'), map: null }
      },
    },
  }
}
