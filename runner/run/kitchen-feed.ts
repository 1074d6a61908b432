import type { ClockTold, KitchenEvent } from '../../trace/events.ts'
import { absoluteNow } from './messages.ts'

/**
 * The line to the kitchen: what it sees, live, and how its clock stands to ours.
 *
 * The two clocks are aligned as Cristian does it (1989): a question about the time is answered somewhere between being
 * asked and being heard, so the middle is wrong by at most half the round trip, and the quickest round trip of several
 * is wrong by the least.
 */

/** Whether there is a kitchen at the other end. A line that is `closed` comes back by itself unless we closed it. */
export type FeedState = 'connecting' | 'open' | 'closed'

/**
 * The kitchen's events as they happen. Any kitchen can have one; {@link openFeed} makes that of a kitchen on a port.
 */
export interface KitchenFeed {
  readonly state: FeedState
  /** Calls back on every change; answers what ends that. */
  onState: (listener: (state: FeedState) => void) => () => void
  /** Calls back with every event, of all runs; answers what ends that. */
  subscribe: (listener: (event: KitchenEvent) => void) => () => void
  /** Calls back whenever the clock of a run is set; answers what ends that. */
  onClock: (listener: (told: ClockTold) => void) => () => void
  /**
   * Milliseconds to add to an event's `at` to get our clock, `performance.timeOrigin + performance.now()`; nothing
   * before the clocks have been aligned.
   */
  offset: () => number | undefined
  /** Aligns the clocks once more. Settles when that is done, or cannot be. */
  sync: () => Promise<void>
  /** Settles when the line is open and the clocks are aligned, however long that takes. */
  whenSynced: () => Promise<void>
  /** Has the kitchen take what a run has in the pan off the heat: its program is gone, but its requests may linger. */
  callOff: (run: string) => void
  /**
   * Has the kitchen let a run's program in that has no origin of its own. Answers with the name of the run under which
   * that asks: its own where it cannot be let in.
   */
  announce: (run: string) => Promise<string>
  /** Tries at once to connect, if there is no connection: a kitchen has just been started. */
  retry: () => void
  close: () => void
}

/** What the feed needs of a WebSocket: the browser's, or undici's. */
export interface SocketLike {
  send: (text: string) => void
  close: () => void
  addEventListener: (type: 'open' | 'message' | 'close' | 'error', listener: (event: { data?: unknown }) => void) => void
}

/**
 * Doubles from the first to the last: a kitchen that restarts is found at once, one that is not there costs nothing.
 */
const FIRST_RETRY_MS = 250
const LAST_RETRY_MS = 2_000

/** Round trips a sync takes. One of five on a busy machine is quick. */
const ROUND_TRIPS = 5

/** Clocks of one machine hardly drift, but a sleeping laptop may stop one of them. */
const SYNC_EVERY_MS = 10_000

/** A quick round trip is believed for so long; after that, a slower one that is newer knows more. */
const SAMPLE_LIVES_MS = 30_000

/** A ping without an answer: the line is dead, and says so by itself sooner or later. */
const PONG_MS = 1_000

/** A kitchen that has not answered by then refuses the run's eggs, and the run says so. */
const ANNOUNCE_MS = 5_000

interface Sample { roundTrip: number, offset: number, at: number }

/** Opens the live trace of the kitchen at this base address, and keeps it open. */
export function openFeed(url: string, { WebSocket }: { WebSocket: new (url: string) => SocketLike }): KitchenFeed {
  const address = `${url.replace(/^http/, 'ws')}/trace`
  const listeners = new Set<(event: KitchenEvent) => void>()
  const clockListeners = new Set<(told: ClockTold) => void>()
  const stateListeners = new Set<(state: FeedState) => void>()
  const pongs = new Map<number, (at: number) => void>()
  const announcing = new Map<string, (as: string) => void>()
  let state: FeedState = 'connecting'
  let socket: SocketLike | undefined
  let samples: Sample[] = []
  let syncing: Promise<void> | undefined
  let pings = 0
  let retryMs = FIRST_RETRY_MS
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  let syncTimer: ReturnType<typeof setInterval> | undefined
  let isClosed = false
  let waiting: (() => void)[] = []

  function become(next: FeedState) {
    if (state === next)
      return
    state = next
    stateListeners.forEach(listener => listener(next))
  }

  function connect() {
    clearTimeout(retryTimer)
    retryTimer = undefined
    become('connecting')
    const mine = socket = new WebSocket(address)
    mine.addEventListener('open', () => {
      if (socket !== mine)
        return
      retryMs = FIRST_RETRY_MS
      // Another kitchen, perhaps, with another clock.
      samples = []
      become('open')
      syncTimer = setInterval(sync, SYNC_EVERY_MS)
      void sync()
    })
    mine.addEventListener('message', ({ data }) => {
      if (socket === mine)
        hear(String(data))
    })
    mine.addEventListener('error', () => lose(mine))
    mine.addEventListener('close', () => lose(mine))
  }

  function lose(lost: SocketLike) {
    if (socket !== lost)
      return
    socket = undefined
    clearInterval(syncTimer)
    lost.close()
    become('closed')
    if (isClosed)
      return
    retryTimer = setTimeout(connect, retryMs)
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS)
  }

  function hear(text: string) {
    const message = JSON.parse(text) as KitchenEvent | ClockTold | { pong: number, at: number } | { announced: string, as: string }
    if ('pong' in message)
      pongs.get(message.pong)?.(message.at)
    else if ('announced' in message)
      announcing.get(message.announced)?.(message.as)
    else if (message.kind === 'clock')
      clockListeners.forEach(listener => listener(message))
    else
      listeners.forEach(listener => listener(message))
  }

  /** Asks for the time; answers nothing when the line is lost meanwhile. */
  function ping(): Promise<Sample | undefined> {
    return new Promise((resolve) => {
      const number = ++pings
      const asked = absoluteNow()
      const timer = setTimeout(() => {
        pongs.delete(number)
        resolve(undefined)
      }, PONG_MS)
      pongs.set(number, (at) => {
        const heard = absoluteNow()
        clearTimeout(timer)
        pongs.delete(number)
        resolve({ roundTrip: heard - asked, offset: (asked + heard) / 2 - at, at: heard })
      })
      socket?.send(JSON.stringify({ ping: number }))
    })
  }

  async function takeSamples() {
    for (let i = 0; i < ROUND_TRIPS; i++) {
      if (!socket || state !== 'open')
        return
      const sample = await ping()
      if (!sample)
        return
      samples = [...samples.filter(({ at }) => sample.at - at < SAMPLE_LIVES_MS), sample]
    }
    waiting.forEach(resolve => resolve())
    waiting = []
  }

  function sync(): Promise<void> {
    if (state !== 'open')
      return Promise.resolve()
    return syncing ??= takeSamples().finally(() => syncing = undefined)
  }

  connect()

  return {
    get state() {
      return state
    },
    onState(listener) {
      stateListeners.add(listener)
      return () => void stateListeners.delete(listener)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    onClock(listener) {
      clockListeners.add(listener)
      return () => void clockListeners.delete(listener)
    },
    offset: () =>
      samples.length === 0 ? undefined : samples.reduce((best, sample) => (sample.roundTrip < best.roundTrip ? sample : best)).offset,
    sync,
    whenSynced: () => state === 'open' && samples.length >= ROUND_TRIPS ? Promise.resolve() : new Promise(resolve => waiting.push(resolve)),
    callOff(run) {
      if (state === 'open')
        socket?.send(JSON.stringify({ callOff: run }))
    },
    announce(run) {
      if (state !== 'open')
        return Promise.resolve(run)
      return new Promise<string>((resolve) => {
        const timer = setTimeout(resolve, ANNOUNCE_MS, run)
        announcing.set(run, (as) => {
          clearTimeout(timer)
          resolve(as)
        })
        socket?.send(JSON.stringify({ announce: run }))
      }).finally(() => announcing.delete(run))
    },
    retry() {
      if (!socket && !isClosed) {
        retryMs = FIRST_RETRY_MS
        connect()
      }
    },
    close() {
      isClosed = true
      clearTimeout(retryTimer)
      if (socket)
        lose(socket)
    },
  }
}
