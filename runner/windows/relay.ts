import type { Message } from './messages.ts'
import type { Presence } from './presence.ts'
import type { SharedStore } from './show-run.ts'
import type { Store, Update } from './store.ts'
import { isCaretKey } from './caret-entry.ts'
import { readMessage } from './messages.ts'
import { presenceKey, readPresence } from './presence.ts'
import { breakOff, isFit, isRunKey, isRunning, readRun } from './run-entry.ts'
import { createStore } from './store.ts'

/** One window's line to the server. */
export interface Line {
  send: (message: Message) => void
}

/** The largest value is an edited program; what is longer was not written by this deck. */
const MOST_VALUE_CHARS = 64 * 1024

/** As many entries as a deck of some hundred demos writes. */
const MOST_ENTRIES = 2_000

/** Of windows that are gone so many are remembered, for those that were away when they left. */
const MOST_GONE = 100

/** More events than any run has that a person looks at. */
const MOST_ITEMS = 200_000

const CLOSED = 'the window in which it ran was closed or reloaded'

export interface Relay {
  store: Store
  /** A window has come; whether it only looks on is known by where it came from. */
  open: (line: Line, isAudience?: boolean) => void
  /** Takes in what a window sent, which may be anything at all. */
  hear: (line: Line, data: unknown) => void
  /** A window is gone: its runs have ended, it types nowhere, and it is nowhere any more. */
  close: (line: Line) => void
  /** What the server itself writes, told to all windows. */
  shared: SharedStore
  /** What the server is asked about an entry of its own; to stop, when another has taken its place. */
  onAsk: (listener: (key: string, what: unknown) => void) => void
  /** Calls back after a window has written an entry. */
  onChange: (listener: (key: string) => void) => void
}

/**
 * Carries updates between windows, whatever browser or machine they are in, and keeps a copy for those that come late.
 * Who may say what is decided before (setup/guard): an audience says hello, and sees.
 */
export function createRelay(): Relay {
  /** The server's name among the windows: another each time it starts. */
  const me = `server-${Math.random().toString(36).slice(2, 10)}`
  const store = createStore({ me })
  /** The lines, and whose they are once their windows have said so. */
  const lines = new Map<Line, string | undefined>()
  const audience = new Set<Line>()
  /** Entries that say who is there, or was: no number of windows takes the room of what is shown. */
  const here = new Set<string>()
  /** Of those, the windows that are gone, the first to go first. */
  const gone: string[] = []
  const listeners = new Set<(key: string, what: unknown) => void>()
  const changeListeners = new Set<(key: string) => void>()

  function toAll(message: Message, except?: Line) {
    for (const line of lines.keys()) {
      if (line !== except)
        line.send(message)
    }
  }

  const tell = (update: Update) => toAll({ kind: 'updates', updates: [update] })

  /** What a window may write: nothing in the server's name, nothing endless, nothing that is not what its key says. */
  function isAllowed(update: Update): boolean {
    const { key, owner, value, from, list } = update
    return owner !== me
      && (store.get(key) !== undefined || store.size() - here.size < MOST_ENTRIES)
      && from + list.length <= MOST_ITEMS
      && (value === undefined || JSON.stringify(value).length <= MOST_VALUE_CHARS)
      && isFit(update)
  }

  function enter(line: Line, window: string, view: Presence['view']) {
    here.add(presenceKey(window))
    tell(store.write(presenceKey(window), { view, ...audience.has(line) && { isAudience: true } } satisfies Presence))
  }

  function takeUpdates(line: Line, updates: Update[]) {
    const news = updates.filter((update) => {
      const before = store.get(update.key)
      const taken = isAllowed(update) ? store.take(update) : 'ignored'
      // A relay that has just started knows less than the window that speaks.
      if (taken === 'missed')
        line.send({ kind: 'hello', me })
      if (taken === 'changed' && before?.owner === me)
        listeners.forEach(listener => listener(update.key, 'stop'))
      return taken === 'changed'
    })
    if (news.length > 0)
      toAll({ kind: 'updates', updates: news }, line)
    for (const { key } of news)
      changeListeners.forEach(listener => listener(key))
  }

  return {
    store,
    open(line, isAudience = false) {
      lines.set(line, undefined)
      if (isAudience)
        audience.add(line)
    },
    hear(line, data) {
      const message = readMessage(data)
      switch (message?.kind) {
        case 'hello':
          // A name belongs to the line that had it first, and a line has one: what it did under it ends with it.
          if ((lines.get(line) ?? message.me) !== message.me || [...lines].some(([other, name]) => other !== line && name === message.me))
            return line.send({ kind: 'updates', updates: store.all() })
          lines.set(line, message.me)
          if (message.view !== undefined && readPresence(store.get(presenceKey(message.me))?.value)?.view !== message.view)
            enter(line, message.me, message.view)
          return line.send({ kind: 'updates', updates: store.all() })
        case 'ping':
          return line.send(message)
        case 'updates':
          return takeUpdates(line, message.updates)
        case 'ask':
          if (store.get(message.key)?.version !== message.version)
            return
          if (message.owner === me)
            return listeners.forEach(listener => listener(message.key, message.what))
          toAll(message, line)
      }
    },
    close(line) {
      const name = lines.get(line)
      lines.delete(line)
      audience.delete(line)
      if (name !== undefined && store.get(presenceKey(name))) {
        tell(store.write(presenceKey(name)))
        gone.push(presenceKey(name))
        if (gone.length > MOST_GONE) {
          const [oldest] = gone.splice(0, 1)
          store.forget(oldest!)
          here.delete(oldest!)
        }
      }
      for (const entry of store.entries().filter(({ owner }) => owner === name)) {
        if (isCaretKey(entry.key) && entry.value !== undefined)
          tell(store.write(entry.key))
        const run = isRunKey(entry.key) ? readRun(entry) : undefined
        if (run && isRunning(run)) {
          tell(
            store.write(entry.key, entry.value, { list: [...run.events, breakOff(run, store.now(), CLOSED)], writtenAt: entry.writtenAt }),
          )
        }
      }
    },
    shared: {
      get: store.get,
      now: store.now,
      write: (...written) => tell(store.write(...written)),
      grew: (...grown) => tell(store.grew(...grown)),
    },
    onAsk: listener => void listeners.add(listener),
    onChange: listener => void changeListeners.add(listener),
  }
}
