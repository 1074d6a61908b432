import type { RunEvent } from '../../trace/events.ts'

/**
 * The board: the newest run of each place in the deck, the same in every window.
 *
 * Windows share events, not commands. The window in which Run was pressed owns the run and says what happens; all
 * others draw what they hear. A message that belongs to an older run than the one on the board is not heard at all.
 */

/** A run as it is known so far. */
export interface PostedRun {
  run: string
  /** The window that runs it. */
  owner: string
  /** Wall-clock milliseconds at which Run was pressed: of two runs in one place the later one counts. */
  since: number
  /** Wall-clock milliseconds of its `t = 0`, where that is not `since`: it waited or was built before it began. */
  began?: number
  /** What is done before its program begins, in a few words. */
  preparing?: string
  events: RunEvent[]
}

/** Places by name: a demo's slug, or a race and its contestant. */
export type Board = Map<string, PostedRun>

export type Message
  /** `events` continue `run` from index `from` on. */
  = | { kind: 'events', place: string, run: string, owner: string, since: number, began?: number, preparing?: string, from: number, events: RunEvent[] }
  /** Reset was pressed: the place shows nothing again. */
    | { kind: 'clear', place: string, since: number }
  /** Stop was pressed where the run is not owned: its owner is asked to stop it. */
    | { kind: 'please-stop', place: string, run: string }
  /** Something was said to the program where the run is not owned: its owner passes it on. */
    | { kind: 'please-say', place: string, run: string, what: unknown }
  /** A window that has just opened, or that missed something, asks what there is. */
    | { kind: 'hello' }
  /** The answer. */
    | { kind: 'board', runs: [place: string, run: PostedRun][] }

/** What became of a message: `missed` means that events before it never arrived. */
export type Hearing = 'changed' | 'ignored' | 'missed'

/** Puts what a message says on the board. */
export function hear(board: Board, message: Message): Hearing {
  switch (message.kind) {
    case 'events': {
      const { place, run, owner, since, began, preparing, from, events } = message
      const posted = board.get(place)
      if (posted?.run !== run) {
        if (posted && posted.since > since)
          return 'ignored'
        if (from > 0)
          return 'missed'
        board.set(place, { run, owner, since, began, preparing, events: [...events] })
        return 'changed'
      }
      if (from > posted.events.length)
        return 'missed'
      const news = events.slice(posted.events.length - from)
      posted.events.push(...news)
      const isNewest = from + events.length === posted.events.length
      const hasMoved = isNewest && (preparing !== posted.preparing || began !== posted.began)
      if (hasMoved)
        Object.assign(posted, { preparing, began })
      return news.length > 0 || hasMoved ? 'changed' : 'ignored'
    }
    case 'clear': {
      const posted = board.get(message.place)
      if (!posted || posted.since > message.since)
        return 'ignored'
      board.delete(message.place)
      return 'changed'
    }
    case 'board': {
      let hearing: Hearing = 'ignored'
      for (const [place, { events, ...rest }] of message.runs) {
        if (hear(board, { kind: 'events', place, ...rest, from: 0, events }) === 'changed')
          hearing = 'changed'
      }
      return hearing
    }
    case 'hello':
    case 'please-stop':
    case 'please-say':
      return 'ignored'
  }
}

/** Whether a run on the board has not ended yet. */
export function isRunning(posted: PostedRun | undefined): boolean {
  return posted !== undefined && posted.events.every(event => event.kind !== 'finish')
}

/** What there is to say when a window is gone: each run that was its own has been stopped. */
export function abandon(board: Board, owner: string): Message[] {
  return [...board].filter(([, posted]) => posted.owner === owner && isRunning(posted)).map(([place, posted]) => {
    const t = posted.events.at(-1)?.t ?? 0
    return {
      ...posted,
      kind: 'events',
      place,
      from: posted.events.length,
      events: [{ t, kind: 'finish', witness: 'program', outcome: 'stopped', ms: t, text: 'The window in which it ran was closed.' }],
    }
  })
}
