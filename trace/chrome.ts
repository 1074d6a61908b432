import type { RunEvent, Witness } from './events.ts'
import type { Segment } from './life.ts'
import { toLanes } from './lanes.ts'

/**
 * An event of the JSON Trace Event Format, which Perfetto (ui.perfetto.dev) and chrome://tracing open. `X` is a stretch
 * of time, `i` a moment, `M` a name. Times in microseconds.
 *
 * @see https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
 */
export type ChromeEvent
  = | { ph: 'X', pid: number, tid: number, name: string, cat: string, ts: number, dur: number, args: Record<string, unknown> }
    | { ph: 'i', pid: number, tid: number, name: string, cat: string, ts: number, s: 'p', args: Record<string, unknown> }
    | { ph: 'M', pid: number, tid: number, name: string, args: Record<string, unknown> }

export interface ChromeTrace {
  traceEvents: ChromeEvent[]
  displayTimeUnit: 'ms'
  otherData: Record<string, string>
}

const pids: Record<Witness, number> = { program: 1, kitchen: 2 }

/** The program's threads are a process of their own, or a task's row would be cut by a thread's. */
const THREADS = 3

/** A run for other people's tools: each witness is a process, each task a thread. */
export function toChromeTrace(events: readonly RunEvent[]): ChromeTrace {
  const picture = toLanes(events)
  const run = events.find(event => event.kind === 'run')
  const traceEvents: ChromeEvent[] = []
  for (const witness of ['program', 'kitchen'] as const) {
    const pid = pids[witness]
    const name = witness === 'program' ? `program ${run?.demo ?? ''}`.trim() : 'kitchen'
    traceEvents.push(
      { ph: 'M', pid, tid: 0, name: 'process_name', args: { name } },
      { ph: 'M', pid, tid: 0, name: 'process_sort_index', args: { sort_index: pid } },
    )
    let tid = 0
    for (const lane of picture.lanes) {
      // Within a thread, stretches may nest but not cross: the same egg twice at once takes two.
      for (const [row, segments] of toRows(lane[witness]).entries()) {
        tid += 1
        traceEvents.push(
          { ph: 'M', pid, tid, name: 'thread_name', args: { name: row === 0 ? lane.task : `${lane.task} (${row + 1})` } },
          { ph: 'M', pid, tid, name: 'thread_sort_index', args: { sort_index: tid } },
          ...segments.map(segment => toStretch(segment, lane.task, witness, tid)),
        )
      }
    }
  }
  if (picture.threads.length > 0) {
    traceEvents.push(
      { ph: 'M', pid: THREADS, tid: 0, name: 'process_name', args: { name: 'threads' } },
      { ph: 'M', pid: THREADS, tid: 0, name: 'process_sort_index', args: { sort_index: THREADS } },
    )
  }
  for (const { thread: tid, process, name, label, parts } of picture.threads) {
    traceEvents.push(
      { ph: 'M', pid: THREADS, tid, name: 'thread_name', args: { name: `${label} (${name})` } },
      ...parts.map(({ from, to, state, task }): ChromeEvent => ({
        ph: 'X',
        pid: THREADS,
        tid,
        name: task ?? state,
        cat: `thread,${state}`,
        ts: toMicroseconds(from),
        dur: toMicroseconds(to) - toMicroseconds(from),
        args: { state, process, ...task !== undefined && { task } },
      })),
    )
  }
  for (const event of events) {
    if (event.kind === 'log') {
      traceEvents.push({
        ph: 'i',
        pid: pids.program,
        tid: 0,
        name: event.text,
        cat: event.stream,
        ts: toMicroseconds(event.t),
        s: 'p',
        args: {},
      })
    }
  }
  return { traceEvents, displayTimeUnit: 'ms', otherData: describe(events) }
}

/** What becomes of a guest beside its egg's frying. */
const GUESTS = { queued: 'queued', gone: 'for no guest' }

function toStretch(segment: Segment, task: string, witness: Witness, tid: number): ChromeEvent {
  const { from, to, state, open, outcome, text, line, guest, late } = segment
  const ts = toMicroseconds(from)
  return {
    ph: 'X',
    pid: pids[witness],
    tid,
    name: witness === 'program' && line !== undefined ? `${task} waits at line ${line}` : guest ? `${task}, ${GUESTS[guest]}` : task,
    cat: `${witness},${state}`,
    ts,
    dur: toMicroseconds(to) - ts,
    args: {
      state,
      ...outcome && { outcome },
      ...text !== undefined && { text },
      ...line !== undefined && { line },
      ...late !== undefined && { late },
      ...open && { unfinished: true },
    },
  }
}

/** Spreads segments over as few rows as keep those of one row from overlapping. They come in order of time. */
function toRows(segments: readonly Segment[]): Segment[][] {
  const rows: Segment[][] = []
  for (const segment of segments) {
    const row = rows.find(row => row.at(-1)!.to <= segment.from)
    if (row)
      row.push(segment)
    else
      rows.push([segment])
  }
  return rows
}

function describe(events: readonly RunEvent[]): Record<string, string> {
  const run = events.find(event => event.kind === 'run')
  const finish = events.find(event => event.kind === 'finish')
  return {
    ...run && {
      demo: run.demo,
      engine: run.engine,
      startedAt: run.startedAt,
      source: run.source,
      toolchain: Object.entries(run.toolchain).map(entry => entry.join(' ')).join(', '),
    },
    ...finish && { outcome: finish.outcome },
  }
}

function toMicroseconds(ms: number): number {
  return Math.round(Math.max(0, ms) * 1000)
}
