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

/** What a reader of the text waits for before they can run anything there. */
const FIRST_TEXT_BYTES = 272 * 1024

/** The first slide, which is the cover. */
const FIRST_SLIDE = /@slidev\/slides\/1\/md$/

/** A slide, by its number. */
const SLIDE = /@slidev\/slides\/(\d+)\/md$/

/** The text, and what is said to all slides, in a chunk of its own. */
const TEXT = /^reader\/ReadingPage\.vue$/
const NOTES = /^virtual:all-notes$/

/** One measure of the site against its budget. */
export interface Measure {
  what: string
  bytes: number
  budget: number
}

/** Files of the site, by what wants them. */
export interface Files {
  scripts: string[]
  styles: string[]
  fonts: string[]
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

/** Measures the site in this folder against its budgets. */
export function measure(folder: string, { slide, text }: Record<'slide' | 'text', Files>): Measure[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => statSync(join(entry.parentPath, entry.name)).size)
  const zipped = ({ scripts }: Files): number => sum(scripts.map(file => gzipSync(readFileSync(join(folder, file))).length))
  return [
    { what: 'JavaScript before the first slide is usable, gzipped', bytes: zipped(slide), budget: FIRST_SLIDE_BYTES },
    { what: 'JavaScript before four eggs can be fried in the text, gzipped', bytes: zipped(text), budget: FIRST_TEXT_BYTES },
    { what: `all of the site, ${files.length} files`, bytes: sum(files), budget: SITE_BYTES },
  ]
}

/** A line for people. */
export function sayMeasure({ what, bytes, budget }: Measure): string {
  return `${bytes <= budget ? '  ok' : 'OVER'}  ${kilobytes(bytes)} of ${kilobytes(budget)}  ${what}`
}

/**
 * What is loaded for the first slide, for the text, and for a chapter of it, by what imports what; `shows` has the same
 * for slides by their numbers. Only before the list of chunks is deleted.
 */
export function filesOf(folder: string): Record<'slide' | 'text' | 'chapter', Files> & { shows: (numbers: readonly number[]) => Files } {
  const chunks = JSON.parse(readFileSync(join(folder, CHUNKS), 'utf8')) as Record<string, Chunk>
  const find = (what: string, is: (key: string, chunk: Chunk) => unknown): string => {
    const found = Object.keys(chunks).filter(key => is(key, chunks[key]!))
    if (found.length !== 1)
      throw new Error(`The site was expected to have one chunk with ${what}; found ${found.join(', ') || 'none'}.`)
    return found[0]!
  }
  const entry = find('its entry', (_, { isEntry }) => isEntry)
  const text = find('the text', key => TEXT.test(key))
  return {
    slide: loadedBy(entry, find(`“${VIEW}”`, (_, { name }) => name === VIEW), find('the first slide', key => FIRST_SLIDE.test(key))),
    text: loadedBy(entry, text),
    chapter: loadedBy(entry, text, find('all notes', key => NOTES.test(key))),
    shows: numbers => loadedBy(...numbers.map(no => find(`slide ${no}`, key => SLIDE.exec(key)?.[1] === String(no)))),
  }

  function loadedBy(...starts: string[]): Files {
    const loaded = new Set<Chunk>()
    const load = (key: string): void => {
      const chunk = chunks[key]
      if (!chunk || loaded.has(chunk))
        return
      loaded.add(chunk)
      chunk.imports?.forEach(load)
    }
    starts.forEach(load)
    return {
      scripts: [...loaded].map(({ file }) => file).filter(file => file.endsWith('.js')),
      styles: [...loaded].flatMap(({ css = [] }) => css),
      fonts: [...loaded].flatMap(({ assets = [] }) => assets).filter(file => file.endsWith('.woff2')),
    }
  }
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1024)} KB`.padStart(7)
}
