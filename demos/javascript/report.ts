// What is no request has a lane only if the program says so. The runner listens here; without one,
// nothing happens. Say what happens when it happens, and nothing else: a picture is drawn of it.

type Kind = 'start' | 'end' | 'fail' | 'abort' | 'park' | 'resume' | 'about' | 'awaits' | 'did'

interface Said {
  kind: Kind
  task: string
  promise?: Promise<unknown>
  at?: number
  text?: string
  due?: number
  thread?: number
  did?: Did
}

/** What a thread did, in this order: for so many milliseconds it had a core, or had none. */
export type Did = ['working' | 'ready', number][]

const report = (globalThis as { __report?: (said: Said) => void }).__report

/** Milliseconds on the clock that all threads of a program share. */
export function now(): number {
  return performance.timeOrigin + performance.now()
}

/** The task is working from now on, or since `at` on the clock of {@link now}. */
export function start(task: string, at?: number): void {
  report?.({ kind: 'start', task, at })
}

/** The task has done its work. */
export function end(task: string, at?: number): void {
  report?.({ kind: 'end', task, at })
}

/**
 * The task waits, at the line of the demo that is being run: call it before anything is awaited. `due`: from when on it
 * waits for nothing but its turn.
 */
export function park(task: string, at?: number, due?: number): void {
  report?.({ kind: 'park', task, at, due })
}

/** The task works again; in a thread of its own, by that one's number, where what it does there is told too. */
export function resume(task: string, at?: number, thread?: number): void {
  report?.({ kind: 'resume', task, at, thread })
}

/** What the thread of a task did from `at` on. */
export function did(task: string, at: number, thread: number, did: Did): void {
  report?.({ kind: 'did', task, at, thread, did })
}

/** The task begins by waiting. */
export function queue(task: string, due?: number): void {
  const at = now()
  start(task, at)
  park(task, at, due)
}

/**
 * The function of the demo that is running awaits what comes next in the name of this task, and needs no lane of its
 * own.
 */
export function about(task: string): void {
  report?.({ kind: 'about', task })
}

/**
 * What the function of the demo that is running is about to await: a promise that settles when this thing can be had.
 * When a run stands still, that tells who waits for what.
 */
export function awaits(thing: string, promise: Promise<unknown>): void {
  report?.({ kind: 'awaits', task: thing, promise })
}
