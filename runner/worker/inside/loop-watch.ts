import type { Hooks } from '../../code/instrument.ts'
import { lineNow } from './line-now.ts'

/**
 * What is on the stack and what waits for its turn, told line by line while a program really runs. Nothing here decides
 * an order: the engine does, and this writes down when something was handed to it and when the engine called it.
 *
 * The stack is the engine's own, read from an error that nobody throws. A queue's item is one that has been handed over
 * and not been called yet.
 */

/** Something that waits for its turn, or has it. */
export interface LoopItem {
  name: string
  note?: string
}

/** The parts of the loop, as a board draws them. */
export const LOOP_PARTS = ['stack', 'microtasks', 'tasks', 'timers', 'waiting'] as const

export interface LoopState {
  /** Whose turn it is. */
  turn: 'script' | 'microtask' | 'task' | 'timer' | 'nobody'
  /** 1-based, in the demo file: what is about to run. */
  line?: number
  parts: { name: string, items: LoopItem[] }[]
}

interface Options {
  /** The global scope that the program sees; it is changed. */
  scope: Record<string, unknown>
  /** Path of the demo file, and its text. */
  file: string
  /** A stack with files in place of the addresses that an engine may know them by. */
  withFiles?: (stack: string) => string
  text: string
  step: (text: string, state: LoopState) => void
  now: () => number
}

/** An item, and where it waits. */
interface Waiting {
  name: string
  line: number | undefined
  place: 'microtasks' | 'tasks' | 'timers' | 'waiting'
  /** For a timer: when it is due. */
  due?: number
}

/** Functions on the stack, the lowest first. */
type Frames = { name: string, line: number }[]
const EMPTY: Frames = []

type Call = (...args: any[]) => unknown
/** What is known of a promise: nothing, that it is still to come, or that it has come. */
type Known = Waiting[] | 'settled'

const TURN_OF = { microtasks: 'microtask', tasks: 'task', timers: 'timer', waiting: 'task' } as const
/** Deeper than any program on a slide. */
const STACK_LIMIT = 40

export interface LoopWatch<F> {
  hooks: Hooks<F>
  asked: (task: string) => void
  answered: (task: string) => void
}

/** Watches the loop for a program; `inner` are the hooks and ears that it has anyway. */
export function watchLoop<F>({ scope, file, withFiles = stack => stack, text, step, now }: Options, inner: LoopWatch<F>): LoopWatch<F> {
  const { Promise, queueMicrotask, MessageChannel } = globalThis
  const then = Promise.prototype.then
  const resolve = Promise.resolve
  const waiting = new Set<Waiting>()
  const known = new WeakMap<object, Known>()
  const names = new Map<F, string>()
  const parked = new Map<F, Waiting>()
  const frying = new Map<string, Waiting>()
  /** Whose turn it is, and how the lowest function on the stack is called. */
  let turn: LoopState['turn'] = 'script'
  let root: string | undefined = 'script'
  let rootFrame: F | undefined
  let main: F | undefined
  /** A line that has been reached and not been told: what happens on it says more. */
  let reached: Frames | undefined
  const code = text.split('\n')

  Error.stackTraceLimit = STACK_LIMIT

  function add(item: Waiting): Waiting {
    waiting.add(item)
    return item
  }

  function itemsIn(place: Waiting['place']): LoopItem[] {
    return [...waiting].filter(item => item.place === place).map(({ name, line, due }) => {
      const late = due !== undefined && now() >= due
      return { name, note: [line && `:${line}`, late && 'due'].filter(Boolean).join(' ') }
    })
  }

  /** Says what has just happened, or is just about to; of the stack as it is unless another is given. */
  function tell(text: string, stack: Frames = stackNow(file, root, withFiles)) {
    reached = undefined
    const line = stack.at(-1)?.line
    step(text, {
      turn,
      ...(line !== undefined && { line }),
      parts: [
        { name: 'stack', items: stack.map(({ name, line }) => ({ name, note: `:${line}` })) },
        ...LOOP_PARTS.slice(1).map(name => ({ name, items: itemsIn(name as Waiting['place']) })),
      ],
    })
  }

  function flush() {
    if (reached)
      tell(`runs ${code[(reached.at(-1)?.line ?? 0) - 1]?.trim()}`, reached)
  }

  /** Its turn begins: it leaves where it waited. */
  function begin(item: Waiting, words: string) {
    waiting.delete(item)
    turn = TURN_OF[item.place]
    root = item.name
    tell(words, EMPTY)
  }

  function end() {
    flush()
    turn = 'nobody'
    root = undefined
    rootFrame = undefined
    if (itemsIn('microtasks').length === 0)
      tell(waiting.size > 0 ? 'the stack is empty, and so are the microtasks: the loop takes what is next' : 'nothing is left to do', EMPTY)
  }

  /** The same callback, whose turn is told. */
  function watched(item: Waiting, words: string, callback: Call, over?: (result: unknown) => void): Call {
    return function (this: unknown, ...args) {
      begin(item, words)
      try {
        const result = callback.apply(this, args)
        over?.(result)
        return result
      }
      catch (error) {
        over?.(undefined)
        throw error
      }
      finally {
        end()
      }
    }
  }

  /** What it waited for is here: it is the last of the microtasks. */
  function hasCome(item: Waiting) {
    waiting.delete(item)
    item.place = 'microtasks'
    waiting.add(item)
  }

  /** A promise has come: those who waited for it are microtasks. */
  function settle(promise: object) {
    const those = known.get(promise)
    known.set(promise, 'settled')
    if (those !== 'settled')
      those?.forEach(hasCome)
  }

  /** Waits for a promise. What is not known of it shows when it comes: a listener is put before the one that waits. */
  function waitFor(value: unknown, item: Waiting): Waiting {
    const promise = value instanceof Promise ? value : undefined
    const state = promise && known.get(promise)
    item.place = promise && state !== 'settled' ? 'waiting' : 'microtasks'
    if (Array.isArray(state)) {
      state.push(item)
    }
    else if (promise && !state) {
      const heard = () => {
        hasCome(item)
        tell(`what ${item.name} waits for is here: it joins the microtasks`, EMPTY)
      }
      then.call(promise, heard, heard)
    }
    return add(item)
  }

  scope.queueMicrotask = (callback: Call) => {
    if (!isFromProgram(file, withFiles))
      return queueMicrotask(callback as () => void)
    const item = add({ name: 'microtask', line: lineNow({ file, withFiles }), place: 'microtasks' })
    queueMicrotask(watched(item, `the stack is empty: the microtask of line ${item.line} has its turn`, callback) as () => void)
    tell('a microtask joins the queue')
  }

  const print = console.log
  console.log = (...values) => {
    // What was printed belongs to the step that says so.
    flush()
    print(...values)
  }

  const setTimer = scope.setTimeout as (callback: Call, ms?: number, ...args: unknown[]) => unknown
  scope.setTimeout = (callback: Call, ms = 0, ...args: unknown[]) => {
    if (!isFromProgram(file, withFiles))
      return setTimer(callback, ms, ...args)
    const item = add({ name: 'timer', line: lineNow({ file, withFiles }), place: 'timers', due: now() + ms })
    const handle = setTimer(watched(item, `no microtask is left: the timer of line ${item.line} has its turn`, callback), ms, ...args)
    tell(`a timer of ${ms} ms is set`)
    return handle
  }

  Promise.resolve = function (this: PromiseConstructor, ...args: [unknown]) {
    const promise = resolve.apply(this, args) as Promise<unknown>
    if (!isThenable(args[0]))
      known.set(promise, 'settled')
    return promise
  } as typeof resolve

  Promise.prototype.then = function (this: Promise<unknown>, onDone?: Call | null, onFailed?: Call | null) {
    if (!isFromProgram(file, withFiles))
      return then.call(this, onDone, onFailed) as never
    const item = waitFor(this, { name: 'then', line: lineNow({ file, withFiles }), place: 'waiting' })
    const words = `the stack is empty: the callback of then in line ${item.line} has its turn`
    let promise: Promise<unknown> | undefined
    const over = (result: unknown) => isThenable(result) || settle(promise!)
    /** Handed on, as the engine does where there is no callback. */
    const hand = <T>(on: () => T) => {
      waiting.delete(item)
      settle(promise!)
      return on()
    }
    promise = then.call(
      this,
      onDone ? watched(item, words, onDone, over) : value => hand(() => value),
      onFailed ? watched(item, words, onFailed, over) : error => hand(() => { throw error }),
    )
    known.set(promise, [])
    tell(
      item.place === 'microtasks'
        ? 'its promise is there already: the callback joins the microtasks'
        : 'the callback waits for its promise',
    )
    return promise as never
  }

  if (MessageChannel) {
    const peers = new WeakMap<MessagePort, MessagePort>()
    const posted = new WeakMap<MessagePort, Waiting[]>()
    scope.MessageChannel = new Proxy(MessageChannel, {
      construct(target, args) {
        const channel = Reflect.construct(target, args) as MessageChannel
        if (!isFromProgram(file, withFiles))
          return channel
        const { port1, port2 } = channel
        for (const [port, peer] of [[port1, port2], [port2, port1]] as const)
          watchPort(port, peer)
        return channel
      },
    })
    function watchPort(port: MessagePort, peer: MessagePort) {
      peers.set(port, peer)
      posted.set(port, [])
      const post = port.postMessage.bind(port) as Call
      port.postMessage = (...args: unknown[]) => {
        const item = add({ name: 'message', line: lineNow({ file, withFiles }), place: 'tasks' })
        posted.get(peer)!.push(item)
        post(...args)
        tell('a message is on its way: a task')
      }
      // Set like this it also opens the port, as it would without us.
      const field = findSetter(port, 'onmessage')
      Object.defineProperty(port, 'onmessage', {
        get: () => undefined,
        set(callback: Call) {
          field?.call(port, (event: unknown) => {
            const item = posted.get(port)!.shift()
            return item
              ? watched(item, 'no microtask is left: the task of the message has its turn', callback).call(port, event)
              : callback.call(port, event)
          })
        },
      })
    }
  }

  const hooks: Hooks<F> = {
    ...inner.hooks,
    at() {
      flush()
      reached = stackNow(file, root, withFiles)
    },
    enterModule() {
      main = inner.hooks.enterModule()
      names.set(main, 'script')
      return main
    },
    enter(name) {
      const frame = inner.hooks.enter(name)
      names.set(frame, name)
      return frame
    },
    leave(frame) {
      inner.hooks.leave(frame)
      flush()
      if (frame === main && !parked.has(frame) && turn === 'script') {
        end()
        tellOver()
      }
      else if (frame === rootFrame) {
        end()
      }
    },
    park(frame, line, value) {
      const answer = inner.hooks.park(frame, line, value)
      const item = waitFor(value, { name: names.get(frame)!, line, place: 'waiting' })
      parked.set(frame, item)
      const isLast = frame === rootFrame || (frame === main && turn === 'script')
      const words = `${item.name} awaits${item.place === 'microtasks' ? ' what is there already' : ''}, and leaves the stack`
      tell(words, isLast ? EMPTY : stackNow(file, root, withFiles).slice(0, -1))
      if (isLast) {
        turn = 'nobody'
        root = undefined
        rootFrame = undefined
      }
      return answer
    },
    resume(frame, value) {
      const item = parked.get(frame)
      if (item) {
        parked.delete(frame)
        begin(Object.assign(item, { place: 'microtasks' as const }), `the stack is empty: ${item.name} goes on after line ${item.line}`)
        rootFrame = frame
      }
      return inner.hooks.resume(frame, value)
    },
  }

  function tellOver() {
    // What `end` said is enough where nothing waits in the microtasks.
    if (itemsIn('microtasks').length > 0)
      tell('the script is over, and the stack is empty', EMPTY)
  }

  return {
    hooks,
    asked(task) {
      frying.set(task, add({ name: task, line: undefined, place: 'waiting' }))
      inner.asked(task)
      tell(`the kitchen is asked for ${task}`)
    },
    answered(task) {
      inner.answered(task)
      const item = frying.get(task)
      if (!item)
        return
      frying.delete(task)
      waiting.delete(item)
      turn = 'task'
      tell(`the kitchen has answered: ${task}`, EMPTY)
    },
  }
}

function isThenable(value: unknown): boolean {
  return (typeof value === 'object' || typeof value === 'function') && value !== null && 'then' in value
}

function findSetter(object: object, name: string): ((value: unknown) => void) | undefined {
  for (let at: object | null = object; at; at = Object.getPrototypeOf(at)) {
    const field = Object.getOwnPropertyDescriptor(at, name)
    if (field)
      return field.set
  }
}

const NATIVE = /native code|<anonymous>\)?$|^\s*at new Promise/

/** Whether what is called now was called by the program itself, with nothing but the engine in between. */
function isFromProgram(file: string, withFiles: (stack: string) => string): boolean {
  const lines = withFiles(new Error('who?').stack ?? '').split('\n').filter(line => /^\s*at |@/.test(line))
  // The first two are this function and the one that asks.
  const caller = lines.slice(2).find(line => !NATIVE.test(line))
  return caller?.includes(`${file}:`) ?? false
}

/** The program's part of the engine's stack, the lowest first. */
function stackNow(file: string, root: string | undefined, withFiles: (stack: string) => string): Frames {
  const frames = withFiles(new Error('where?').stack ?? '').split('\n').flatMap((text) => {
    const at = text.indexOf(`${file}:`)
    // What stands behind an `await` is no part of the stack: engines only add it to help.
    if (at < 0 || /^\s*at async |^async\*/.test(text))
      return []
    const name = /^\s*at (?:(?:async |new )?([\w$.<>]+) )?\(?/.exec(text)?.[1] ?? /^([\w$.]+)@/.exec(text)?.[1] ?? ''
    return { name: name.replace(/^<anonymous>$/, ''), line: Number(/^\d+/.exec(text.slice(at + file.length + 1))?.[0]) }
  }).reverse()
  return frames.map(({ name, line }, index) => ({ name: name || (index === 0 && root) || 'callback', line }))
}
