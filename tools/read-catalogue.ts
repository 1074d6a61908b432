import type { ViteDevServer } from 'vite'
import type * as Catalogue from '../demos/catalogue.ts'
import type { CatalogueSource } from './catalogue-source.ts'
import type { Mistake } from './mistake.ts'
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { tsImport } from 'tsx/esm/api'
import { catalogue, faults } from '../demos/catalogue.ts'
import { findMistake } from './mistake.ts'

/**
 * The catalogue of this project. A development server reads it anew when one of its files has changed, so that a demo
 * that has just been added is there without a restart; everywhere else it is what was imported. While its files cannot
 * be read, it is as it was before.
 */
export function catalogueOf(root: string): CatalogueSource {
  const index = resolve(root, 'demos/catalogue.ts')
  let last: Pick<typeof Catalogue, 'catalogue' | 'faults'> = { catalogue, faults }
  let mistake: Mistake | undefined

  async function read(server?: ViteDevServer): Promise<typeof last> {
    try {
      last = server ? await server.ssrLoadModule(index) as typeof Catalogue : last
      mistake = undefined
    }
    catch (error) {
      // Vite knows no line of what it has changed itself.
      const inFile = await tsImport(index, import.meta.url).then(() => error, (error: unknown) => error) as Error
      mistake = findMistake(root, inFile) ?? { file: 'demos/catalogue.ts', sentence: `demos/catalogue.ts: ${inFile.message}` }
    }
    return last
  }

  return {
    read: async server => (await read(server)).catalogue,
    faults: async server => (await read(server)).faults,
    mistake: async (server) => {
      await read(server)
      return mistake
    },
    dependsOn: file => catalogueFiles(root).includes(file),
  }
}

/** The catalogue's own files, as absolute paths. */
function catalogueFiles(root: string): string[] {
  const parts = resolve(root, 'demos/catalogue')
  return [resolve(root, 'demos/catalogue.ts'), ...readdirSync(parts).filter(name => name.endsWith('.ts')).map(name => resolve(parts, name))]
}
