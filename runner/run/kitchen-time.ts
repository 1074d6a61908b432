import type { ClockSetting } from '../../trace/clock.ts'
import type { RunEvent } from '../../trace/events.ts'
import { createClockHistory } from '../../trace/clock.ts'

/**
 * The one place at which what was seen of a run gets its place in the kitchen's time: whatever the clock of the run was
 * set to while it was live, its list is that of a run whose clock nobody has touched.
 */
export interface KitchenTime {
  /** Takes in a setting, both times on the scale of `absoluteNow`; false when it is known already. */
  add: (setting: ClockSetting) => boolean
  /** The setting by which the clock goes now. */
  setting: () => ClockSetting
  isSet: () => boolean
  /** Milliseconds in the kitchen, from the run's beginning to so many milliseconds later on the machine. */
  of: (wall: number) => number
  /** The event with its times in the kitchen's. */
  place: (event: RunEvent) => RunEvent
}

/** `origin`: when the run began, once it has. */
export function createKitchenTime(origin: () => number): KitchenTime {
  const history = createClockHistory()

  function of(wall: number): number {
    if (!history.isSet())
      return wall
    const began = origin()
    // Whole microseconds: as fine as the clocks are, and short in a record.
    return Math.max(0, Math.round((history.timeAt(began + wall) - history.timeAt(began)) * 1000) / 1000)
  }

  return {
    add: history.add,
    setting: history.now,
    isSet: history.isSet,
    of,
    place(event) {
      if (!history.isSet())
        return event
      const placed = { ...event, t: of(event.t) }
      if ('due' in placed && placed.due !== undefined)
        // What lies ahead was set for so long in the kitchen's time, however fast that will go.
        placed.due = placed.due > event.t ? placed.t + placed.due - event.t : of(placed.due)
      if (placed.kind === 'thread' && event.kind === 'thread') {
        let wall = event.from
        placed.from = of(wall)
        placed.did = event.did.map(([deed, ms]) => {
          const from = of(wall)
          wall += ms
          return [deed, of(wall) - from] as const
        })
      }
      return placed
    },
  }
}
