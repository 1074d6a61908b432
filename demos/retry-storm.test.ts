import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseRecording, RECORDINGS } from '../runner/replay/recording.ts'
import { toLanes } from '../trace/lanes.ts'

/** What two hundred guests do to a kitchen that was closed, as their slide shows it where nothing can be run. */

const ROOT = fileURLToPath(new URL('../', import.meta.url))

const SLUGS = ['retry-steadily', 'retry-doubling', 'retry-jitter', 'retry-budget']
const fileOf = (slug: string): string => `${ROOT}${RECORDINGS}/${slug}.ndjson`

interface Seen { eaten: string[], refused: number, lastAt: number, highestOpen: number }

function look(slug: string): Seen {
  const events = parseRecording(readFileSync(fileOf(slug), 'utf8'))
  const seen = events.filter(({ witness }) => witness === 'kitchen')
  const eaten = seen.flatMap(event => event.kind === 'end' ? event.task : [])
  const openAt = Math.min(...seen.flatMap(({ kind, t }) => kind === 'start' ? t : []))
  const heights = toLanes(events).levels.find(({ name }) => name === 'orders')!.points
  return {
    eaten,
    refused: seen.filter(({ kind }) => kind === 'refused').length,
    lastAt: Math.max(...seen.map(({ t }) => t)),
    /** In the tenth of a second in which the most orders came after it had opened, how many those were. */
    highestOpen: Math.max(...heights.flatMap(({ t, height }) => t > openAt ? height : [])),
  }
}

// A fork may have none of them.
describe.skipIf(!SLUGS.map(fileOf).every(existsSync))('two hundred guests who come back', () => {
  let [steadily, doubling, jitter, budget] = [] as unknown as [Seen, Seen, Seen, Seen]
  beforeAll(() => [steadily, doubling, jitter, budget] = SLUGS.map(look) as [Seen, Seen, Seen, Seen])

  it('all two hundred eat once, however they come back', () => {
    for (const { eaten } of [steadily, doubling, jitter, budget])
      expect(new Set(eaten).size).toBe(200)
  })

  it('those who come back at once eat first, and are refused most often', () => {
    for (const other of [doubling, jitter, budget]) {
      expect(steadily.lastAt).toBeLessThan(other.lastAt)
      expect(steadily.refused).toBeGreaterThan(other.refused)
    }
  })

  it('pauses that double come together, those of random length do not', () => {
    expect(doubling.highestOpen).toBeGreaterThan(2 * jitter.highestOpen)
  })

  it('a budget lets ten orders pass in a tenth of a second, however many guests wait', () => {
    expect(budget.highestOpen).toBeLessThanOrEqual(12)
  })

  it('a budget costs the kitchen the fewest orders', () => {
    for (const other of [steadily, doubling, jitter])
      expect(budget.refused).toBeLessThan(other.refused)
  })
})
