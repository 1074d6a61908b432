import type { Hooks } from '../../code/instrument.ts'
import type { SeenInside } from '../../run/messages.ts'
import { TOP_LEVEL } from '../../../trace/events.ts'
import { NAMES_CALLS } from '../../code/instrument.ts'

/**
 * Who waits where. Keeps the frames of a marked program (see `instrument.ts`) and turns what they report into `park`
 * and `resume`, each in the name of a task.
 *
 * The module’s frame is the task `top level`. Another frame is the egg it asked for (or the task whose turn at a lock
 * it asked for), or the one that the only function it called since asked for; one that waits for neither (a channel,
 * several eggs) is a task of its own, named for its function.
 */

/**
 * How often a frame says that it parks. A loop that awaits what is there already does so a million times a second: what
 * is seen of it after this is that it works.
 */
const MOST_PARKS = 500

/** One activation of an async function, or the module. */
interface Frame {
  name: string
  enteredAt: number
  /** Who called it, and gets control back at its first `await`. */
  caller: Frame | undefined
  hasParked: boolean
  /** How often it has parked. */
  parks: number
  parked?: { id: number, line: number, task: string, thing?: string }
  /** The turn in which it parked. What that turn is about is not what it goes on because of. */
  parkedIn?: number
  /** Eggs asked for, and functions called, since it last went on. */
  asked: string[]
  called: Frame[]
  /** What it is about to await, where the program says what that promise stands for. */
  thing?: { name: string, promise: unknown }
  /** The line at which it last parked, and what it awaits. */
  line?: number
  awaited?: unknown
  /** The egg it is about, so far as is known. */
  egg?: string
  /** Its own name as a task, once it has needed one. */
  own?: string
}

export interface Frames {
  hooks: Hooks<Frame>
  /** The line at which the last to park still waits; where the module stands, if none does. */
  lineParked: () => number | undefined
  /** The line of an `await` through which this error came, where it went through one. */
  lineOf: (error: unknown) => number | undefined
  /** The program asks for an egg, right now; or for something else in the name of a task. */
  asked: (task: string) => void
  /** What the function that is running is about to await: a promise that settles when this thing can be had. */
  awaits: (thing: string, promise: unknown) => void
  /** An answer is here: what goes on in this turn of the event loop does so because of it. */
  answered: (task: string) => void
  /** The same of a timer that was set for this time. */
  fires: (due: number) => void
}

interface Options {
  tell: (event: SeenInside) => void
  now: () => number
  /** Calls back in a later turn of the event loop. */
  later: (callback: () => void) => void
  /** Takes the marks out of an error's message. */
  unmark?: (text: string) => string
  /** What is awaited has come, or has not: this value of that promise. */
  came?: (promise: unknown, value: unknown) => void
}

export function createFrames({ tell, now, later, unmark, came }: Options): Frames {
  /** Whose code runs right now, where that is known. */
  let current: Frame | undefined
  /** The answer, or the timer, that this turn of the event loop is about. */
  let because: { by?: string, due?: number } = {}
  let turns = 0
  let parks = 0
  /** The frames that have a lane of their own, by its name; and all eggs that were asked for. */
  const owners = new Map<string, Frame>()
  /** For each name, a number below which all are taken. */
  const lowest = new Map<string, number>()
  const eggs = new Set<string>()
  /** Who waits, the last to park at the end. */
  const waiting = new Set<Frame>()
  const errors = new WeakMap<object, number>()

  function enter(name: string): Frame {
    const frame: Frame = { name, enteredAt: now(), caller: current, hasParked: false, parks: 0, asked: [], called: [] }
    current?.called.push(frame)
    current = frame
    return frame
  }

  function enterModule(): Frame {
    const frame = enter(TOP_LEVEL)
    frame.own = TOP_LEVEL
    owners.set(TOP_LEVEL, frame)
    tell({ at: frame.enteredAt, kind: 'start', task: TOP_LEVEL, work: true })
    return frame
  }

  function taskOf(frame: Frame): string {
    if (frame.own)
      return frame.own
    const news = [...frame.asked, ...frame.called.flatMap(({ egg }) => egg ?? [])]
    if (news.length === 1 && frame.asked.length + frame.called.length === 1)
      frame.egg = news[0]
    else if (news.length > 1)
      frame.egg = undefined
    return frame.egg ?? ownName(frame)
  }

  /**
   * A name for a frame that is about no egg, for as long as it lives; of several alive with the same name the second is
   * `cook 2`. Where an egg is called like the function, it is `cook()`.
   */
  function ownName(frame: Frame, at = frame.enteredAt): string {
    const base = eggs.has(frame.name) ? `${frame.name}()` : frame.name
    let number = lowest.get(base) ?? 1
    const numbered = () => number === 1 ? base : `${base} ${number}`
    while (owners.has(numbered()))
      number++
    const own = numbered()
    lowest.set(base, number)
    owners.set(own, frame)
    frame.own = own
    tell({ at, kind: 'start', task: own, work: true })
    return own
  }

  /** An egg is asked for that is called like a lane: the lane goes on under another name. */
  function makeWay(egg: string) {
    eggs.add(egg)
    const frame = owners.get(egg)
    if (!frame || frame.own === TOP_LEVEL)
      return
    retire(frame)
    const task = ownName(frame, now())
    if (frame.parked) {
      frame.parked = { ...frame.parked, task }
      tell({ at: now(), kind: 'park', ...frame.parked })
    }
  }

  function park<T>(frame: Frame, line: number, value?: T): T {
    endPark(frame)
    if (++frame.parks <= MOST_PARKS) {
      const task = taskOf(frame)
      const id = ++parks
      // A step of `for await` is a promise of the iterator's own, and is not at hand here.
      const thing = frame.thing && (value === undefined || value === frame.thing.promise) ? frame.thing.name : undefined
      frame.parked = { id, line, task, ...thing !== undefined && { thing } }
      frame.parkedIn = turns
      frame.line = line
      frame.awaited = value
      waiting.delete(frame)
      waiting.add(frame)
      tell({ at: now(), kind: 'park', ...frame.parked })
    }
    else {
      frame.asked = []
      frame.called = []
    }
    frame.thing = undefined
    if (current === frame)
      current = frame.hasParked ? undefined : frame.caller
    frame.hasParked = true
    return value as T
  }

  function endPark(frame: Frame) {
    if (!frame.parked)
      return
    const { thing, ...parked } = frame.parked
    frame.parked = undefined
    waiting.delete(frame)
    frame.asked = []
    frame.called = []
    tell({ at: now(), kind: 'resume', ...parked, ...frame.parkedIn !== turns && because })
  }

  function resume<T>(frame: Frame, value?: T): T {
    if (frame.parked && frame.awaited !== undefined)
      came?.(frame.awaited, value)
    frame.awaited = undefined
    endPark(frame)
    current = frame
    return value as T
  }

  /** The first frame that an error comes through knows best where it was. */
  function thrown<E>(frame: Frame, error: E): E {
    if (typeof error !== 'object' || error === null)
      return error
    if (frame.line !== undefined && !errors.has(error))
      errors.set(error, frame.line)
    if (unmark)
      cleanError(error, unmark)
    return error
  }

  function leave(frame: Frame) {
    endPark(frame)
    retire(frame)
    if (current === frame)
      current = frame.hasParked ? undefined : frame.caller
  }

  /** Ends a frame's own task. */
  function retire(frame: Frame) {
    if (frame.own === undefined)
      return
    tell({ at: now(), kind: 'end', task: frame.own })
    owners.delete(frame.own)
    const [, base, number = 1] = /^(.*?)(?: (\d+))?$/s.exec(frame.own)!
    lowest.set(base!, Math.min(lowest.get(base!) ?? 1, Number(number)))
    frame.own = undefined
  }

  /**
   * The same steps, with a park at each: a thin coat around the iterator that adds no promise. It reads what an engine
   * reads, when an engine reads it.
   */
  function each<T>(frame: Frame, line: number, items: T, text: string): T {
    const source = items as Partial<Record<symbol, unknown>> | null | undefined
    const begin = (method: unknown) => {
      if (typeof method !== 'function')
        throw new TypeError(NAMES_CALLS ? `${text || String(items)} is not iterable` : `${text} is not async iterable`)
      return () => {
        const iterator = Reflect.apply(method, source, []) as unknown
        return isObject(iterator) ? coat(iterator, frame, line) : iterator
      }
    }
    const coated = {
      get [Symbol.asyncIterator]() {
        if (NAMES_CALLS && (source === undefined || source === null))
          throw new TypeError(`can't access property Symbol.asyncIterator${text ? `, ${text} is` : ' of'} ${source}`)
        const method = source![Symbol.asyncIterator]
        return method === undefined || method === null ? undefined : begin(method)
      },
      get [Symbol.iterator]() {
        return begin(source![Symbol.iterator])
      },
    }
    return coated as T
  }

  function coat(iterator: Record<string, unknown>, frame: Frame, line: number) {
    /** The method under that name, as it is when it is asked for. */
    const parking = (name: string) => {
      const method = iterator[name]
      return typeof method !== 'function'
        ? method
        : (...args: unknown[]) => {
            frame.thing = undefined
            const step = Reflect.apply(method, iterator, args) as unknown
            park(frame, line)
            return step
          }
    }
    return {
      get next() { return parking('next') },
      get return() { return parking('return') },
    }
  }

  /** What goes on in this turn of the event loop goes on because of this. */
  function beginTurn(reason: typeof because) {
    because = reason
    const turn = ++turns
    later(() => {
      if (turn === turns)
        because = {}
    })
  }

  return {
    hooks: { enterModule, enter, leave, park, resume, each, thrown },
    lineParked: () => [...waiting].at(-1)?.line,
    lineOf: error => isObject(error) ? errors.get(error) : undefined,
    asked(task) {
      makeWay(task)
      if (!current)
        return
      current.asked.push(task)
      if (current.asked.length === 1)
        current.egg ??= task
    },
    awaits(name, promise) {
      if (current)
        current.thing = { name, promise }
    },
    answered: task => beginTurn({ by: task }),
    fires: due => beginTurn({ due }),
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

/** An engine names what it could not call; that is to be what the program has there. */
export function cleanError(error: unknown, unmark: (text: string) => string): void {
  if (!(error instanceof Error))
    return
  for (const name of ['message', 'stack'] as const) {
    const text = Object.getOwnPropertyDescriptor(error, name)?.value as unknown
    const clean = typeof text === 'string' ? unmark(text) : text
    // A stack begins with its message, as that is when the stack is first read: it stays unread where it has no mark.
    if (clean === text)
      return
    Object.defineProperty(error, name, { value: clean, configurable: true, writable: true, enumerable: false })
  }
}
