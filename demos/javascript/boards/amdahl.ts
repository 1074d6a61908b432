import { inThread } from '../threads.ts'
import { strokesFor, whip } from '../whip.ts'
import { settings } from './amdahl-settings.ts'

const { share, workers, takes } = settings
const strokes = strokesFor(takes) / 100
const rest = 100 - share
const each = share / workers
const names = Array.from({ length: workers }, (_, i) => `${i + 1} of ${workers}`)

// #region show
function beat(name: string, part: number) {
  return inThread(name, whip, strokes * part)
}

// All of it, in one thread.
await beat('all', 100)

// What cannot be spread, then what can.
await beat(`${rest} %`, rest)
await Promise.all(names.map(
  name => beat(name, each),
))
// #endregion show
