import type { Measure } from './report.ts'
import { percentile } from './report.ts'
import { onSlide } from './slide.ts'

/** Long enough that every egg is drawn while it fries, and short enough that six connections serve 200 of them. */
const EGG_MS = 100
const EGGS = 200

/** A page that is never slower than this looks smooth; a browser without a screen still draws sixty times a second. */
const SMOOTH_MS = 1000 / 30
/** Frames come at multiples of the screen's own time, give or take the clock's grain. */
const GRAIN_MS = 0.5

const PROGRAM = `const eggs = Array.from({ length: ${EGGS} }, (_, n) => 'egg-' + n)
await Promise.all(eggs.map(egg => fetch(stove + egg)))`

/**
 * How smoothly a run of 200 eggs is drawn, live: the time between two frames, and how much of it is the page's work.
 */
export function benchFrames(): Promise<Measure[]> {
  return onSlide(EGG_MS, async ({ press, write, watchFrames }) => {
    await write(PROGRAM)
    // What is drawn when nothing runs: the machine's own frame time, to compare with.
    const idle = await watchFrames(1000)
    const watched = watchFrames()
    await press('Run')
    const busy = await watched
    return [
      {
        what: `browser: ${EGGS} eggs drawn live, median time between frames (idle: ${percentile(idle, 0.5).toFixed(1)} ms)`,
        value: `${percentile(busy, 0.5).toFixed(1)} ms`,
        number: percentile(busy, 0.5),
      },
      {
        what: `browser: ${EGGS} eggs drawn live, 95 of 100 frames come within (idle: ${percentile(idle, 0.95).toFixed(1)} ms)`,
        value: `${percentile(busy, 0.95).toFixed(1)} ms`,
        number: percentile(busy, 0.95),
        bar: { most: SMOOTH_MS + GRAIN_MS, text: `at most ${SMOOTH_MS.toFixed(1)} ms` },
      },
    ]
  })
}
