import type { ViteDevServer } from 'vite'
import type * as Catalogue from '../demos/catalogue.ts'
import type { CatalogueSource } from './catalogue-source.ts'
import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { catalogue, faults } from '../demos/catalogue.ts'

/** The catalogue of this project. */
export function catalogueOf(root: string): CatalogueSource {
  return {
    read: async server => (await readCatalogue(root, server)).catalogue,
    faults: async server => (await readCatalogue(root, server)).faults,
    dependsOn: file => catalogueFiles(root).includes(file),
  }
}

/** The catalogue's own files, as absolute paths. */
function catalogueFiles(root: string): string[] {
  const parts = resolve(root, 'demos/catalogue')
  return [resolve(root, 'demos/catalogue.ts'), ...readdirSync(parts).filter(name => name.endsWith('.ts')).map(name => resolve(parts, name))]
}

/**
 * The catalogue as its files are now. A development server reads it anew when one of them has changed, so that a demo
 * that has just been added is there without a restart; everywhere else it is what was imported.
 */
async function readCatalogue(root: string, server?: ViteDevServer): Promise<Pick<typeof Catalogue, 'catalogue' | 'faults'>> {
  return server ? await server.ssrLoadModule(resolve(root, 'demos/catalogue.ts')) as typeof Catalogue : { catalogue, faults }
}
