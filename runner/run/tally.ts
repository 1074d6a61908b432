import type { KitchenEvent, TaskMoved } from '../../trace/events.ts'
import type { SeenInside } from './messages.ts'

type Moved = Extract<SeenInside, { kind: TaskMoved['kind'] }>

/** What both witnesses have said of a run's tasks, to know whether one of them still owes a word. */
export interface Tally {
  program: (event: SeenInside) => void
  /** False when the event was known already: the live trace and the one asked for later both tell it. */
  kitchen: (event: KitchenEvent) => boolean
  /** Tasks whose end the program has not seen. */
  open: () => Pick<TaskMoved, 'task' | 'id'>[]
  /** The moments at which requests began and ended, for those that both witnesses saw: to align two clocks. */
  roundTrips: () => RoundTrip[]
  /** Whether the kitchen has told the end of all it began, and of all that the program got. */
  isSettled: () => boolean
}

/** One egg on two clocks. */
export interface RoundTrip {
  /** On the program's clock: sent, and complete. */
  sent: number
  received?: number
  /** On the kitchen's clock: heard, and answered. */
  heard: number
  answered?: number
}

export interface TallyOptions {
  /** Whether each of the program's tasks is a request to the kitchen. Otherwise nobody knows what the kitchen owes. */
  tellsRequests?: boolean
}

export function createTally({ tellsRequests = true }: TallyOptions = {}): Tally {
  const asked = new Map<string, { event: Moved, end?: Moved }>()
  const heard = new Map<number | undefined, { event: KitchenEvent, end?: KitchenEvent }>()

  return {
    program(event) {
      if (event.kind === 'start' || event.kind === 'end' || event.kind === 'fail' || event.kind === 'abort') {
        const key = `${event.task} ${event.id}`
        if (event.kind === 'start')
          asked.set(key, { event })
        else
          asked.set(key, { ...asked.get(key) ?? { event }, end: event })
      }
    },
    kitchen(event) {
      const known = heard.get(event.id)
      if (event.kind === 'start') {
        if (known)
          return false
        heard.set(event.id, { event })
        return true
      }
      if (known?.end)
        return false
      heard.set(event.id, { event: known?.event ?? event, end: event })
      return true
    },
    open: () => [...asked.values()].filter(({ end }) => !end).map(({ event: { task, id } }) => ({ task, id })),
    roundTrips() {
      const answers = [...heard.values()]
      return [...asked.values()].flatMap(({ event, end }) => {
        const i = answers.findIndex(({ event: { task, kind } }) => task === event.task && kind === 'start')
        if (i < 0)
          return []
        const [answer] = answers.splice(i, 1)
        return [{
          sent: event.at,
          received: end?.kind === 'end' ? end.at : undefined,
          heard: answer!.event.at,
          answered: answer!.end?.kind === 'end' ? answer!.end.at : undefined,
        }]
      })
    },
    isSettled() {
      if ([...heard.values()].some(({ end }) => !end))
        return false
      if (!tellsRequests)
        return true
      const owed = new Map<string, number>()
      for (const { event, end } of asked.values()) {
        // A task without a number is no request: the kitchen never hears of it.
        if (end?.kind === 'end' && event.id !== undefined)
          owed.set(event.task, (owed.get(event.task) ?? 0) + 1)
      }
      for (const { event: { task }, end } of heard.values()) {
        if (end?.kind === 'end')
          owed.set(task, (owed.get(task) ?? 0) - 1)
      }
      return [...owed.values()].every(count => count <= 0)
    },
  }
}

/**
 * What to add to the kitchen's clock to get the program's, from the requests themselves: an egg was heard of after it
 * was sent, and answered before it was received. Between these bounds lies the truth; the middle is the best guess.
 */
export function alignFromRoundTrips(trips: readonly RoundTrip[]): number | undefined {
  const least = Math.max(...trips.map(({ sent, heard }) => sent - heard))
  const most = Math.min(...trips.flatMap(({ received, answered }) => received !== undefined && answered !== undefined ? [received - answered] : []))
  if (!Number.isFinite(least))
    return undefined
  return Number.isFinite(most) ? (least + Math.max(least, most)) / 2 : least
}
