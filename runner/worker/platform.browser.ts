import type { StartMessage } from '../run/messages.ts'
import type { Platform } from './inside/main.ts'
import { fetchOver } from '../run/port-fetch.ts'
import { fetchAtMost } from './fetch-at-most.ts'
import { setSlideGlobals } from './inside/slide-process.ts'
import { completeCrypto, rememberProxies, showWebObjects } from './inside/slide-web.ts'
import { hearUncaught } from './inside/uncaught.ts'

const scope = globalThis as unknown as Record<string, unknown> & typeof globalThis

/** A program may ask for thousands at once. A browser lets six through to a host, and over HTTP/2 about a hundred. */
const MOST_REQUESTS = 256

/** The browser's own, from before a program's is put in its place. */
const plainFetch = fetchAtMost(MOST_REQUESTS, globalThis.fetch.bind(globalThis))

/** What a browser gives a program’s thread; `port` is the line to its run. */
export function browserPlatform(port: MessagePort): Platform {
  // The program's words are told over this line by us. What it posted by itself, it would post to the page.
  const post = port.postMessage.bind(port)
  delete (scope as Partial<typeof scope>).postMessage
  useBlobs()
  completeCrypto(scope.crypto)
  showWebObjects(scope)
  rememberProxies(scope)
  let leaves = () => 0
  return {
    post,
    onMessage(listener) {
      port.onmessage = event => listener(event.data)
    },
    onUncaught: hearUncaught,
    toUrl,
    load: url => import(/* @vite-ignore */ url) as Promise<unknown>,
    openWay: ({ kitchen, kitchenPort }) => kitchenPort ? overPort(kitchenPort) : withinRun(kitchen),
    setGlobals({ exit, ...globals }) {
      leaves = setSlideGlobals({ ...globals, exit(code) {
        exit(code)
        // The thread is ended from outside, a moment from now.
        for (;;);
      } })
    },
    leaves: () => leaves(),
  }
}

function toUrl(text: string): string {
  return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
}

/**
 * The frame's policy lets a thread begin at a `blob:` address; a program that has its script as a `data:` one gets
 * there, too.
 */
function useBlobs() {
  const DATA = /^data:(?:text|application)\/javascript(?:;charset=utf-8)?,/i
  scope.Worker = new Proxy(scope.Worker, {
    construct(target, [address, ...rest]: [unknown, ...unknown[]], newTarget) {
      const text = String(address)
      const start = DATA.exec(text)?.[0].length
      return Reflect.construct(
        target,
        [start === undefined ? address : toUrl(decodeURIComponent(text.slice(start))), ...rest],
        newTarget,
      ) as object
    },
  })
}

/** The kitchen is in the page, and only `fetch` reaches it. */
async function overPort(port: NonNullable<StartMessage['kitchenPort']>): Promise<typeof fetch> {
  const refuse = () => {
    throw new TypeError('The kitchen of this site is inside the tab, and only fetch() reaches it.')
  }
  scope.XMLHttpRequest.prototype.open = refuse
  scope.EventSource = new Proxy(scope.EventSource, { construct: refuse })
  return fetchOver(port)
}

/**
 * The kitchen knows a thread without an origin by its run alone, so what is asked for beside the run is asked for in
 * it.
 */
async function withinRun(kitchen: string): Promise<typeof fetch> {
  const { origin, pathname } = new URL(kitchen)
  const place = (address: string) => {
    const url = new URL(address)
    if (url.origin === origin && !url.pathname.startsWith(`${pathname}/`) && !url.pathname.startsWith('/run/'))
      url.pathname = pathname + url.pathname
    return url.href
  }
  return (input, init) => input instanceof Request
    ? plainFetch(place(input.url) === input.url ? input : new Request(place(input.url), input), init)
    : plainFetch(place(String(input)), init)
}
