import type { View } from './presence.ts'
import type { Update } from './store.ts'
import { isView } from './presence.ts'

/** What windows and the deck's server say to each other. */
export type Message
  = | { kind: 'updates', updates: Update[] }
  /** A window that has just opened, or that missed something, asks what there is. */
    | { kind: 'hello', me: string, view?: View }
  /** The owner of an entry is asked something: to stop a run, say. Plain data. */
    | { kind: 'ask', key: string, owner: string, version: number, what: unknown }
  /** Is the server there? It answers with the same. */
    | { kind: 'ping' }

/** The name under which they travel, here and in the relay. */
export const CHANNEL = 'four-eggs'

/** A key is a place in the deck and what it is there: a race names all of its demos. */
const MOST_KEY_CHARS = 400

/** Names of windows. */
const OWNER = /^[\w-]{1,40}$/

/** What a window sent, if it is a message at all: windows of a hall may send anything. */
export function readMessage(data: unknown): Message | undefined {
  if (!isRecord(data))
    return undefined
  switch (data.kind) {
    case 'hello':
      return isOwner(data.me) && (data.view === undefined || isView(data.view))
        ? { kind: 'hello', me: data.me, view: data.view }
        : undefined
    case 'ping':
      return { kind: 'ping' }
    case 'updates':
      return Array.isArray(data.updates) && data.updates.every(isUpdate) ? { kind: 'updates', updates: data.updates } : undefined
    case 'ask':
      return isKey(data.key) && isOwner(data.owner) && isVersion(data.version)
        ? { kind: 'ask', key: data.key, owner: data.owner, version: data.version, what: data.what }
        : undefined
    default:
      return undefined
  }
}

function isUpdate(data: unknown): data is Update {
  return isRecord(data) && isKey(data.key) && isOwner(data.owner) && isVersion(data.version)
    && isVersion(data.from) && Array.isArray(data.list) && Number.isFinite(data.ageMs) && (data.ageMs as number) >= 0
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null && !Array.isArray(data)
}

function isKey(data: unknown): data is string {
  return typeof data === 'string' && data.length > 0 && data.length <= MOST_KEY_CHARS
}

function isOwner(data: unknown): data is string {
  return typeof data === 'string' && OWNER.test(data)
}

/** Half of the safe integers, so that there is always a later one. */
function isVersion(data: unknown): data is number {
  return Number.isSafeInteger(data) && (data as number) >= 0 && (data as number) < Number.MAX_SAFE_INTEGER / 2
}
