import type { Plugin } from 'vite'
import type { NoteMessage, Notes } from './shared-state.ts'
import { NOTES_CHANNEL, take } from './shared-state.ts'

/** The largest note is an edited program; what is longer was not written by this deck. */
const MOST_CHARS = 64 * 1024

/** As many notes as a deck of some hundred demos writes. */
const MOST_NOTES = 1000

/** Carries notes between the windows of a deck that `npm start` serves, and tells them to a window that opens later. */
export function notesRelayPlugin(): Plugin {
  const notes: Notes = new Map()

  return {
    name: 'four-eggs:notes-relay',
    apply: 'serve',
    configureServer(server) {
      server.ws.on(NOTES_CHANNEL, (message: NoteMessage, client) => {
        if (message.kind === 'hello')
          return client.send(NOTES_CHANNEL, { kind: 'notes', notes: [...notes.values()] } satisfies NoteMessage)
        if (message.kind !== 'note' || JSON.stringify(message.note).length > MOST_CHARS || notes.size >= MOST_NOTES || !take(notes, message.note))
          return
        for (const other of server.ws.clients) {
          if (other.socket !== client.socket)
            other.send(NOTES_CHANNEL, message)
        }
      })
    },
  }
}
