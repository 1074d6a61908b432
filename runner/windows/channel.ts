import type { Message } from './run-store.ts'
import { isOnPaper } from '../code/on-paper.ts'

/** How this window speaks to the others. */
export interface Channel<M = Message> {
  say: (message: M) => void
  onMessage: (listener: (message: M) => void) => void
}

/** The name under which messages of the board travel, here and in the relay. */
const BOARD = 'four-eggs:board'

/**
 * The deck's own server carries the messages where there is one, to every browser and machine that shows the deck. In a
 * static build there is none, and the windows of one browser speak to each other directly. Paper is no window: it shows
 * recordings, whatever runs elsewhere just now.
 */
export function openChannel<M = Message>(name = BOARD): Channel<M> {
  if (isOnPaper)
    return { say: () => {}, onMessage: () => {} }
  if (import.meta.hot) {
    const hot = import.meta.hot
    return {
      say: message => hot.send(name, message),
      onMessage: listener => hot.on(name, listener),
    }
  }
  const channel = new BroadcastChannel(`${name} ${new URL('.', document.baseURI).pathname}`)
  return {
    say: message => channel.postMessage(message),
    onMessage: listener => channel.addEventListener('message', event => listener(event.data)),
  }
}
