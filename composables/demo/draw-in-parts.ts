import type { RunEvent } from '../../trace/events.ts'
import type { DrawPart, GrowingPicture, Picture } from '../../trace/lanes.ts'
import { createPicture } from '../../trace/lanes.ts'

/** More events at once than a frame has time for. */
const MOST_AT_ONCE = 1_000

/** On a busy machine it has time for fewer: after so many the clock is asked. */
const LOOK_EVERY = 300

/** With more lanes than this a picture takes several frames, of each no more than so many milliseconds. */
const MANY_LANES = 300
const PART_MS = 8

/** Of a run of more events than this a picture takes a good part of a frame, however few its lanes are. */
const MANY_EVENTS = 3_000

/** A picture that takes time from its run is drawn this often, and one of a flood once a second. */
const STEP_MS = 250
const SLOWEST_STEP_MS = 1000
const STEP_MS_PER_LANE = 0.25
const STEP_MS_PER_EVENT = 0.05

/** Whether so many are too much for one frame: to be drawn, or to be read by all that read a picture. */
export function isMuch(lanes: number, events: number): boolean {
  return lanes > MANY_LANES || events > MANY_EVENTS
}

/** How long a growing picture of so much stays as it is, in milliseconds; 0 where a frame has time for it. */
export function stepOf(lanes: number, events: number): number {
  if (!isMuch(lanes, events))
    return 0
  return Math.min(SLOWEST_STEP_MS, Math.max(STEP_MS, lanes * STEP_MS_PER_LANE, events * STEP_MS_PER_EVENT))
}

export interface Part {
  /** The picture, once it is drawn, and of how many of the events it is. */
  drawn?: { picture: Picture, taken: number }
  /** There is more to do: in the next frame. */
  isBehind: boolean
}

export interface PartDrawing {
  /**
   * Draws on. `wall` is the moment of the picture, in milliseconds since the run began on the machine; the last event's
   * by default.
   */
  next: (events: readonly RunEvent[], wall?: number) => Part
}

/**
 * Draws a run as it grows, and so little of it in each frame that none is late: what comes between, a press of Stop
 * above all, waits for nothing. A run that is too much for one frame is drawn when all its events are there.
 */
export function drawInParts(clock = () => performance.now()): PartDrawing {
  let growing: GrowingPicture = createPicture()
  let of: readonly RunEvent[] | undefined
  let taken = 0
  let lanes = 0
  let drawPart: DrawPart | undefined
  /** A crowd that is drawn: to show it is the work of a frame of its own. */
  let ready: Picture | undefined

  return {
    next(events, wall) {
      if (events !== of) {
        growing = createPicture()
        of = events
        taken = lanes = 0
        drawPart = ready = undefined
      }
      const until = clock() + PART_MS
      const isLate = () => clock() >= until
      if (!drawPart) {
        const upTo = Math.min(events.length, taken + MOST_AT_ONCE)
        let isEnough = false
        while (taken < upTo && !isEnough) {
          growing.add(events[taken++]!)
          isEnough = taken % LOOK_EVERY === 0 && isLate()
        }
        const isComplete = taken === events.length
        if (isMuch(lanes, events.length) && !isComplete)
          return { isBehind: true }
        drawPart = growing.inParts(wall === undefined ? (isComplete ? undefined : events.at(-1)!.t) : growing.timeOf(wall))
        // What was heard has had this frame's time, and the picture has the next one's.
        if (isEnough)
          return { isBehind: true }
      }
      if (!ready) {
        ready = drawPart((_, of) => of > MANY_LANES && isLate())
        if (!ready || isMuch(ready.lanes.length, taken))
          return { isBehind: true }
      }
      const picture = ready
      drawPart = ready = undefined
      lanes = picture.lanes.length
      return { drawn: { picture, taken }, isBehind: taken < events.length }
    },
  }
}
