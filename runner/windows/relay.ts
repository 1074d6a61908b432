import type { Plugin, WebSocketClient } from 'vite'
import type { Board, Message } from './run-store.ts'
import { abandon, hear } from './run-store.ts'

/** The name under which the windows' messages travel over Vite's own WebSocket. */
const CHANNEL = 'four-eggs:board'

/**
 * Carries messages between the windows of a deck that `npm start` serves, whatever browser or machine they are in, and
 * keeps the board so that a window that opens later is told at once.
 */
export function relayPlugin(): Plugin {
  const board: Board = new Map()

  return {
    name: 'four-eggs:relay',
    apply: 'serve',
    configureServer(server) {
      const others = (client?: WebSocketClient) => [...server.ws.clients].filter(other => other.socket !== client?.socket)

      function tell(message: Message, except?: WebSocketClient) {
        const hearing = hear(board, message)
        // A relay that has just started may know less than the window that speaks.
        if (hearing === 'missed')
          except?.send(CHANNEL, { kind: 'hello' } satisfies Message)
        if (hearing !== 'ignored' || message.kind === 'please-stop' || message.kind === 'please-say')
          others(except).forEach(client => client.send(CHANNEL, message))
      }

      /** Windows by the sockets they speak through, so that a closed window's runs do not seem to go on for ever. */
      const speakers = new Map<WebSocketClient['socket'], string>()

      server.ws.on(CHANNEL, (message: Message, client: WebSocketClient) => {
        if (message.kind === 'hello')
          return client.send(CHANNEL, { kind: 'board', runs: [...board] } satisfies Message)
        if (message.kind === 'events' && !speakers.has(client.socket)) {
          speakers.set(client.socket, message.owner)
          client.socket.once('close', () => {
            speakers.delete(client.socket)
            abandon(board, message.owner).forEach(ended => tell(ended))
          })
        }
        tell(message, client)
      })
    },
  }
}
