import type { Plugin, WebSocketClient } from 'vite'
import type { Line, Relay } from '../../runner/windows/relay.ts'
import { CHANNEL } from '../../runner/windows/messages.ts'
import { isAudienceAt } from '../guard/windows.ts'

/** Connects the windows of a deck that `npm start` serves, over Vite's own WebSocket. */
export function relayPlugin(relay: Relay): Plugin {
  return {
    name: 'four-eggs:relay',
    apply: 'serve',
    configureServer(server) {
      const lines = new Map<WebSocketClient['socket'], Line>()

      function lineOf(client: WebSocketClient): Line {
        const known = lines.get(client.socket)
        if (known)
          return known
        const line: Line = { send: message => client.send(CHANNEL, message) }
        lines.set(client.socket, line)
        relay.open(line, isAudienceAt(client.socket))
        client.socket.once('close', () => {
          lines.delete(client.socket)
          relay.close(line)
        })
        return line
      }

      server.ws.on(CHANNEL, (data: unknown, client) => {
        try {
          relay.hear(lineOf(client), data)
        }
        catch (error) {
          // Whatever a window sends, the talk goes on.
          server.config.logger.warn(`A window sent what cannot be read: ${String(error)}`)
        }
      })
    },
  }
}
