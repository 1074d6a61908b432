import type { RunEvent } from './events.ts'
import { describe, expect, it } from 'vitest'
import { advise } from './advice.ts'
import { finished, moved, parked, ran } from './fixtures.ts'
import { createPicture, toLanes } from './lanes.ts'
import { everParked, parkedAt } from './parked.ts'
import { createRewind } from './rewind.ts'
import { toRows } from './table.ts'
import { summarize } from './words.ts'

/**
 * A reader that is linear looks twice as often at twice as many events; a logarithm and a table that grows are
 * forgiven.
 */
const TWICE = 2.6

/** Runs that people and strangers make, by how many of something they have. */
const RUNS: Record<string, (n: number) => RunEvent[]> = {
  'awaits of one function': n => range(n).flatMap(i => [parked(i, 'park', 'main', 3, i), { ...parked(i + 0.5, 'resume', 'main', 3, i) }]),
  'calls of one function': n =>
    range(n).flatMap(i => [
      moved(i, 'start', 'f'),
      parked(i, 'park', 'f', 3, i),
      parked(i + 0.5, 'resume', 'f', 3, i),
      moved(i + 0.5, 'end', 'f'),
    ]),
  'tasks that are all open': n => range(n).map(i => ({ ...moved(i, 'start', `task ${i}`), work: true as const })),
  'requests for one egg at once': n => [
    ...range(n).map(i => moved(i / n, 'start', 'A', i)),
    ...range(n).map(i => moved(i / n, 'start', 'A', i, 'kitchen')),
    ...range(n).flatMap(i => [moved(100 + i, 'end', 'A', i, 'kitchen'), moved(101 + i, 'end', 'A', i)]),
  ],
  'reported starts under one name': n => range(n).map(i => ({ ...moved(i, 'start', 'whip'), work: true as const })),
  'reasons to go on': n =>
    range(n).flatMap(i => [
      moved(2 * i, 'start', 'A', i),
      parked(2 * i, 'park', 'main', 3, i),
      moved(2 * i + 1, 'end', 'A', i),
      { ...parked(2 * i + 1, 'resume', 'main', 3, i), by: 'A' },
    ]),
  'heights': n => range(n).map(i => ({ t: i, kind: 'step', witness: 'program', text: 'put', state: { level: 'queue', height: i } })),
  'lines of output': n => range(n).map(i => ({ t: i, kind: 'log', witness: 'program', stream: 'stdout', text: `${i}` })),
}

/** What the deck reads of a run. */
const READERS: Record<string, (events: RunEvent[]) => void> = {
  'the picture': events => void toLanes(events),
  'the picture, backwards': events => void toLanes(events.toReversed()),
  'the picture, drawn as it grows': (events) => {
    const picture = createPicture()
    events.forEach((event, i) => {
      picture.add(event)
      if (i % (events.length / 10) < 1)
        picture.at()
    })
  },
  'the sentence': events => void summarize(events),
  'the advice': events => void advise(events),
  'the table': events => void toRows(toLanes(events)),
  'the marks in the code': (events) => {
    parkedAt(events)
    everParked(events)
  },
  'the rewinding': events => void createRewind(events).at(1e9),
}

function range(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i)
}

/** How often the fields of events are read. */
function countReads(events: RunEvent[], read: (events: RunEvent[]) => void): number {
  let reads = 0
  read(events.map(event => new Proxy(event, {
    get(target, field) {
      reads++
      return Reflect.get(target, field) as unknown
    },
  })))
  return reads
}

describe.each(Object.entries(READERS))('%s of a run', (_, read) => {
  it.each(Object.entries(RUNS))('is linear in %s', (_, make) => {
    const [some, twice] = [400, 800].map(n => countReads([ran, ...make(n), finished(1e6, 'done')], read)) as [number, number]
    expect(twice / some).toBeLessThan(TWICE)
  })
})

// What takes as long as its square, as each of these once did, would not be over before the test's time is.
it.each(Object.entries(RUNS))('ten thousand %s are drawn', (_, make) => {
  const events = [ran, ...make(10_000), finished(1e6, 'done')]
  const picture = toLanes(events)
  expect(advise(events, picture) ?? '').toBeTypeOf('string')
  expect(summarize(picture)).toMatch(/ in \d/)
  expect(parkedAt(events).size).toBe(0)
})
