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
  return {
    name: 'four-eggs:thread-code',
    resolveId: id => id === ID ? `\0${ID}` : undefined,
    async load(id) {
      if (id !== `\0${ID}`)
        return
      const [{ output: [chunk] }] = await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        build: { write: false, lib: { entry: ENTRY, formats: ['iife'], name: 'thread' } },
      }) as [Rollup.RollupOutput]
      for (const file of Object.keys(chunk.modules).filter(isAbsolute))
        this.addWatchFile(file)
      return `export default ${JSON.stringify(chunk.code)}`
    },
  }
}
