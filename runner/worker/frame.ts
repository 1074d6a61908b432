import { cut } from '../run/keep.ts'
import { codeOfThread } from './thread-code.ts'

/**
 * Where programs run in a browser: threads of a frame that is nobody. `sandbox` without `allow-same-origin` gives it an
 * origin of its own, so that there is no storage, no cache, no service worker, no channel to a window and no key within
 * reach of a program, and its policy, which its threads and theirs inherit, lets them connect to the kitchen and to
 * nothing else. The browser itself sees to both. (Tried in Chromium, Firefox and WebKit.)
 */
export interface Frame {
  /** The line to the thread. */
  port: MessagePort
  /** The thread's code has been handed to it, or cannot be had. */
  loaded: Promise<void>
  /** Ends the thread, whatever it is doing, and all threads that it has started. */
  remove: () => void
  /** Says why in a sentence. */
  onDeath: (listener: (why: string) => void) => void
}

/** What a thread is for: one run, or one program in many orders. */
export type Purpose = 'run' | 'orders'

/** What a frame has not said so long after it was loaded, it will not say. */
const BEGIN_MS = 5_000

/** A host can change its policy; a reader can read on, or open the site elsewhere. */
const FORBIDDEN = `No program can run here: the policy of this site’s host (its Content-Security-Policy) forbids it. It has to allow script-src 'unsafe-inline' blob: and worker-src blob:. All of the text can be read.`

/**
 * What runs in the frame: it says that it is there, and then starts the thread and hands it its end of the line.
 * (Chromium lets a nobody's module worker not begin.)
 */
const BOOT = `parent.postMessage('', '*')
addEventListener('message', function begin({ source, data, ports }) {
  // A page that has opened the deck's window could say something here, too.
  if (source !== parent)
    return
  removeEventListener('message', begin)
  const { code, purpose } = data
  let thread
  try {
    thread = new Worker(URL.createObjectURL(code), { name: 'program' })
  }
  catch {
    return parent.postMessage('blocked', '*')
  }
  thread.addEventListener('error', event => {
    event.preventDefault()
    parent.postMessage(String(event.message || 'blocked').slice(0, 2000), '*')
  })
  thread.postMessage(purpose, ports)
})`

/** Where a program may connect to: its kitchen under every name that it has, or nowhere. */
function policy(kitchen: string | undefined): string {
  const connect = kitchen === undefined ? '\'none\'' : namesOf(kitchen).join(' ')
  return `default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob:; worker-src blob:; connect-src ${connect}`
}

/** Each program of a race comes by a name of its own, and all names under `localhost` are this machine. */
function namesOf(kitchen: string): string[] {
  const { protocol, hostname, host, port, pathname } = new URL(kitchen)
  // Under the deck's own address the rest of the deck is not for programs.
  const path = pathname.replace(/\/*$/, '/')
  const hosts = hostname === 'localhost' ? [host, `*.localhost${port && `:${port}`}`] : [host]
  return hosts.flatMap(name => [`${protocol}//${name}${path}`, `${protocol.replace('http', 'ws')}//${name}${path}`])
}

/**
 * Opens a frame with a thread in it that waits for its program. `kitchen`: its address, where it is behind a port.
 */
export function openFrame(kitchen: string | undefined, purpose: Purpose = 'run'): Frame {
  const frame = document.createElement('iframe')
  const { port1, port2 } = new MessageChannel()
  const listeners = new Set<(why: string) => void>()
  frame.setAttribute('sandbox', 'allow-scripts')
  frame.setAttribute('aria-hidden', 'true')
  frame.tabIndex = -1
  frame.hidden = true
  frame.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy(kitchen)}"><script>${BOOT}</script>`
  const die = (why: string) => listeners.forEach(listener => listener(why))
  let hasBegun = false
  let overdue: ReturnType<typeof setTimeout> | undefined
  const loaded = new Promise(resolve => frame.addEventListener('load', resolve, { once: true }))
    .then(() => {
      if (!hasBegun)
        overdue = setTimeout(die, BEGIN_MS, FORBIDDEN)
      return codeOfThread()
    })
    .then(
      code => frame.contentWindow?.postMessage({ code, purpose }, '*', [port2]),
      () => die('The code that runs programs could not be loaded. Load the page again.'),
    )
  const hear = ({ source, data }: MessageEvent) => {
    if (source !== frame.contentWindow || source === null)
      return
    // It may be heard before the frame is said to be loaded.
    hasBegun = true
    clearTimeout(overdue)
    if (data !== '') {
      die(
        /^blocked$|EvalError|unsafe-eval|Content.Security/i.test(String(data))
          ? FORBIDDEN
          : `The program's thread broke: ${cut(String(data))}.`,
      )
    }
  }
  addEventListener('message', hear)
  document.body.append(frame)
  return {
    port: port1,
    loaded,
    onDeath: listener => void listeners.add(listener),
    remove() {
      clearTimeout(overdue)
      removeEventListener('message', hear)
      port1.close()
      frame.remove()
    },
  }
}
