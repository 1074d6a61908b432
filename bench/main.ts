/**
 * `npm run bench`: DESIGN's budgets, each as a ratio to a peer or to the physical limit in the same run. Name parts to
 * measure only those: `npm run bench -- kitchen node browser frames phone sampling stop slow room`. `hostile` and
 * `soak` (`--minutes 10`) are measured only when they are named.
 */
import type { Measure } from './report.ts'
import process from 'node:process'
import { readOptions } from '../tools/options.ts'
import { benchFrames } from './frames.ts'
import { benchHostile } from './hostile.ts'
import { benchKitchen } from './kitchen.ts'
import { benchPhone } from './phone.ts'
import { report } from './report.ts'
import { benchRoom } from './room.ts'
import { benchBrowser, benchNode } from './runs.ts'
import { benchSampling } from './sampling.ts'
import { benchSlow } from './slow.ts'
import { benchSoak } from './soak.ts'
import { benchStop } from './stop.ts'

const USAGE = `npm run bench -- [kitchen] [node] [browser] [frames] [phone] [sampling] [stop] [slow] [room]: all of them unless some are named.
npm run bench -- hostile
npm run bench -- soak [--minutes 10]`

const {
  values: { minutes },
  positionals: asked,
} = readOptions(USAGE, { allowPositionals: true, options: { minutes: { type: 'string', default: '10' } } })

const PARTS: Record<string, () => Promise<{ measures: Measure[], skipped?: string[] }>> = {
  node: async () => ({ measures: await benchNode() }),
  browser: async () => ({ measures: await benchBrowser() }),
  frames: async () => ({ measures: await benchFrames() }),
  kitchen: benchKitchen,
  phone: async () => ({ measures: await benchPhone() }),
  sampling: benchSampling,
  stop: async () => ({ measures: await benchStop() }),
  slow: async () => ({ measures: await benchSlow() }),
  room: async () => ({ measures: await benchRoom() }),
}

/** Attacks and hours, which say nothing about the budgets of a talk. */
const WHEN_NAMED: typeof PARTS = {
  hostile: async () => ({ measures: await benchHostile() }),
  soak: async () => ({ measures: await benchSoak(Number(minutes)) }),
}

const unknown = asked.find(part => !(part in PARTS || part in WHEN_NAMED))
if (unknown !== undefined) {
  console.error(`There is no part “${unknown}” to measure. There are ${Object.keys({ ...PARTS, ...WHEN_NAMED }).join(', ')}.`)
  process.exit(2)
}

if (!(Number(minutes) > 0)) {
  console.error(`“${minutes}” is no number of minutes. Say for how long to soak: npm run bench -- soak --minutes 10.`)
  process.exit(2)
}

const measures: Measure[] = []
const skipped: string[] = []
for (const part of asked.length > 0 ? asked : Object.keys(PARTS)) {
  console.error(`Measuring: ${part} …`)
  const result = await (PARTS[part] ?? WHEN_NAMED[part]!)()
  measures.push(...result.measures)
  skipped.push(...result.skipped ?? [])
}
report(measures, skipped, 'budgets.json')
process.exit(0)
