import type { Demo } from '../demos/catalogue/demo.ts'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { findDemo } from '../demos/catalogue.ts'

/** A demo as it is on disk: what a slide must agree with. */
export interface ProgramOnDisk {
  demo: Demo
  /** SHA-256 of the file, in hexadecimal. */
  sha256: string
  /** The lines of the region that slides show, as they are in the file but for common indentation. */
  shown: string
}

/**
 * Reads a demo's file without any help from the deck, so that a mistake there cannot hide here.
 *
 * @throws {Error} for a slug that is not in the catalogue, or a file without the region.
 */
export function readProgram(slug: string): ProgramOnDisk {
  const demo = findDemo(slug)
  if (!demo)
    throw new Error(`A slide shows the demo "${slug}", and the catalogue has none of that name.`)
  const bytes = readFileSync(new URL(`../${demo.file}`, import.meta.url))
  const lines = bytes.toString().split('\n')
  const from = lines.findIndex(line => line.includes('#region show'))
  const to = lines.findIndex(line => line.includes('#endregion show'))
  if (from < 0 || to < from)
    throw new Error(`${demo.file} has no region "show".`)
  return { demo, sha256: createHash('sha256').update(bytes).digest('hex'), shown: dedent(lines.slice(from + 1, to)) }
}

function dedent(lines: string[]): string {
  const indents = lines.filter(line => line.trim()).map(line => line.length - line.trimStart().length)
  const least = Math.min(...indents)
  return lines.map(line => line.slice(least)).join('\n').trim()
}
