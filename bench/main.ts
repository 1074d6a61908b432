/**
 * `npm run bench`: DESIGN's budgets, each as a ratio to a peer or to the physical limit in the same run. Name parts to
 * measure only those: `npm run bench -- kitchen node browser frames`.
 */
import type { Measure } from './report.ts'
import process from 'node:process'
import { benchFrames } from './frames.ts'
import { benchKitchen } from './kitchen.ts'
import { report } from './report.ts'
import { benchBrowser, benchNode } from './runs.ts'

const PARTS: Record<string, () => Promise<{ measures: Measure[], skipped?: string[] }>> = {
  node: async () => ({ measures: await benchNode() }),
  browser: async () => ({ measures: await benchBrowser() }),
  frames: async () => ({ measures: await benchFrames() }),
  kitchen: benchKitchen,
}

const asked = process.argv.slice(2)
const unknown = asked.find(part => !(part in PARTS))
if (unknown !== undefined) {
  console.error(`There is no part “${unknown}” to measure. There are ${Object.keys(PARTS).join(', ')}.`)
  process.exit(2)
}

const measures: Measure[] = []
const skipped: string[] = []
for (const part of asked.length > 0 ? asked : Object.keys(PARTS)) {
  console.error(`Measuring: ${part} …`)
  const result = await PARTS[part]!()
  measures.push(...result.measures)
  skipped.push(...result.skipped ?? [])
}
report(measures, skipped, 'budgets.json')
process.exit(0)
