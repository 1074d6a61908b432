import type { KitchenEvent, TaskMoved } from '../../trace/events.ts'
import type { SeenInside } from './messages.ts'
import { isOfGuest } from '../../trace/events.ts'

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
  /** What was told of guests of a full kitchen: it may come twice, like all else, and is no egg's life. */
  const guests = new Set<string>()
  const heard = new Map<number | undefined, { event: KitchenEvent, end?: KitchenEvent }>()
  /** How many of the kitchen's have not ended. */
  let frying = 0
  /** How many ends of a task the program has told more than the kitchen, and for how many tasks it has. */
  const owed = new Map<string, number>()
  let owing = 0

  function owe(task: string, by: 1 | -1) {
    const before = owed.get(task) ?? 0
    const now = before + by
    owed.set(task, now)
    owing += Number(now > 0) - Number(before > 0)
  }

  return {
    program(event) {
      if (event.kind !== 'start' && event.kind !== 'end' && event.kind !== 'fail' && event.kind !== 'abort')
        return
      const key = `${event.task} ${event.id}`
      if (event.kind === 'start')
        return void asked.set(key, { event })
      const known = asked.get(key)
      // A task without a number is no request: the kitchen never hears of it.
      if (event.kind === 'end' && event.id !== undefined && !known?.end)
        owe(event.task, 1)
      asked.set(key, { ...known ?? { event }, end: event })
    },
    kitchen(event) {
      if (isOfGuest(event)) {
        const key = `${event.kind} ${event.id}`
        const isNew = !guests.has(key)
        guests.add(key)
        return isNew
      }
      const known = heard.get(event.id)
      if (event.kind === 'start') {
        if (known)
          return false
        heard.set(event.id, { event })
        frying++
        return true
      }
      if (known?.end)
        return false
      if (known)
        frying--
      if (event.kind === 'end')
        owe((known?.event ?? event).task, -1)
      heard.set(event.id, { event: known?.event ?? event, end: event })
      return true
    },
    open: () => [...asked.values()].filter(({ end }) => !end).map(({ event: { task, id } }) => ({ task, id })),
    roundTrips() {
      const answers = new Map<string, { event: KitchenEvent, end?: KitchenEvent }[]>()
      for (const answer of heard.values()) {
        const { task, kind } = answer.event
        if (kind === 'start' && !answers.get(task)?.push(answer))
          answers.set(task, [answer])
      }
      if (answers.size === 0)
        return []
      const next = new Map<string, number>()
      return [...asked.values()].flatMap(({ event, end }) => {
        const { task } = event
        const i = next.get(task) ?? 0
        next.set(task, i + 1)
        const answer = answers.get(task)?.[i]
        if (!answer)
          return []
        return [{
          sent: event.at,
          received: end?.kind === 'end' ? end.at : undefined,
          heard: answer.event.at,
          answered: answer.end?.kind === 'end' ? answer.end.at : undefined,
        }]
      })
    },
    isSettled: () => frying === 0 && (!tellsRequests || owing === 0),
  }
}

/**
 * What to add to the kitchen's clock to get the program's, from the requests themselves: an egg was heard of after it
 * was sent, and answered before it was received. Between these bounds lies the truth; the middle is the best guess.
 */
export function alignFromRoundTrips(trips: readonly RoundTrip[]): number | undefined {
  let [least, most] = [-Infinity, Infinity]
  for (const { sent, heard, received, answered } of trips) {
    least = Math.max(least, sent - heard)
    if (received !== undefined && answered !== undefined)
      most = Math.min(most, received - answered)
  }
  if (!Number.isFinite(least))
    return undefined
  return Number.isFinite(most) ? (least + Math.max(least, most)) / 2 : least
}
