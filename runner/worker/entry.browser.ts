import { openTabWay } from '../kitchen/tab-fetch.ts'
/** The thread of one program, in a browser. */
import { startInside } from './inside/main.ts'

startInside({
  post: message => postMessage(message),
  onMessage: listener => addEventListener('message', event => listener(event.data)),
  onUncaught(listener) {
    // Told to the run, they need not appear in the page's console as well.
    addEventListener('error', (event) => {
      event.preventDefault()
      listener(event.error, 'throw')
    })
    addEventListener('unhandledrejection', (event) => {
      event.preventDefault()
      listener(event.reason, 'rejection')
    })
  },
  toUrl: text => URL.createObjectURL(new Blob([text], { type: 'text/javascript' })),
  // Where Vite sees an import of an address it does not know, its development server adds its own client to this thread,
  // whose WebSocket and timers would then be the program's. Written like this it does not see it.
  // eslint-disable-next-line no-new-func
  load: new Function('url', 'return import(url)') as (url: string) => Promise<unknown>,
  openWay: ({ kitchen, tab }) => tab && openTabWay(kitchen, tab),
  setEnvironment: env => Object.assign(globalThis, { process: { env } }),
})
