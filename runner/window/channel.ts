import type { Message } from './board.ts'

/** How this window speaks to the others. */
export interface Channel {
  say: (message: Message) => void
  onMessage: (listener: (message: Message) => void) => void
}

/** The name under which messages travel, here and in the relay. */
const NAME = 'four-eggs:board'

/**
 * The deck's own server carries the messages where there is one, to every browser and machine that shows the deck. In a
 * static build there is none, and the windows of one browser speak to each other directly.
 */
export function openChannel(): Channel {
  if (import.meta.hot) {
    const hot = import.meta.hot
    return {
      say: message => hot.send(NAME, message),
      onMessage: listener => hot.on(NAME, listener),
    }
  }
  const channel = new BroadcastChannel(`${NAME} ${new URL('.', document.baseURI).pathname}`)
  return {
    say: message => channel.postMessage(message),
    onMessage: listener => channel.addEventListener('message', event => listener(event.data)),
  }
}
