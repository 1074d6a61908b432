import type { RunEvent, RunStarted } from '../../trace/events.ts'
import type { Run } from '../run/start-run.ts'
import type { Channel } from './channel.ts'
import type { LoadedDemo } from './loaded-demo.ts'
import type { Board, Message, PostedRun } from './run-store.ts'
import { shallowReactive } from 'vue'
import { useKitchen } from '../kitchen/which-kitchen.ts'
import { loadRecording } from '../replay/recordings.ts'
import { startRun } from '../run/start-run.ts'
import { spawn } from '../worker/browser.ts'
import { thisBrowser } from './browser-name.ts'
import { openChannel } from './channel.ts'
import { startElsewhere } from './elsewhere.ts'
import { abandon, hear, isRunning } from './run-store.ts'

/** Events are shared a frame at a time: a run that prints a lot must not drown the other windows. */
const SHARE_EVERY_MS = 16

/** This window's name among the windows. */
const me = Math.random().toString(36).slice(2, 10)

/**
 * The runs that this window shows, by place. Plain objects that are replaced on each change, so that Vue sees it;
 * the `events` of an object only ever grow.
 */
const shown = shallowReactive(new Map<string, PostedRun>())

const board: Board = new Map()
/** The runs of which this window is the owner. */
const mine = new Map<string, { run: Run, since: number }>()

let channel: Channel | undefined

/** Joins the other windows; asked for once, by the first demo that is mounted. */
function join(): Channel {
  if (channel)
    return channel
  channel = openChannel()
  channel.onMessage(listen)
  channel.say({ kind: 'hello' })
  // Where the deck has a server, that notices when a window is gone.
  if (!import.meta.hot)
    addEventListener('pagehide', () => abandon(board, me).forEach(ended => channel!.say(ended)))
  return channel
}

function show(place: string) {
  const posted = board.get(place)
  if (posted)
    shown.set(place, { ...posted })
  else
    shown.delete(place)
}

function listen(message: Message) {
  switch (message.kind) {
    case 'hello':
      if (board.size > 0)
        channel!.say({ kind: 'board', runs: [...board] })
      return
    case 'please-stop':
      if (mine.get(message.place)?.run.id === message.run)
        void mine.get(message.place)!.run.stop()
      return
    case 'please-say':
      if (mine.get(message.place)?.run.id === message.run)
        mine.get(message.place)!.run.say?.(message.what)
      return
  }
  const hearing = hear(board, message)
  if (hearing === 'missed')
    channel!.say({ kind: 'hello' })
  if (hearing !== 'changed')
    return
  for (const place of message.kind === 'board' ? message.runs.map(([place]) => place) : [message.place]) {
    giveWay(place)
    show(place)
  }
}

/** Another window has taken this place with a newer run: ours ends. */
function giveWay(place: string) {
  const own = mine.get(place)
  if (own && board.get(place)?.run !== own.run.id) {
    mine.delete(place)
    void own.run.stop()
  }
}

/** What this window shows at a place, or nothing. */
export function shownAt(place: string): PostedRun | undefined {
  join()
  return shown.get(place)
}

/** Whether Run was pressed in this window for what is shown at a place. */
export function isOwnAt(place: string): boolean {
  return board.get(place)?.owner === me
}

/** Runs a demo in this window and shows it in all; `door` is the kitchen's address for it, where that is not the usual. */
export function runAt(place: string, demo: LoadedDemo, door?: string): void {
  const { say } = join()
  if (mine.has(place) && isRunning(board.get(place)))
    return
  const since = Math.max(Date.now(), (board.get(place)?.since ?? 0) + 1)
  let began: number | undefined
  let preparing: string | undefined
  let unsaid: RunEvent[] = []
  let from = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const run = demo.language === 'javascript' && !(isPlayed(demo) && demo.recorded)
    ? startHere(demo, door)
    : startElsewhere(demo, (text) => {
        preparing = text
        timer ??= setTimeout(share, SHARE_EVERY_MS)
      })
  mine.set(place, { run, since })

  function share() {
    timer = undefined
    const message: Message = { kind: 'events', place, run: run.id, owner: me, since, began, preparing, from, events: unsaid }
    from += unsaid.length
    unsaid = []
    if (hear(board, message) === 'changed')
      show(place)
    say(message)
  }

  function take(event: RunEvent) {
    unsaid.push(event)
    if (event.kind === 'run') {
      preparing = undefined
      began = beganAt(event)
    }
    if (event.kind === 'finish') {
      preparing = undefined
      clearTimeout(timer)
      share()
      if (mine.get(place)?.run === run)
        mine.delete(place)
    }
    else {
      timer ??= setTimeout(share, SHARE_EVERY_MS)
    }
  }

  run.events.forEach(take)
  run.subscribe(take)
  // It runs from the moment of the press, not from its first event.
  share()
}

/** Whether this page can only play it: what a demo shows of connections to a server is not there inside a browser. */
export function isPlayed({ needsPort }: Pick<LoadedDemo, 'needsPort'>): boolean {
  return needsPort === true && useKitchen().isInTab
}

/** A thread of this window runs it. */
function startHere(demo: LoadedDemo, door?: string): Run {
  const { url, feed, remembers, eggMs } = useKitchen()
  return startRun({
    demo: demo.slug,
    program: demo.program,
    kitchen: door ?? url,
    eggMs: eggMs.value,
    feed,
    remembers,
    spawn,
    toolchain: thisBrowser(),
  })
}

/** When its time began, where that is not when it was asked for. */
function beganAt({ engine, startedAt }: RunStarted): number | undefined {
  switch (engine) {
    case 'worker': return undefined
    case 'process': return Date.parse(startedAt)
    case 'replay': return Date.now()
  }
}

/** Stops the run at a place, whichever window runs it. */
export function stopAt(place: string): void {
  const own = mine.get(place)
  const posted = board.get(place)
  if (own)
    void own.run.stop()
  else if (posted && isRunning(posted))
    join().say({ kind: 'please-stop', place, run: posted.run })
}

/** Says something to the program that runs at a place, whichever window runs it: plain data. */
export function sayAt(place: string, what: unknown): void {
  const own = mine.get(place)
  const posted = board.get(place)
  if (own)
    own.run.say?.(what)
  else if (posted && isRunning(posted))
    join().say({ kind: 'please-say', place, run: posted.run, what })
}

/** Shows the recorded run of a demo at a place, all of it at once, in this window only. Throws where there is none. */
export async function showRecordedAt(place: string, slug: string): Promise<void> {
  board.set(place, asReplay(slug, await loadRecording(slug)))
  show(place)
}

/** A recording as a run that is over. */
export function asReplay(slug: string, [started, ...rest]: RunEvent[]): PostedRun {
  return { run: `recorded-${slug}`, owner: me, since: 0, events: [{ ...started, engine: 'replay' } as RunStarted, ...rest] }
}

/** Empties a place in every window; a run that is under way is stopped. */
export function clearAt(place: string): void {
  stopAt(place)
  mine.delete(place)
  const message: Message = { kind: 'clear', place, since: Date.now() }
  hear(board, message)
  show(place)
  join().say(message)
}
