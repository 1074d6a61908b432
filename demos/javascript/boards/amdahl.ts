import { inThread } from '../threads.ts'
import { strokesFor, whip } from '../whip.ts'
import { settings } from './amdahl-settings.ts'

const { share, workers, takes } = settings
const strokes = strokesFor(takes) / 100
const rest = 100 - share
const each = share / workers

// #region show
function beat(name: string, percent: number) {
  return inThread(name, whip, strokes * percent)
}

// All of it, in one thread.
await beat('all', 100)

// What cannot be spread, and then what can.
await beat(`${rest} %`, rest)
await Promise.all(Array.from(
  { length: workers },
  (_, i) => beat(`${i + 1} of ${workers}`, each),
))
// #endregion show
