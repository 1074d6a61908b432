/**
 * What all windows of a deck show alike: guesses, edited programs, the state of boards, where we are, runs.
 *
 * One store, the same in every window and in the deck's server. It has entries by key; of two writes to a key the later
 * one counts, and the window that wrote it owns the entry until another writes it anew. An entry is a small value, and
 * in a run's case also a list that only grows: windows share events, not commands.
 */
export interface Entry {
  key: string
  /** The window that wrote it, or the deck's server. */
  owner: string
  /** Of two writes to a key the higher version counts. It is about the time of day, and always above the one before. */
  version: number
  /** Plain data; missing once the entry was cleared, so that an older write does not bring it back. */
  value?: unknown
  /** What only grows: a run's events. The owner may keep this very array. */
  list: unknown[]
  /** When it was written, on the clock of this machine (see {@link Store.now}). No clock of another machine is read. */
  writtenAt: number
}

/** An entry, or how it goes on, on its way to another window. */
export interface Update {
  key: string
  owner: string
  version: number
  value?: unknown
  /** Index in the list at which `list` goes on: 0 when this is all there is. */
  from: number
  list: unknown[]
  /** Milliseconds since it was written. Machines' clocks differ, what has passed does not. */
  ageMs: number
}

/** What became of an update: `missed` means that what comes before it never arrived. */
export type Taken = 'changed' | 'ignored' | 'missed'

export interface Store {
  get: (key: string) => Entry | undefined
  entries: () => Entry[]
  size: () => number
  /** Takes an entry away that nobody will write again. */
  forget: (key: string) => void
  /** Writes an entry and becomes its owner. Its list may be one that grows elsewhere: say so with {@link grew}. */
  write: (key: string, value?: unknown, options?: { list?: unknown[], writtenAt?: number }) => Update
  /**
   * What to tell of an own entry since it was last told: its list has grown, by so many at most, or its value is
   * another.
   */
  grew: (key: string, value?: unknown, most?: number) => Update
  /** Whether there is more to tell of an own entry. */
  owes: (key: string) => boolean
  take: (update: Update) => Taken
  /** Everything, for a window that comes late. */
  all: () => Update[]
  /** Monotonic milliseconds of this machine. */
  now: () => number
}

export interface StoreOptions {
  /** This window's name among the windows. */
  me: string
  now?: () => number
  /** Milliseconds since 1970: of what versions begin with. */
  clock?: () => number
}

export function createStore({ me, now = () => performance.now(), clock = Date.now }: StoreOptions): Store {
  const entries = new Map<string, Entry>()
  /** How much of an own list the others know. */
  const told = new Map<string, number>()

  function toUpdate(entry: Entry, from: number, most = Infinity): Update {
    const { key, owner, version, value, list, writtenAt } = entry
    return {
      key,
      owner,
      version,
      ...(value !== undefined && { value }),
      from,
      list: list.slice(from, from + most),
      ageMs: Math.max(0, now() - writtenAt),
    }
  }

  return {
    now,
    get: key => entries.get(key),
    entries: () => [...entries.values()],
    size: () => entries.size,
    forget: key => void entries.delete(key),
    all: () => [...entries.values()].map(entry => toUpdate(entry, 0)),

    write(key, value, { list = [], writtenAt = now() } = {}) {
      const version = Math.max(clock(), (entries.get(key)?.version ?? 0) + 1)
      const entry: Entry = { key, owner: me, version, value, list, writtenAt }
      entries.set(key, entry)
      told.set(key, list.length)
      return toUpdate(entry, 0)
    },

    grew(key, value = entries.get(key)?.value, most = Infinity) {
      const entry = entries.get(key)!
      entry.value = value
      const from = told.get(key) ?? 0
      told.set(key, Math.min(entry.list.length, from + most))
      return toUpdate(entry, from, most)
    },

    owes(key) {
      const entry = entries.get(key)
      return entry?.owner === me && entry.list.length > (told.get(key) ?? 0)
    },

    take({ key, owner, version, value, from, list, ageMs }) {
      const known = entries.get(key)
      const writtenAt = now() - ageMs
      if (!known || isLater({ version, owner }, known)) {
        if (from > 0)
          return 'missed'
        entries.set(key, { key, owner, version, value, list: [...list], writtenAt })
        return 'changed'
      }
      if (known.owner !== owner || known.version !== version || known.owner === me)
        return 'ignored'
      if (from > known.list.length)
        return 'missed'
      // The update that travelled fastest knows best.
      known.writtenAt = Math.min(known.writtenAt, writtenAt)
      const news = list.slice(known.list.length - from)
      for (const item of news)
        known.list.push(item)
      const isNewest = from + list.length === known.list.length
      const hasMoved = isNewest && JSON.stringify(value) !== JSON.stringify(known.value)
      if (hasMoved)
        known.value = value
      return news.length > 0 || hasMoved ? 'changed' : 'ignored'
    },
  }
}

/** Of two writes at the same moment, every window takes the same one. */
function isLater(one: { version: number, owner: string }, other: { version: number, owner: string }): boolean {
  return one.version > other.version || (one.version === other.version && one.owner > other.owner)
}
