import type { RunEvent } from '../../trace/events.ts'
import type { Part } from './draw-in-parts.ts'
import { expect, it } from 'vitest'
import { finished, moved, parked, ran } from '../../trace/fixtures.ts'
import { toLanes } from '../../trace/lanes.ts'
import { summarize } from '../../trace/words.ts'
import { drawInParts, stepOf } from './draw-in-parts.ts'

function starts(n: number): RunEvent[] {
  return Array.from({ length: n }, (_, i) => ({ ...moved(i / 100, 'start', `task ${i}`), work: true as const }))
}

/** A clock on which each look at it takes as long. */
function clockOf(ms: number) {
  let now = 0
  return () => now += ms
}

/** All parts until nothing is left to do. */
function drawAll(events: readonly RunEvent[], drawing = drawInParts()): Part[] {
  const parts: Part[] = []
  do
    parts.push(drawing.next(events))
  while (parts.at(-1)!.isBehind)
  return parts
}

it('draws a run of a usual size at once, however slow the machine is', () => {
  const events = [ran, ...starts(250), finished(100, 'done')]
  expect(drawInParts(clockOf(1_000)).next(events)).toEqual({ drawn: { picture: toLanes(events), taken: events.length }, isBehind: false })
})

it('takes a long run in over several frames, in order, and ends with the same picture', () => {
  const eventsOf = (awaits: number): RunEvent[] => [
    ran,
    ...Array.from({ length: awaits }, (_, i) => [parked(i, 'park', 'f', 3, i), parked(i + 0.5, 'resume', 'f', 3, i)]).flat(),
    finished(awaits, 'done'),
  ]
  const takenOf = (parts: Part[]): number[] => parts.flatMap(({ drawn }) => drawn?.taken ?? [])
  const long = drawAll(eventsOf(1_250), drawInParts(() => 0))
  expect(takenOf(long)).toEqual([1000, 2000, 2502])
  expect(long.at(-1)!.drawn!.picture).toEqual(toLanes(eventsOf(1_250)))
  // What is more than one frame can draw is not drawn again for each thousand.
  const flood = drawAll(eventsOf(2_500), drawInParts(() => 0))
  expect(takenOf(flood)).toEqual([5002])
  expect(flood.at(-1)!.drawn!.picture).toEqual(toLanes(eventsOf(2_500)))
})

it('gives the picture a frame of its own where what was heard has had one', () => {
  const parts = drawAll([ran, ...starts(250), ...Array.from({ length: 800 }, (_, i) => moved(10 + i, 'end', `task ${i % 250}`))], drawInParts(clockOf(5)))
  expect(parts.map(({ drawn }) => drawn?.taken)).toEqual([undefined, 600, 1051])
})

it('draws a crowd in parts, and only what is complete is seen', () => {
  const events = [ran, ...starts(5_000), finished(100, 'stopped')]
  const parts = drawAll(events, drawInParts(clockOf(1)))
  const drawn = parts.flatMap(({ drawn }) => drawn ?? [])
  expect(parts.length).toBeGreaterThan(10)
  expect(drawn.at(-1)).toEqual({ picture: toLanes(events), taken: events.length })
  expect(drawn.length).toBeLessThan(3)
})

it('works for no longer than a part of a frame', () => {
  const events = [ran, ...starts(20_000)]
  let looks = 0
  const drawing = drawInParts(() => ++looks)
  for (let isBehind = true; isBehind;) {
    looks = 0
    ;({ isBehind } = drawing.next(events))
    expect(looks).toBeLessThan(12)
  }
})

it('goes on with what was told while a picture was on its way', () => {
  const drawing = drawInParts(clockOf(10))
  const events: RunEvent[] = [ran, ...starts(900)]
  expect(drawing.next(events, 50)).toEqual({ isBehind: true })
  // Stop was pressed meanwhile.
  events.push(finished(60, 'stopped'))
  const parts = drawAll(events, drawing)
  expect(parts.flatMap(({ drawn }) => drawn ? drawn.picture.running : []).slice(-2)).toEqual([true, false])
  const { picture } = parts.at(-1)!.drawn!
  expect(picture).toEqual(toLanes(events))
  expect(summarize(picture)).toBe(summarize(events))
})

it('begins anew with another run, in the middle of a picture too', () => {
  const drawing = drawInParts(clockOf(10))
  drawing.next([ran, ...starts(900)])
  const other = [ran, moved(0, 'start', 'A', 1)]
  expect(drawing.next(other)).toEqual({ drawn: { picture: toLanes(other), taken: 2 }, isBehind: false })
  expect(drawing.next([])).toEqual({ drawn: { picture: toLanes([]), taken: 0 }, isBehind: false })
})

it('glides while it is small, and steps once a second at the slowest', () => {
  expect(stepOf(12, 400)).toBe(0)
  expect(stepOf(400, 2_000)).toBe(250)
  expect(stepOf(2, 10_000)).toBe(500)
  expect(stepOf(10_000, 20_000)).toBe(1_000)
})
