import type { Demo } from '../../demos/catalogue/demo.ts'
import type { RunEvent } from '../../trace/events.ts'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkShape } from '../../demos/check-shape.ts'
import { checkProgram } from '../code/check-program.ts'
import { findEntry } from './find-entry.ts'

/**
 * Holds a demo against its entry: its program's text against the slide's room, and a finished run against what is
 * expected of it. A sentence a problem, each with the file and the line; no sentence is a demo as its entry says.
 */
export async function checkDemo(root: string, demo: Demo, events: readonly RunEvent[], eggMs: number): Promise<string[]> {
  const text = await readFile(join(root, demo.file), 'utf8').catch(() => undefined)
  const shape = checkShape(demo, events, { eggMs })
  const entry = shape.length > 0 ? await findEntry(root, demo.slug) : ''
  return [...checkProgram(demo, text), ...shape.map(problem => `${entry}: ${problem}`)]
}
