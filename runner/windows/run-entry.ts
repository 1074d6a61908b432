import type { RunEvent, RunFinished, RunStarted } from '../../trace/events.ts'
import type { Entry, Update } from './store.ts'
import { wallToKitchen } from '../../trace/clock.ts'
import { isRunEvent } from '../../trace/ndjson.ts'

/** What a run's entry says beside its events. */
export interface RunValue {
  /** Its name at the kitchen. */
  run: string
  /** Milliseconds from the press of Run to its `t = 0`, once it has begun: it waited or was built before. */
  startedAfterMs?: number
  /** What is done before its program begins, in a few words. */
  preparing?: string
}

/** A run as it is known so far. */
export interface RunSnapshot extends RunValue {
  /** The window that runs it, or the deck's server. */
  owner: string
  events: RunEvent[]
  /** When Run was pressed, on this machine's clock. */
  pressedAt: number
}

const RUN = ' run'

/** The key of the run at a place of the deck: a demo's slug, or a race and its contestant. */
export const runKey = (place: string): string => `${place}${RUN}`

/** The place of a run's key. */
export const placeOf = (key: string): string => key.slice(0, -RUN.length)

export const isRunKey = (key: string): boolean => key.endsWith(RUN)

/** Whether an update is what it should be: a run has events, and nothing else has a list. */
export function isFit({ key, value, list }: Update): boolean {
  return isRunKey(key)
    ? (value === undefined ? list.length === 0 : isRunValue(value)) && list.every(isRunEvent)
    : list.length === 0
}

/** The run in an entry; nothing where it was cleared. */
export function readRun(entry: Entry | undefined): RunSnapshot | undefined {
  return entry && isRunValue(entry.value)
    ? { ...entry.value, owner: entry.owner, events: entry.list as RunEvent[], pressedAt: entry.writtenAt }
    : undefined
}

/** A recording as a run that is over. */
export function asReplay(slug: string, [started, ...rest]: RunEvent[]): RunSnapshot {
  return { run: `recorded-${slug}`, owner: '', pressedAt: 0, events: [{ ...started, engine: 'replay' } as RunStarted, ...rest] }
}

/** Whether a run has not ended yet. Nothing comes after its end. */
export function isRunning(run: RunSnapshot | undefined): boolean {
  return run !== undefined && run.events.at(-1)?.kind !== 'finish'
}

/** How long a run has gone on by now, on the machine: its `t`, unless its clock was set. */
export function elapsed({ pressedAt, startedAfterMs = 0 }: RunSnapshot, now: number): number {
  return Math.max(0, now - pressedAt - startedAfterMs)
}

/** The end of a run whose window or server is gone. */
export function breakOff(run: RunSnapshot, now: number, text: string): RunFinished {
  const hasBegun = run.events.length > 0
  const clock = run.events.findLast(event => event.kind === 'clock')
  const reached = wallToKitchen(clock && { ...clock, wall: clock.wall ?? clock.t }, elapsed(run, now))
  const t = hasBegun ? Math.max(run.events.at(-1)!.t, reached) : 0
  return { t, kind: 'finish', witness: 'program', run: run.run, outcome: 'stopped', ms: t, text }
}

function isRunValue(value: unknown): value is RunValue {
  if (typeof value !== 'object' || value === null)
    return false
  const { run, startedAfterMs, preparing } = value as Record<string, unknown>
  return (
    typeof run === 'string'
    && (startedAfterMs === undefined || Number.isFinite(startedAfterMs))
    && (preparing === undefined || typeof preparing === 'string')
  )
}
