import type { Message } from './messages.ts'
import { isOnPaper } from '../code/on-paper.ts'
import { CHANNEL, readMessage } from './messages.ts'

/** How this window speaks to the others. */
export interface Channel {
  say: (message: Message) => void
  onMessage: (listener: (message: Message) => void) => void
}

/**
 * The deck's own server carries the messages where there is one, to every browser and machine that shows the deck. In a
 * static build there is none, and the windows of one browser speak to each other directly. Paper is no window: it shows
 * recordings, whatever runs elsewhere just now.
 */
export function openChannel(): Channel {
  const hear = (listener: (message: Message) => void) => (data: unknown) => {
    const message = readMessage(data)
    if (message)
      listener(message)
  }
  if (isOnPaper)
    return { say: () => {}, onMessage: () => {} }
  if (import.meta.hot) {
    const hot = import.meta.hot
    return {
      say: message => hot.send(CHANNEL, message),
      onMessage: listener => hot.on(CHANNEL, hear(listener)),
    }
  }
  let channel: BroadcastChannel
  try {
    channel = new BroadcastChannel(`${CHANNEL} ${new URL('.', document.baseURI).pathname}`)
  }
  catch {
    // Where a browser blocks all site data, a window is alone.
    return { say: () => {}, onMessage: () => {} }
  }
  return {
    say: message => channel.postMessage(message),
    onMessage: listener => channel.addEventListener('message', event => hear(listener)(event.data)),
  }
}
