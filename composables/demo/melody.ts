import type { Picture } from '../../trace/lanes.ts'
import { TOP_LEVEL } from '../../trace/events.ts'

/** What is to be heard: an egg is being waited for, it is done, or it went wrong. */
export interface Note {
  task: string
  kind: 'wait' | 'done' | 'lost'
  /** Hertz. */
  frequency: number
}

/** Major pentatonic, in semitones: any of its notes sound well together, so that all eggs at once are a chord. */
const PENTATONIC = [0, 2, 4, 7, 9]

/** D4: low enough to be pleasant, high enough for a laptop's speakers. */
const ROOT = 293.66

/** After three octaves it begins anew; nobody hears more than that. */
const OCTAVES = 3

/** The note of a lane by its place in the picture. */
export function frequencyOf(index: number): number {
  const octave = Math.floor(index / PENTATONIC.length) % OCTAVES
  return ROOT * 2 ** (octave + PENTATONIC[index % PENTATONIC.length]! / 12)
}

/** The notes between two pictures of one run. Only eggs sound: what waits for them is heard through them. */
export function notesBetween(before: Picture | undefined, after: Picture): Note[] {
  const old = new Map(before?.lanes.map(lane => [lane.task, lane.outcome]))
  const eggs = after.lanes.filter(({ task }) => task !== TOP_LEVEL)
  return eggs.flatMap(({ task, outcome }, index): Note[] => {
    const was = old.get(task)
    const isOpen = outcome === 'waiting' || outcome === 'ready'
    const wasOpen = was === 'waiting' || was === 'ready'
    const frequency = frequencyOf(index)
    if (isOpen)
      return wasOpen ? [] : [{ task, kind: 'wait', frequency }]
    return was === outcome ? [] : [{ task, kind: outcome === 'done' ? 'done' : 'lost', frequency }]
  })
}
