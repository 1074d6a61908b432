import type { DevEnvironment } from 'vite'
import { AsyncLocalStorage } from 'node:async_hooks'

/** Each module that can be exchanged begins by asking for this one. */
const VITE_CLIENT = '/@vite/client'

/** The scripts that a page begins with. */
const SCRIPTS = /<script\s[^>]*src="([^"]+)"/g

/**
 * Vite makes a module of whatever file of the project is asked for, another one for each query behind it, and keeps all
 * of them for as long as it runs: with addresses of its own making, one phone filled the memory of the deck. An
 * audience gets what the deck's page and its modules name, and Vite knows those before they are asked for.
 */
export function createKnownModules(page: string, base: string) {
  const asking = new AsyncLocalStorage<{ isAudience: boolean }>()
  const begins = new Set([VITE_CLIENT, ...Array.from(page.matchAll(SCRIPTS), ([, src]) => `/${decodeURI(src!.slice(base.length))}`)])

  return {
    /**
     * What is done for a request is done in here. Where there is no audience nothing is remembered: following each of
     * its steps is a tenth of what a cold deck has to do in Node 20.
     */
    askFor: (isAudience: boolean, next: () => void): void =>
      isAudience || asking.getStore() ? asking.run({ isAudience }, next) : next(),
    guard(environment: Pick<DevEnvironment, 'transformRequest' | 'moduleGraph'>): void {
      const make = environment.transformRequest.bind(environment)
      environment.transformRequest = async (url, ...rest) => {
        const isKnown = !asking.getStore()?.isAudience || begins.has(url) || await environment.moduleGraph.getModuleByUrl(url) !== undefined
        // To Vite there is no such module, then.
        return isKnown ? make(url, ...rest) : null
      }
    },
  }
}
