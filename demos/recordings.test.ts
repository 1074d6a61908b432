import type { RunStarted } from '../trace/events.ts'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { formatRecording, parseRecording, RECORDINGS } from '../runner/replay/recording.ts'
import { catalogue, findDemo } from './catalogue.ts'

/** A recording is what a slide shows where a toolchain is missing: it is of this very program, or it is made anew. */

const ROOT = fileURLToPath(new URL('../', import.meta.url))

/** Folders in which people's machines keep what is theirs. */
const SOMEBODYS_PATH = /(?:\/(?:home|root|Users|work|tmp|mnt|opt)\/|[A-Z]:\\\\)/

const fileOf = (slug: string) => `${ROOT}${RECORDINGS}/${slug}.ndjson`

const recorded = catalogue.filter(({ slug, language }) => language !== 'javascript' || existsSync(fileOf(slug)))

describe.each(recorded)('the recording of $slug', (demo) => {
  it('is of the program as it is now', () => {
    expect(existsSync(fileOf(demo.slug)), `npm run record -- ${demo.slug} makes it`).toBe(true)
    const [started, ...events] = parseRecording(readFileSync(fileOf(demo.slug), 'utf8')) as [RunStarted]
    const source = createHash('sha256').update(readFileSync(`${ROOT}${demo.file}`)).digest('hex')
    expect(started.source, `the program has changed; npm run record -- ${demo.slug} makes its recording anew`).toBe(source)
    expect(started).toMatchObject({ demo: demo.slug, t: 0, engine: demo.language === 'javascript' ? 'worker' : 'process', machine: { cores: expect.any(Number) } })
    expect(events.at(-1)).toMatchObject({ kind: 'finish', outcome: demo.expect.outcome })
  })

  it('tells nothing of whose machine it was', () => {
    const text = readFileSync(fileOf(demo.slug), 'utf8')
    expect(text).not.toMatch(SOMEBODYS_PATH)
    const events = parseRecording(text)
    expect(formatRecording(events, (events[0] as RunStarted).machine!)).toBe(text)
  })
})

it('there is none of a demo that is gone', () => {
  const slugs = existsSync(ROOT + RECORDINGS) ? readdirSync(ROOT + RECORDINGS).filter(name => name.endsWith('.ndjson')).map(name => name.replace(/\.ndjson$/, '')) : []
  expect(slugs.filter(slug => !findDemo(slug))).toEqual([])
})
