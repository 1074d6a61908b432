import type { RunEvent } from './events.ts'
import type { Waiting, Waits } from './waits.ts'
import { findCircle, say, UNKNOWN } from './waits.ts'

/** How one tool writes down where a program stands. */
interface Dialect {
  /** What it does not know, as a sentence; none where it tells who has a thing. */
  notTold?: string
  /** A line that begins what it says of one task. */
  begins: RegExp
  /** What the lines up to the next beginning say of that task; nothing of one that does not wait in the program. */
  read: (lines: readonly string[]) => Told | undefined
}

type Told = Omit<Waiting, 'isStuck' | 'holders'> & Partial<Pick<Waiting, 'holders'>>

/** What ends a wait at a channel. */
const GO_WAITS: Partial<Record<string, string>> = { 'chan send': 'a receiver', 'chan receive': 'a value' }

/** Go ends a program of which no goroutine can go on, and prints each one's stack. */
const go: Dialect = {
  notTold: 'Who could end that, Go does not say.',
  begins: /^goroutine \d+ \[/,
  read([head, ...frames]) {
    const [, name, reason] = /^(goroutine \d+) \[([^\],]+)/.exec(head!)!
    const own = frames.findIndex(frame => frame.startsWith('main.'))
    const line = /\.go:(\d+)/.exec(frames[own + 1] ?? '')?.[1]
    const kind = /^sync\.(\w+)/.exec(reason!)?.[1]
    // A question mark after a value says that it may be an old one.
    const address = frames.map(frame => /\bsync\.\(\*\w+\)\.\w+\(0x([\da-f]+)\)/.exec(frame)?.[1]).find(Boolean)
    const thing = kind === undefined ? GO_WAITS[reason!] ?? reason! : kind
    return own < 0 || line === undefined
      ? undefined
      : { task: name!, line: Number(line), ...kind && address ? { thing: named(kind, address) } : { thing, isUnnamed: true } }
  },
}

/** The Java machine knows who holds each monitor: `jstack` says it of those who wait in a circle. */
const java: Dialect = {
  begins: /^"[^"]+":$/,
  read([head, ...lines]) {
    const task = head!.slice(1, -2)
    const text = lines.join('\n')
    const wants = /waiting (?:to lock monitor|for ownable synchronizer) .*?0x([\da-f]+), \(?an? ([\w.$]+)\)/.exec(text)
    const holder = /held by "([^"]+)"/.exec(text)?.[1]
    const line = /at [\w.$<>]+\(\w+\.java:(\d+)\)/.exec(text)?.[1]
    return {
      task,
      ...line !== undefined && { line: Number(line) },
      ...wants && { thing: named(wants[2]!.split('.').at(-1)!.split('$')[0]!, wants[1]!) },
      ...holder !== undefined && { holders: [{ task: holder, does: 'has' as const }] },
    }
  },
}

/** `faulthandler` prints the stack of each thread of Python. */
const faulthandler: Dialect = {
  notTold: 'For what, and who could end that, faulthandler does not say.',
  begins: /^(?:Current t|T)hread 0x[\da-f]+ /,
  read([head, ...frames]) {
    const line = frames.map(frame => /^ {2}File "(?!.*(?:\/lib\/python|<frozen)).*", line (\d+) in /.exec(frame)?.[1]).find(Boolean)
    const address = /0x([\da-f]+)/.exec(head!)![1]!
    return line === undefined ? undefined : { task: named('thread', address), line: Number(line), thing: UNKNOWN, isUnnamed: true }
  },
}

/** A task of asyncio prints where it stands, and what it awaits. */
const asyncio: Dialect = {
  notTold: 'Who could end that, asyncio does not say.',
  begins: /^Stack for <Task /,
  read([head]) {
    const [, name] = /^Stack for <Task pending name='([^']+)'/.exec(head!) ?? []
    const line = /running at [^>]*:(\d+)>/.exec(head!)?.[1]
    const [, kind, other] = /wait_for=<(\w+) pending(?: name='([^']+)')?/.exec(head!) ?? []
    if (name === undefined || kind === undefined)
      return undefined
    const thing = other === undefined ? { thing: `a ${kind.toLowerCase()}`, isUnnamed: true } : { thing: `the end of ${other}` }
    return {
      task: name,
      ...line !== undefined && { line: Number(line) },
      ...thing,
      ...other !== undefined && { holders: [{ task: other, does: 'owes' as const }] },
    }
  },
}

/** The end of an address is what differs. */
const TELLING = 4

function named(kind: string, address: string): string {
  return `${kind} #${address.slice(-TELLING)}`
}

/** Who waited for whom, as far as a tool of its language said it in what the run printed. */
export function toDumpedWaits(events: readonly RunEvent[]): Waits | undefined {
  const lines = events.flatMap(event => event.kind === 'log' ? event.text.split('\n') : [])
  for (const dialect of [go, java, faulthandler, asyncio]) {
    const waiting = readAll(dialect, lines)
    if (waiting.length === 0)
      continue
    const circle = findCircle(waiting)
    const isTold = waiting.every(({ holders }) => holders.length > 0)
    const end = isTold ? undefined : `. ${dialect.notTold ?? 'Who could end that, it does not say.'}`
    return { waiting, circle, sentence: say(waiting, circle, end), isDumped: true }
  }
  return undefined
}

/** Of each task what was said of it last; what a later part leaves out, an earlier one may have said. */
function readAll({ begins, read }: Dialect, lines: readonly string[]): Waiting[] {
  const starts = lines.flatMap((line, index) => begins.test(line) ? index : [])
  const tasks = new Map<string, Waiting>()
  for (const [index, start] of starts.entries()) {
    const told = read(lines.slice(start, starts[index + 1]))
    if (told)
      tasks.set(told.task, { holders: [], isStuck: true, ...tasks.get(told.task), ...told })
  }
  return [...tasks.values()].filter(({ thing }) => thing !== undefined)
}
