import type { Hooks } from '../../code/instrument.ts'
import type { SeenInside } from '../../run/messages.ts'
import { TOP_LEVEL } from '../../../trace/events.ts'

/**
 * Who waits where. Keeps the frames of a marked program (see `instrument.ts`) and turns what they report into `park` and
 * `resume`, each in the name of a task.
 *
 * The module’s frame is the task `top level`. Another frame is the egg it asked for (or the task whose turn at a lock it asked
 * for), or the one that the only function it called since asked for; one that waits for neither (a channel, several eggs)
 * is a task of its own, named for its function.
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
  parked?: { id: number, line: number, task: string }
  /** The turn in which it parked. What that turn is about is not what it goes on because of. */
  parkedIn?: number
  /** Eggs asked for, and functions called, since it last went on. */
  asked: string[]
  called: Frame[]
  /** The egg it is about, so far as is known. */
  egg?: string
  /** Its own name as a task, once it has needed one. */
  own?: string
}

export interface Frames {
  hooks: Hooks<Frame>
  /** The program asks for an egg, right now; or for something else in the name of a task. */
  asked: (task: string) => void
  /** An answer is here: whoever goes on in this turn of the event loop does so because of it. */
  answered: (task: string) => void
  /** The same of a timer that was set for this time. */
  fires: (due: number) => void
}

interface Options {
  tell: (event: SeenInside) => void
  now: () => number
  /** Calls back in a later turn of the event loop. */
  later: (callback: () => void) => void
}

export function createFrames({ tell, now, later }: Options): Frames {
  /** The module's frame: the first. */
  let main: Frame | undefined
  /** Whose code runs right now, where that is known. */
  let current: Frame | undefined
  /** The answer, or the timer, that this turn of the event loop is about. */
  let because: { by?: string, due?: number } = {}
  let turns = 0
  let parks = 0
  /** The numbers taken under each name, and one below which all are. */
  const names = new Map<string, { taken: Set<number>, lowest: number }>()

  function enter(name: string): Frame {
    const frame: Frame = { name, enteredAt: now(), caller: current, hasParked: false, parks: 0, asked: [], called: [] }
    current?.called.push(frame)
    current = frame
    if (!main) {
      main = frame
      frame.own = TOP_LEVEL
      tell({ at: frame.enteredAt, kind: 'start', task: TOP_LEVEL, work: true })
    }
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
   * `cook 2`.
   */
  function ownName(frame: Frame): string {
    const numbers = names.get(frame.name) ?? { taken: new Set(), lowest: 1 }
    names.set(frame.name, numbers)
    while (numbers.taken.has(numbers.lowest))
      numbers.lowest++
    const number = numbers.lowest
    numbers.taken.add(number)
    frame.own = number === 1 ? frame.name : `${frame.name} ${number}`
    tell({ at: frame.enteredAt, kind: 'start', task: frame.own, work: true })
    return frame.own
  }

  function park<T>(frame: Frame, line: number, value: T): T {
    endPark(frame)
    if (++frame.parks <= MOST_PARKS) {
      const task = taskOf(frame)
      const id = ++parks
      frame.parked = { id, line, task }
      frame.parkedIn = turns
      tell({ at: now(), kind: 'park', task, line, id })
    }
    else {
      frame.asked = []
      frame.called = []
    }
    if (current === frame)
      current = frame.hasParked ? undefined : frame.caller
    frame.hasParked = true
    return value
  }

  function endPark(frame: Frame) {
    if (!frame.parked)
      return
    const { parked } = frame
    frame.parked = undefined
    frame.asked = []
    frame.called = []
    tell({ at: now(), kind: 'resume', ...parked, ...frame.parkedIn !== turns && because })
  }

  function resume<T>(frame: Frame, value?: T): T {
    endPark(frame)
    current = frame
    return value as T
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
    const numbers = names.get(frame.name)
    const number = Number(/ (\d+)$/.exec(frame.own)?.[1] ?? 1)
    if (numbers?.taken.delete(number))
      numbers.lowest = Math.min(numbers.lowest, number)
    frame.own = undefined
  }

  /** The same steps, with a park before each: a thin coat around the iterator that adds no promise. */
  function each<T>(frame: Frame, line: number, items: T, text: string): T {
    const source = items as Partial<AsyncIterable<unknown> & Iterable<unknown>> | null | undefined
    const kind = source?.[Symbol.asyncIterator] ? Symbol.asyncIterator : Symbol.iterator
    const begin = source?.[kind]
    if (typeof begin !== 'function')
      throw new TypeError(`${text} is not async iterable`)
    return {
      [kind]() {
        const iterator = (begin as () => Iterator<unknown>).call(source)
        const { next } = iterator
        return {
          next() {
            const step = next.call(iterator)
            park(frame, line, undefined)
            return step
          },
          ...iterator.return && { return: iterator.return.bind(iterator) },
          ...iterator.throw && { throw: iterator.throw.bind(iterator) },
        }
      },
    } as T
  }

  /** Whoever goes on in this turn of the event loop goes on because of this. */
  function beginTurn(reason: typeof because) {
    because = reason
    const turn = ++turns
    later(() => {
      if (turn === turns)
        because = {}
    })
  }

  return {
    hooks: { enter, leave, park, resume, each },
    asked(task) {
      if (!current)
        return
      current.asked.push(task)
      if (current.asked.length === 1)
        current.egg ??= task
    },
    answered: task => beginTurn({ by: task }),
    fires: due => beginTurn({ due }),
  }
}
