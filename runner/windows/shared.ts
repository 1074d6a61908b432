import type { Channel } from './channel.ts'
import type { Message } from './messages.ts'
import type { View } from './presence.ts'
import type { RunSnapshot } from './run-entry.ts'
import type { Entry, Update } from './store.ts'
import { shallowReactive, shallowRef } from 'vue'
import { isCaretKey } from './caret-entry.ts'
import { openChannel } from './channel.ts'
import { isPresenceKey } from './presence.ts'
import { keepForReload, takeFromBeforeReload } from './reload.ts'
import { breakOff, isFit, isRunning, readRun } from './run-entry.ts'
import { createStore } from './store.ts'

/** This window's store, in step with those of all others: the one way in to what they share. */

/** This window's name among the windows. */
export const me = Math.random().toString(36).slice(2, 10)

/**
 * A window that has heard nothing for so long is alone. A deck's server always answers, if only when a busy machine
 * gets to it; the windows of a static site answer at once or are not there.
 */
const ALONE_MS = import.meta.hot ? 8_000 : 1_000

/** More events than this take a message as long as a frame. */
const MOST_AT_ONCE = 2_000

const LOST = 'its window was reloaded'

const store = createStore({ me })

/** The entries by key, for Vue: each is replaced when it changes, and its list only ever grows. */
const shown = shallowReactive(new Map<string, Entry>())

/** Whether the others have said what there is, or are not there. */
export const isInStep = shallowRef(false)

const changeListeners = new Set<(key: string) => void>()
const askListeners = new Set<(key: string, what: unknown) => void>()

let channel: Channel | undefined

/** What this window shows. */
let view: View | undefined

/** Runs that went on when this page was loaded anew: they do so still, or one window has to say that they do not. */
let unsure: Update[] = []

/** Joins the other windows; done once, by whatever needs them first. */
function join(): Channel {
  if (channel)
    return channel
  channel = openChannel()
  channel.onMessage(listen)
  restore()
  hello()
  setTimeout(settle, ALONE_MS)
  addEventListener('pagehide', () => {
    // Where the deck has a server, that notices when a window is gone.
    if (!import.meta.hot) {
      for (const entry of store.entries().filter(({ owner }) => owner === me)) {
        const run = readRun(entry)
        if (run && isRunning(run))
          tell(end(entry, run))
        else if (isCaretKey(entry.key) && entry.value !== undefined)
          tell(store.write(entry.key))
      }
    }
    keepForReload(store.all().filter(({ key }) => !isPresenceKey(key)))
  })
  return channel
}

/** What this window showed before it was loaded anew: a server that was started again knows nothing of it. */
function restore() {
  for (const update of takeFromBeforeReload()) {
    const run = readRun({ ...update, writtenAt: 0 })
    if (run && isRunning(run))
      unsure.push(update)
    else
      take(update)
  }
  if (store.size() > 0)
    channel!.say({ kind: 'updates', updates: store.all() })
}

/** The others have said what goes on; what they do not know of is over. */
function settle() {
  isInStep.value = true
  for (const update of unsure) {
    if (take(update) !== 'changed')
      continue
    const entry = store.get(update.key)!
    tell(end(entry, readRun(entry)!))
    show(update.key)
  }
  unsure = []
}

function end(entry: Entry, run: RunSnapshot): Update {
  return store.write(entry.key, entry.value, { list: [...run.events, breakOff(run, store.now(), LOST)], writtenAt: entry.writtenAt })
}

function take(update: Update) {
  const taken = isFit(update) ? store.take(update) : 'ignored'
  if (taken === 'changed')
    show(update.key)
  return taken
}

function show(key: string) {
  shown.set(key, { ...store.get(key)! })
  changeListeners.forEach(listener => listener(key))
}

function hello() {
  channel!.say({ kind: 'hello', me, ...view && { view } })
}

/** Says what this window shows, so that the others know who is there. */
export function setView(now: View): void {
  if (view === now)
    return
  view = now
  join()
  hello()
}

function tell(update: Update) {
  channel!.say({ kind: 'updates', updates: [update] })
}

function listen(message: Message) {
  switch (message.kind) {
    case 'hello':
      return store.size() > 0 ? channel!.say({ kind: 'updates', updates: store.all() }) : undefined
    case 'ask':
      return message.owner === me && store.get(message.key)?.version === message.version
        ? askListeners.forEach(listener => listener(message.key, message.what))
        : undefined
    case 'updates':
      if (message.updates.map(take).includes('missed'))
        hello()
      return settle()
    case 'ping':
  }
}

/** The entry at a key, for Vue to watch. One that was cleared has no value. */
export function entryAt(key: string): Entry | undefined {
  join()
  return shown.get(key)
}

export function entries(): Entry[] {
  join()
  return [...shown.values()]
}

/** Writes an entry in every window; nothing clears it. Its list may grow elsewhere: say so with {@link grew}. */
export function write(key: string, value?: unknown, options?: { list?: unknown[], writtenAt?: number }): void {
  join()
  tell(store.write(key, value, options))
  show(key)
}

/** Tells the others how an own entry has gone on; of very much news the rest in the next turns. */
export function grew(key: string, value?: unknown): void {
  tellOf(key, value)
  show(key)
}

function tellOf(key: string, value?: unknown) {
  tell(store.grew(key, value, MOST_AT_ONCE))
  if (store.owes(key))
    setTimeout(() => store.owes(key) && tellOf(key))
}

/** Asks the owner of an entry for something, in plain data. */
export function ask(key: string, what: unknown): void {
  const entry = store.get(key)
  if (entry)
    join().say({ kind: 'ask', key, owner: entry.owner, version: entry.version, what })
}

/** Calls back when an own entry is asked for something. */
export function onAsk(listener: (key: string, what: unknown) => void): void {
  askListeners.add(listener)
}

/** Calls back after an entry has changed, whichever window changed it. */
export function onChange(listener: (key: string) => void): void {
  changeListeners.add(listener)
}

/** The clock by which entries are dated. */
export const now = store.now
