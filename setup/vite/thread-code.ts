import type { Plugin, Rollup } from 'vite'
import { isAbsolute } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const ID = 'virtual:thread-code'
const ENTRY = fileURLToPath(new URL('../../runner/worker/entry.browser.ts', import.meta.url))

/**
 * The code of a program's thread as one text: the frame that programs run in may fetch nothing. It is bundled in
 * development, too, where it would otherwise be dozens of modules.
 */
export function threadCodePlugin(): Plugin {
  /**
   * Begun with the server, so that the first Run does not wait for it, and used once: it is asked for again after a
   * change.
   */
  let first: Promise<Rollup.OutputChunk> | undefined
  return {
    name: 'four-eggs:thread-code',
    buildStart() {
      first ??= bundle()
      // Whether it went wrong, the one who asks for it hears.
      first.catch(() => {})
    },
    watchChange() {
      first = undefined
    },
    resolveId: id => id === ID ? `\0${id}` : undefined,
    async load(id) {
      if (id !== `\0${ID}`)
        return
      const chunk = await (first ?? bundle())
      first = undefined
      for (const file of Object.keys(chunk.modules).filter(isAbsolute))
        this.addWatchFile(file)
      // A map of it would be five times as long, and lead nowhere.
      return { code: `export default ${JSON.stringify(chunk.code)}`, map: { mappings: '' } }
    },
  }
}

async function bundle(): Promise<Rollup.OutputChunk> {
  const [{ output: [chunk] }] = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: { write: false, lib: { entry: ENTRY, formats: ['iife'], name: 'thread' } },
  }) as [Rollup.RollupOutput]
  return chunk
}
