import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

/** TypeScript's loader, by its own address: a process may be started from a folder that does not have it. */
const LOADER = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href

/**
 * How Node runs the kitchen's process; `npm run kitchen` says the same. Young objects get more room than the default
 * (16 MB): with 9 000 eggs in the pan most of a collection is copying what waits, and it looks like lateness.
 */
export const NODE_ARGS = ['--max-semi-space-size=64', '--min-semi-space-size=16', '--import', LOADER]
