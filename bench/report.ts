import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import process from 'node:process'

/** One thing that was measured, beside what it is measured against. */
export interface Measure {
  what: string
  /** The number itself, with its unit. */
  value: string
  /** What the bar is about: a ratio to a peer or to the physical limit, or a time. */
  number: number
  /** The bar that DESIGN sets, and how it is written. */
  bar?: { most: number, text: string }
}

/** Prints measures as a table, and keeps them as JSON with the machine they were taken on. */
export function report(measures: readonly Measure[], skipped: readonly string[], file: string): void {
  const rows = measures.map(({ what, value, number, bar }) => [
    what,
    value,
    bar?.text ?? '',
    bar ? (number <= bar.most ? 'met' : 'MISSED') : '',
  ])
  const widths = ['what', 'measured', 'bar', ''].map((head, column) => Math.max(head.length, ...rows.map(row => row[column]!.length)))
  const line = (cells: readonly string[]) => cells.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd()
  console.log([line(['what', 'measured', 'bar', '']), line(widths.map(width => '-'.repeat(width))), ...rows.map(line)].join('\n'))
  skipped.forEach(sentence => console.log(`skipped: ${sentence}`))

  const { model = 'unknown' } = cpus()[0] ?? {}
  mkdirSync(new URL('./results/', import.meta.url), { recursive: true })
  const machine = { node: process.versions.node, platform: process.platform, cpu: model, cores: cpus().length }
  writeFileSync(
    new URL(`./results/${file}`, import.meta.url),
    `${JSON.stringify({ at: new Date().toISOString(), machine, measures, skipped }, null, 2)}\n`,
  )
  console.log(`\nAlso in bench/results/${file}.`)
}

/** The middle one, or the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  return percentile(numbers, 0.5)
}

/** The value below which that share of the numbers lies. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const [low, high] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN]
  return low + (high - low) * (at - Math.floor(at))
}
