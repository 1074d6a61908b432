import type { Demo } from '../../demos/catalogue/demo.ts'
import type { RunEvent } from '../../trace/events.ts'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkShape } from '../../demos/check-shape.ts'
import { checkProgram } from '../code/check-program.ts'

const ENTRIES = 'demos/catalogue'

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

/** Where a demo's entry stands: `demos/catalogue/waiting.ts:12`. */
export async function findEntry(root: string, slug: string): Promise<string> {
  for (const name of (await readdir(join(root, ENTRIES))).filter(name => name.endsWith('.ts'))) {
    const lines = (await readFile(join(root, ENTRIES, name), 'utf8')).split('\n')
    const index = lines.findIndex(line => /(?:\bslug: |\b[a-z]\w*\()['"]([^'"]+)['"]/.exec(line)?.[1] === slug)
    if (index >= 0)
      return `${ENTRIES}/${name}:${index + 1}`
  }
  return ENTRIES
}
