/** The thread of one program, in a browser. */
import { startInside } from './inside.ts'

startInside({
  post: message => postMessage(message),
  onMessage: listener => addEventListener('message', event => listener(event.data)),
  onUncaught(listener) {
    // Told to the run, they need not appear in the page's console as well.
    addEventListener('error', (event) => {
      event.preventDefault()
      listener(event.error)
    })
    addEventListener('unhandledrejection', (event) => {
      event.preventDefault()
      listener(event.reason)
    })
  },
  toUrl: text => URL.createObjectURL(new Blob([text], { type: 'text/javascript' })),
  setEnvironment: env => Object.assign(globalThis, { process: { env } }),
})
