import { createPieceReader, PIECE_MS } from './pieces.ts'
import { did, end, now, resume, start } from './report.ts'

/**
 * Work for the processor and nothing else: the numbers of Lehmer's generator (1951), one after another. It is on its
 * own, so that its text can be sent to another thread.
 */
export function whip(strokes: number): number {
  let foam = 1
  for (let i = 0; i < strokes; i++)
    foam = (foam * 48271) % 2147483647
  return foam
}

/** Long enough for the engine to have compiled it, and short enough to be over before a program's first line. */
const CALIBRATE_MS = 10

/** How many strokes this machine does in a millisecond: the best of three, because others only ever make it slower. */
const strokesInMs = Math.max(...Array.from({ length: 3 }, () => {
  let strokes = 0
  const began = performance.now()
  for (; performance.now() - began < CALIBRATE_MS; strokes += 10_000)
    whip(10_000)
  return strokes / (performance.now() - began)
}))

/**
 * How many strokes keep this machine busy for so many milliseconds, when nobody disturbs it. An amount of work rather
 * than a time: on fewer processors it takes longer, and nobody can seem to share one.
 */
export function strokesFor(ms: number): number {
  return Math.round(ms * strokesInMs)
}

/** What the program's own thread is called where it tells what it did; threads of a task's own count from 1. */
const OWN_THREAD = 0

/** So often it is told what was done: the picture of a run grows with it. */
const TELL_MS = 100

/**
 * Keeps this thread busy in the lane of a task with so much work, in pieces: they tell when this thread had no core.
 */
export function work<T>(task: string, job: (amount: number) => T, amount: number): T {
  const size = Math.max(1, Math.round(PIECE_MS * strokesInMs))
  const read = createPieceReader()
  let from = now()
  let pieces: number[] = []
  let result!: T
  const tell = () => did(task, from, OWN_THREAD, read(pieces))

  start(task, from)
  resume(task, from, OWN_THREAD)
  for (let at = from; amount > 0; amount -= size) {
    result = job(Math.min(size, amount))
    const ended = now()
    pieces.push(ended - at)
    at = ended
    if (at - from > TELL_MS) {
      tell()
      from = at
      pieces = []
    }
  }
  tell()
  end(task)
  return result
}

/** Keeps this thread busy in the lane of a task until the job is done, however long that takes by the clock. */
export function busy<T>(task: string, job: () => T): T {
  start(task)
  const result = job()
  end(task)
  return result
}
