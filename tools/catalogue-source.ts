import type { ViteDevServer } from 'vite'
import type { Demo } from '../demos/catalogue/demo.ts'
import type { Fault } from '../demos/check-entry.ts'
import type { Mistake } from './mistake.ts'

/** Which programs a deck has, and how its plugins learn of a change. */
export interface CatalogueSource {
  /** All demos as their files are now. */
  read: (server?: ViteDevServer) => Promise<readonly Demo[]>
  /** What is wrong with entries that are not among those. */
  faults?: (server?: ViteDevServer) => Promise<readonly Fault[]>
  /** Why all of this is as it was, and not as the files are now. */
  mistake?: (server?: ViteDevServer) => Promise<Mistake | undefined>
  /** Whether there are other demos once this file, an absolute path, has changed, has come or has gone. */
  dependsOn: (file: string, change: 'create' | 'update' | 'delete') => boolean
}
