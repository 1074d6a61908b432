// Tells what waits for its turn in Node's loop and whose turn it is. All of it comes from Node's own hooks, as it
// happens:
// nothing here knows in which order things ought to come.
import { createHook } from 'node:async_hooks'
import { writeSync } from 'node:fs'
import { basename } from 'node:path'
import process from 'node:process'
import { format } from 'node:util'

/** What Node calls a resource, where it waits, and in which part of the loop it has its turn. */
const KINDS = {
  TickObject: { name: 'tick', place: 'next ticks', turn: 'next ticks' },
  PROMISE: { name: 'then', place: 'microtasks', turn: 'microtasks' },
  Microtask: { name: 'microtask', place: 'microtasks', turn: 'microtasks' },
  Timeout: { name: 'timer', place: 'timers', turn: 'timers' },
  FSREQCALLBACK: { name: 'file', place: 'files', turn: 'poll' },
  Immediate: { name: 'immediate', place: 'immediates', turn: 'check' },
}
const PLACES = ['next ticks', 'microtasks', 'timers', 'files', 'immediates']

/** Waits and has not been called, by Node's number for it. */
const waiting = new Map()
/** Promises that have come. */
const come = new Set()
const program = basename(process.argv[1])
let turn = 'script'
/** How the lowest function of the program on the stack is called. */
let root = 'script'

/** Functions of the program on the engine's stack, the lowest first. */
function stackNow() {
  return new Error('where?').stack.split('\n').filter(line => line.includes(program)).reverse().map((text, index) => ({
    name: index === 0 ? root : /at (?!file:)(\S+) \(/.exec(text)?.[1] ?? 'callback',
    line: Number(/:(\d+):\d+\)?$/.exec(text)[1]),
  }))
}

/** Whether the program itself asked for this, and not Node on its way. */
function isFromProgram() {
  const others = new Error('who?').stack.split('\n').slice(1).filter(line => !/\(?(?:node:|<anonymous>)/.test(line) && !line.includes(import.meta.url))
  return others[0]?.includes(program) ?? false
}

function tell(text, stack = stackNow()) {
  const line = stack.at(-1)?.line
  const itemsIn = place => [...waiting.values()].filter(item => item.place === place).map(({ name, line }) => ({ name, note: `:${line}` }))
  const parts = [
    { name: 'stack', items: stack.map(({ name, line }) => ({ name, note: `:${line}` })) },
    ...PLACES.map(name => ({ name, items: itemsIn(name) })),
  ]
  // At once: what is written through `process.stdout` would have a turn of its own.
  writeSync(1, `${JSON.stringify({ kind: 'step', text, line, state: { turn, line, parts } })}\n`)
}

createHook({
  init(id, type, trigger) {
    const kind = KINDS[type]
    // Of promises only what `then` answers waits for a turn; the promise it came from is its trigger.
    if (!kind || !isFromProgram() || (type === 'PROMISE' && !new Error('who?').stack.includes('at Promise.then')))
      return
    const place = type === 'PROMISE' && !come.has(trigger) ? 'waiting' : kind.place
    waiting.set(id, { ...kind, place, trigger, line: stackNow().at(-1).line })
    tell(`line ${waiting.get(id).line}: a ${kind.name} is handed over`)
  },
  promiseResolve(id) {
    come.add(id)
    for (const item of waiting.values()) {
      if (item.place === 'waiting' && item.trigger === id)
        item.place = 'microtasks'
    }
  },
  before(id) {
    const item = waiting.get(id)
    if (!item)
      return
    waiting.delete(id)
    turn = item.turn
    root = item.name
    tell(`${item.turn}: the ${item.name} of line ${item.line} has its turn`, [])
  },
}).enable()

process.on('exit', () => {
  turn = 'nobody'
  tell('nothing is left to do: Node ends', [])
})

console.log = (...values) => {
  tell(`prints: ${format(...values)}`)
  writeSync(1, `${format(...values)}\n`)
}
