import type { ModelsRecording, Row } from '../../demos/models-recording.ts'
import { seconds } from '../../trace/words.ts'

/**
 * What the benchmark of the models says, for a chart and for a table: nothing here is typed in, all of it is computed
 * from the recording.
 */

/** What one model cost with one number of eggs. */
export interface Cost {
  model: string
  unit: Row['unit']
  /** Why there is no result. */
  text?: string
  failed: number
  /** Wall time in milliseconds, and what it is made of; missing where there is no result. */
  time?: { ms: number, parts: Part[] }
  /**
   * Memory at the peak, in KiB, above that of the fewest eggs, for each egg that was in the pan at once. At least so
   * much where it is not known how many were. Only Linux says.
   */
  perEgg?: { kib: number, isLeast: boolean }
  /** Processor time in seconds. Only Linux says. */
  cpuSeconds?: number
}

/**
 * Frying; the kitchen's lateness; orders that came in after the first one; and what is left: connecting, reading,
 * starting.
 */
export interface Part {
  what: 'egg' | 'kitchen' | 'orders' | 'rest'
  ms: number
}

/** From here on a share of an egg's time is worth asking who took it. */
const WORTH_ASKING = 0.05

/** The numbers of eggs of which there is something to show: all but the fewest, with which the others are compared. */
export function countsOf({ rows }: ModelsRecording): number[] {
  return [...new Set(rows.map(({ eggs }) => eggs))].sort((a, b) => a - b).slice(1)
}

/** All models with so many eggs: threads first, then tasks, each from quick to slow with the most eggs. */
export function costsOf(recording: ModelsRecording, eggs: number): Cost[] {
  const { rows } = recording
  const [least, most] = [Math.min(...rows.map(({ eggs }) => eggs)), Math.max(...rows.map(({ eggs }) => eggs))]
  const find = (model: string, eggs: number) => rows.find(row => row.model === model && row.eggs === eggs)
  const slowness = ({ model }: Row) => find(model, most)?.ms ?? Infinity
  return rows
    .filter(row => row.eggs === eggs)
    .toSorted((a, b) => b.unit.localeCompare(a.unit) || slowness(a) - slowness(b))
    .map((row): Cost => ({
      model: row.model,
      unit: row.unit,
      failed: row.failed,
      text: row.text,
      time: row.ms === undefined ? undefined : { ms: row.ms, parts: partsOf(row, recording.eggMs) },
      perEgg: perEgg(row, find(row.model, least), recording.eggMs),
      cpuSeconds: row.cpuSeconds,
    }))
}

function perEgg(row: Row, few: Row | undefined, eggMs: number): Cost['perEgg'] {
  if (row.peakKiB === undefined || few?.peakKiB === undefined || row.eggs <= few.eggs)
    return undefined
  // If the last came before the first was out, all of them were there at once.
  const isLeast = row.together === undefined && !(row.arrivalsMs! < eggMs)
  return { kib: Math.max(0, row.peakKiB - few.peakKiB) / Math.max(1, (row.together ?? row.eggs) - few.eggs), isLeast }
}

/** The parts fill the time exactly: what overlaps with another part is counted once. */
function partsOf({ ms = 0, latestMs = 0, arrivalsMs = 0 }: Row, eggMs: number): Part[] {
  let left = ms
  const take = (what: Part['what'], wanted: number): Part => {
    const taken = Math.max(0, Math.min(wanted, left))
    left -= taken
    return { what, ms: taken }
  }
  return [take('egg', eggMs), take('kitchen', latestMs), take('orders', arrivalsMs), take('rest', Infinity)]
}

/** Who was the limit, in words: the kitchen, or each program itself. */
export function sayLimit({ rows, eggMs }: ModelsRecording, eggs: number): string {
  const here = rows.filter(
    (row): row is Row & { ms: number, latestMs: number, arrivalsMs: number } => row.eggs === eggs && row.ms !== undefined,
  )
  const over = here.filter(({ ms }) => ms - eggMs > WORTH_ASKING * eggMs)
  if (over.length === 0)
    return `With ${count(eggs)} eggs no program is more than ${WORTH_ASKING * 100} % over the egg’s own time.`
  const byKitchen = over.filter(({ ms, latestMs }) => latestMs > (ms - eggMs) / 2).map(({ model }) => model)
  const quickest = here.reduce((a, b) => b.arrivalsMs < a.arrivalsMs ? b : a)
  const latest = Math.max(...here.map(({ latestMs }) => latestMs))
  const whose = byKitchen.length > 0 ? `the limit for ${list(byKitchen)}` : 'the limit for none of them'
  return `The kitchen was ${whose}: at most ${short(latest)} late, it took ${count(eggs)} orders within ${short(quickest.arrivalsMs)} from ${quickest.model}.`
}

/** How many eggs no program got, of all models together. */
export function sayLost({ rows }: ModelsRecording, eggs: number): string {
  const lost = rows.filter(row => row.eggs === eggs).reduce((sum, { failed }) => sum + failed, 0)
  return lost === 0 ? 'No egg was lost.' : `${count(lost)} ${lost === 1 ? 'egg was' : 'eggs were'} lost.`
}

/** Date, machine and versions, in words. */
export function sayWhere({ recordedAt, machine, toolchain }: ModelsRecording): string {
  const date = new Date(recordedAt).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  const versions = Object.entries(toolchain).map(([name, version]) => `${name[0]!.toUpperCase()}${name.slice(1)} ${version}`)
  return `Measured once, ${date}: ${machine.cpu}, ${machine.cores} cores for program and kitchen together, ${machine.os}. ${versions.join(', ')}.`
}

/** `9.8 KiB`, `over 130 KiB`: as precise as is sensible. */
export function sayMemory({ kib, isLeast }: NonNullable<Cost['perEgg']>): string {
  return `${isLeast ? 'over ' : ''}${kib < 9.95 ? kib.toFixed(1) : kib.toFixed(0)} KiB`
}

/** `10 000`, with a space that does not break. */
export function count(n: number): string {
  return String(n).replace(/\B(?=(?:\d{3})+$)/g, '\u00A0')
}

/** A time of which less than a tenth of a second counts, too. */
function short(ms: number): string {
  return ms < 100 ? `${Math.ceil(ms)} ms` : seconds(ms)
}

function list(names: readonly string[]): string {
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join('')
}
