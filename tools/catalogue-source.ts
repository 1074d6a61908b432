import type { ViteDevServer } from 'vite'
import type { Demo } from '../demos/catalogue/demo.ts'

/** Which programs a deck has, and how its plugins learn of a change. */
export interface CatalogueSource {
  /** All demos as their files are now. */
  read: (server?: ViteDevServer) => Promise<readonly Demo[]>
  /** Whether there are other demos once this file, an absolute path, has changed, has come or has gone. */
  dependsOn: (file: string, change: 'create' | 'update' | 'delete') => boolean
}
