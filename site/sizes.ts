import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { CHUNKS, VIEW } from '../setup/vite/site.ts'

/** What a reader waits for on a slow line, before the first slide can be used. */
const FIRST_SLIDE_BYTES = 200 * 1024

/**
 * All of the site: what the browser keeps for when there is no network. A stock deck with one runnable block is 27 MB.
 */
const SITE_BYTES = 6 * 1024 * 1024

/** The first slide, which is the cover. */
const FIRST_SLIDE = /@slidev\/slides\/1\/md$/

/** One measure of the site against its budget. */
export interface Measure {
  what: string
  bytes: number
  budget: number
}

/** A chunk as Vite's manifest has it. */
interface Chunk {
  file: string
  name?: string
  isEntry?: boolean
  imports?: string[]
  css?: string[]
  assets?: string[]
}

/** Measures the site in this folder against its budgets; `scripts` are those of its first slide. */
export function measure(folder: string, scripts: readonly string[]): Measure[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => statSync(join(entry.parentPath, entry.name)).size)
  const first = scripts.map(file => gzipSync(readFileSync(join(folder, file))).length)
  return [
    { what: 'JavaScript before the first slide is usable, gzipped', bytes: sum(first), budget: FIRST_SLIDE_BYTES },
    { what: `all of the site, ${files.length} files`, bytes: sum(files), budget: SITE_BYTES },
  ]
}

/** A line for people. */
export function sayMeasure({ what, bytes, budget }: Measure): string {
  return `${bytes <= budget ? '  ok' : 'OVER'}  ${kilobytes(bytes)} of ${kilobytes(budget)}  ${what}`
}

/** What is loaded for the first slide, by what imports what. Only before the list of chunks is deleted. */
export function filesOfFirstSlide(folder: string): { scripts: string[], styles: string[], fonts: string[] } {
  const chunks = JSON.parse(readFileSync(join(folder, CHUNKS), 'utf8')) as Record<string, Chunk>
  const loaded = new Set<Chunk>()
  const load = (key: string): void => {
    const chunk = chunks[key]
    if (!chunk || loaded.has(chunk))
      return
    loaded.add(chunk)
    chunk.imports?.forEach(load)
  }
  const starts = Object.entries(chunks).filter(([key, { isEntry, name }]) => isEntry || name === VIEW || FIRST_SLIDE.test(key))
  if (starts.length !== 3) {
    throw new Error(
      `The site's chunks were expected to be an entry, “${VIEW}” and the first slide; found ${starts.map(([key]) => key).join(', ') || 'none'}.`,
    )
  }
  starts.forEach(([key]) => load(key))
  return {
    scripts: [...loaded].map(({ file }) => file).filter(file => file.endsWith('.js')),
    styles: [...loaded].flatMap(({ css = [] }) => css),
    fonts: [...loaded].flatMap(({ assets = [] }) => assets).filter(file => file.endsWith('.woff2')),
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1024)} KB`.padStart(7)
}
