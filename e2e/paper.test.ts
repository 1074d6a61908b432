import type { Buffer } from 'node:buffer'
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSlides } from '../talk/slides.ts'

/** Slides on paper: `npm run export`, as a speaker runs it. */

/** A deck is started, its slides are drawn, and that twice. */
const PATIENCE_MS = 240_000

const root = fileURLToPath(new URL('..', import.meta.url))
const run = promisify(execFile)
const slides = await loadSlides()
const first = (has: (slide: typeof slides[number]) => boolean): number => slides.find(has)!.no

/**
 * One of each kind: the cover, a program of the browser's, one of another language, a race, a model, and the deck's
 * address.
 */
const SLIDES = [...new Set([
  1,
  first(({ demos }) => demos.includes('promise-all')),
  first(({ demos }) => demos.some(slug => slug.startsWith('go-'))),
  first(({ races }) => races.length > 0),
  first(({ isModel }) => isModel),
  slides.length,
])].sort((a, b) => a - b)

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'four-eggs-paper-'))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Exports these slides as pictures, and gives each by its number. */
async function exportPictures(name: string): Promise<Map<number, Buffer>> {
  const output = join(folder, name)
  await run(
    process.execPath,
    ['--import', 'tsx', 'site/export/main.ts', '--format', 'png', '--range', SLIDES.join(','), '--output', output],
    { cwd: root, maxBuffer: 2 ** 26 },
  )
  return new Map(readdirSync(output).map(file => [Number.parseInt(file), readFileSync(join(output, file))]))
}

describe('an export', () => {
  it('has the slides that were asked for, and looks the same when it is made again', { timeout: PATIENCE_MS }, async () => {
    const once = await exportPictures('once')
    const again = await exportPictures('again')
    expect([...once.keys()].sort((a, b) => a - b)).toEqual(SLIDES)
    expect(SLIDES.filter(no => !once.get(no)!.equals(again.get(no)!)), 'slides that look different').toEqual([])
  })
})
