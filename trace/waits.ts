import type { MachineStepped, RunEvent } from './events.ts'

/** How a run ends that waits while nothing is on its way. */
export const STUCK = 'It awaits something that will never come.'

/**
 * What a program says of a thing that one task at a time can have (a lock), or few (a pool), or that one owes another
 * (a value in a channel): who wants it, who has it or owes it, who wants it no more, who gives it back. `stops`: it
 * says no more of such things, for there are too many.
 */
interface HoldState {
  thing: string
  task: string
  does: 'wants' | 'has' | 'owes' | 'leaves' | 'gives' | 'stops'
}

type HoldTold = MachineStepped & { state: HoldState }

const DOES = new Set(['wants', 'has', 'owes', 'leaves', 'gives', 'stops'])

/** Whether an event tells who wants or has a thing. */
export function isOfHold(event: Pick<MachineStepped, 'kind' | 'state'> | RunEvent): event is HoldTold {
  if (event.kind !== 'step' || typeof event.state !== 'object' || event.state === null)
    return false
  const { thing, task, does } = event.state as Partial<HoldState>
  return typeof thing === 'string' && typeof task === 'string' && typeof does === 'string' && DOES.has(does)
}

/** A task that waits, for a thing where that is known. `isStuck`: nothing that still moves can end it. */
export interface Waiting {
  task: string
  line?: number
  thing?: string
  /** Which thing of its kind that is, is not known. */
  isUnnamed?: boolean
  /** Who could give it the thing, and whether that one has it or owes it. */
  holders: { task: string, does: 'has' | 'owes' }[]
  isStuck: boolean
}

export interface Waits {
  waiting: Waiting[]
  /** Tasks that wait for each other, in the order in which they do; the last one waits for the first. */
  circle: string[]
  /** All of that in words. */
  sentence: string
  /** A tool has said it of a program that tells nothing of this itself; who has a thing, not every tool knows. */
  isDumped?: boolean
}

/** A thing of which nothing is known. */
export const UNKNOWN = '?'

/** Who waits for whom, while a run grows. */
export interface GrowingWaits {
  add: (event: RunEvent) => void
  /** Nothing as long as something can still go on. */
  now: () => Waits | undefined
}

/** Who has or owes a thing, and how many of it. */
type Holders = Map<string, { does: 'has' | 'owes', times: number }>

export function createWaits(): GrowingWaits {
  const wants = new Map<string, string>()
  /** Of those who want what they await at a line: the number of that park, which ends it. */
  const awaited = new Map<string, number | undefined>()
  const holders = new Map<string, Holders>()
  /** The line at which a task has last parked and not gone on, by the number of that. */
  const parks = new Map<string, Map<number | undefined, number>>()
  let isOver = false
  let isStuck = false
  /** Not all has been told: who has what now is not known. */
  let isUnknown = false

  function hold({ thing, task, does }: HoldState) {
    const here: Holders = holders.get(thing) ?? new Map()
    holders.set(thing, here)
    const times = here.get(task)?.times ?? 0
    switch (does) {
      case 'wants':
        wants.set(task, thing)
        break
      case 'has':
      case 'owes':
        here.set(task, { does, times: times + 1 })
        if (does === 'has')
          wants.delete(task)
        break
      case 'leaves':
        wants.delete(task)
        break
      case 'stops':
        isUnknown = true
        break
      case 'gives':
        if (times > 1)
          here.set(task, { does: 'has', times: times - 1 })
        else
          here.delete(task)
    }
  }

  return {
    add(event) {
      if (event.kind === 'finish') {
        isOver = true
        isStuck = event.text === STUCK
      }
      else if (event.kind === 'capped') {
        isUnknown = true
      }
      else if (isOfHold(event)) {
        hold(event.state)
      }
      else if (event.kind === 'park') {
        if (event.thing !== undefined) {
          wants.set(event.task, event.thing)
          awaited.set(event.task, event.id)
        }
        parks.set(event.task, (parks.get(event.task) ?? new Map<number | undefined, number>()).set(event.id, event.line))
      }
      else if (event.kind === 'resume') {
        parks.get(event.task)?.delete(event.id)
        if (awaited.has(event.task) && awaited.get(event.task) === event.id) {
          awaited.delete(event.task)
          wants.delete(event.task)
        }
      }
      else if (event.kind === 'end' && event.witness === 'program' && event.work) {
        parks.delete(event.task)
      }
    },
    now() {
      if (isUnknown)
        return undefined
      const stuck = findStuck()
      if (stuck.size === 0 && !isStuck)
        return undefined
      const waiting = [...wants].map(([task, thing]): Waiting => ({
        ...at(task),
        thing,
        holders: [...holders.get(thing) ?? []].map(([task, { does }]) => ({ task, does })),
        isStuck: stuck.has(task),
      }))
      if (waiting.length === 0 && isOver)
        waiting.push(...stillParked().map(task => ({ ...at(task), holders: [], isStuck: true })))
      const circle = findCircle(waiting)
      return waiting.length === 0 ? undefined : { waiting, circle, sentence: say(waiting, circle) }
    },
  }

  function at(task: string): { task: string, line?: number } {
    const line = [...parks.get(task)?.values() ?? []].at(-1)
    return { task, ...line !== undefined && { line } }
  }

  function stillParked(): string[] {
    return [...parks].filter(([, lines]) => lines.size > 0).map(([task]) => task)
  }

  /**
   * Who does not wait can go on; a thing of which one holder can go on may be had; who waits for such a thing can go
   * on, too. Those who are left cannot.
   */
  function findStuck(): Set<string> {
    const stuck = new Set([...wants].filter(([, thing]) => holders.get(thing)?.size).map(([task]) => task))
    for (let size = -1; size !== stuck.size;) {
      size = stuck.size
      for (const task of stuck) {
        if ([...holders.get(wants.get(task)!)!.keys()].some(holder => !stuck.has(holder)))
          stuck.delete(task)
      }
    }
    return stuck
  }
}

/** From one that is stuck to the one that has what it wants, and so on until one comes again. */
export function findCircle(waiting: readonly Waiting[]): string[] {
  const stuck = new Map(waiting.filter(({ isStuck, thing }) => isStuck && thing !== undefined).map(wait => [wait.task, wait]))
  const path: string[] = []
  let task = stuck.keys().next().value
  while (task !== undefined && !path.includes(task)) {
    path.push(task)
    const next: string[] = stuck.get(task)!.holders.map(({ task }) => task).filter(holder => stuck.has(holder))
    task = next.find(holder => holder !== path.at(-1) && !path.slice(1).includes(holder)) ?? next[0]
  }
  return task === undefined ? [] : path.slice(path.indexOf(task))
}

/** More than these are counted, and not named. */
const MOST_SAID = 4

/** In words, those on the circle first. `end` is said where no circle is known. */
export function say(waiting: readonly Waiting[], circle: readonly string[], end?: string): string {
  const order = [...waiting].sort((a, b) => rank(a, circle) - rank(b, circle))
  const said = order.slice(0, MOST_SAID).map(({ task, line, thing, holders }) => {
    const where = line === undefined ? '' : ` on line ${line}`
    if (thing === undefined || thing === UNKNOWN)
      return `${task} waits${where}`
    const who = holders.length === 0 ? '' : `, which ${holders.map(({ task }) => task).join(' and ')} ${verb(holders)}`
    return `${task} waits${where} for ${thing}${who}`
  })
  const more = waiting.length > MOST_SAID ? `; ${waiting.length - MOST_SAID} more wait` : ''
  if (circle.length > 0)
    return `${said.join('; ')}${more}: a circle.`
  if (end !== undefined)
    return `${said.join('; ')}${more}${end}`
  return `${said.join('; ')}${more}${waiting.every(({ holders }) => holders.length === 0) ? ', and nothing is on its way' : ''}.`
}

function rank({ task }: Waiting, circle: readonly string[]): number {
  return circle.includes(task) ? circle.indexOf(task) : circle.length
}

function verb(holders: Waiting['holders']): string {
  const isOwed = holders.every(({ does }) => does === 'owes')
  return holders.length > 1 ? (isOwed ? 'owe' : 'have') : isOwed ? 'owes' : 'has'
}

/** Who waited for whom when this run ended, if it stood still. */
export function toWaits(events: readonly RunEvent[]): Waits | undefined {
  const waits = createWaits()
  events.toSorted((a, b) => a.t - b.t).forEach(waits.add)
  return waits.now()
}
