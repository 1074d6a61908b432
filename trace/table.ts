import type { Lane, Picture } from './lanes.ts'
import type { Segment, State } from './life.ts'
import type { ThreadPart } from './threads.ts'
import { PROGRAM_OVER } from './life.ts'
import { tellShare } from './words.ts'

/** One task in the table that stands for the timeline where that cannot be seen. */
export interface Row {
  task: string
  /** Seconds since the run began, with two decimals; empty where nobody saw it. */
  started: string
  /** As `started`; empty while the task goes on. */
  ended: string
  outcome:
    'done' | 'failed' | 'called off' | 'never went on' | 'refused' | 'in the queue' | 'in the pan' | 'working' | 'waiting' | 'not known'
  /** For how long the program saw it in each of these states, in seconds; empty where it never was. */
  working: string
  waiting: string
  ready: string
  blocked: string
  unknown: string
  /** How much of its time it had a core, in words. */
  share: string
  /** From when to when the kitchen saw it, in seconds: `queued 0.00 to 1.00, 1.00 to 2.01`, `refused at 0.52`. */
  kitchen: string
  /** How much later than its time the kitchen served it because it had queued, in seconds; several times by commas. */
  late: string
  /** Who it went on because of, in order, each once. */
  resumedBy: string
}

/** One row a task, in the order of the lanes; of very many tasks the first so many. */
export function toRows(picture: Picture, most = Infinity): Row[] {
  const lanes = picture.lanes.slice(0, most)
  const reasons = new Map(lanes.map(({ task }) => [task, new Set<string>()]))
  for (const { from, to } of picture.edges)
    reasons.get(to.task)?.add(from.task)
  return lanes.map(lane => ({
    task: lane.task,
    started: inSeconds(lane.started),
    ended: inSeconds(lane.ended),
    outcome: isUnknown(picture, lane) ? 'not known' : inWords(lane),
    working: lasted(lane, 'working'),
    waiting: lasted(lane, 'waiting'),
    ready: lasted(lane, 'ready'),
    blocked: lasted(lane, 'blocked'),
    unknown: lasted(lane, 'unknown'),
    share: lane.share ? tellShare(lane.share) : '',
    kitchen: lane.kitchen.map(tellKitchen).join(', '),
    late: lane.kitchen.flatMap(({ late }) => late === undefined ? [] : inSeconds(late)).join(', '),
    resumedBy: [...reasons.get(lane.task)!].join(', '),
  }))
}

/** One thread in a table under that of the tasks. Times in seconds, empty for none. */
export interface ThreadTold {
  label: string
  /** As the system calls it. */
  name: string
  working: string
  ready: string
  blocked: string
  idle: string
  /** How much of its work was on no task. */
  beside: string
  /** Those that it was on, each once. */
  tasks: string
}

/** One row a thread, and one for what those did that have no lane: all that the program's processes had is in them. */
export function toThreadRows({ threads, beside }: Picture): ThreadTold[] {
  const rows = threads.map(({ label, name, parts, beside }): ThreadTold => {
    const lasted = (state: ThreadPart['state']) => sumUp(parts.filter(part => part.state === state))
    return {
      label,
      name,
      working: lasted('working'),
      ready: lasted('ready'),
      blocked: lasted('blocked'),
      idle: lasted('idle'),
      beside: beside > 0 ? inSeconds(beside) : '',
      tasks: [...new Set(parts.flatMap(({ task }) => task ?? []))].join(', '),
    }
  })
  const unlisted = inSeconds(beside?.unlisted || undefined)
  return unlisted
    ? [...rows, { label: 'all others', name: '', working: unlisted, ready: '', blocked: '', idle: '', beside: unlisted, tasks: '' }]
    : rows
}

/** What the kitchen says before a stretch in which it did not fry for a guest who was there. */
const GUESTS = { queued: 'queued ', gone: 'for no guest ' }

function tellKitchen({ from, to, open, outcome, guest }: Segment): string {
  if (outcome === 'refused')
    return `refused at ${inSeconds(to)}`
  return `${guest ? GUESTS[guest] : ''}${inSeconds(from)} to ${open ? 'now' : inSeconds(to)}`
}

/** Whether its run has told too much for its end to be among what is kept. */
function isUnknown({ cappedAt, running }: Picture, { outcome }: Lane): boolean {
  return cappedAt !== undefined && !running && (outcome === 'ready' || outcome === 'waiting')
}

/** Whether it waited until its program was over, and nobody called it off. */
export function wasLeft({ program, kitchen }: Lane): boolean {
  const last = program.at(-1)
  return last?.outcome === 'abort' && last.text === PROGRAM_OVER && kitchen.at(-1)?.outcome !== 'abort'
}

function lasted({ program }: Lane, state: State): string {
  return sumUp(program.filter(segment => segment.state === state))
}

function sumUp(segments: readonly { from: number, to: number }[]): string {
  return segments.length === 0 ? '' : inSeconds(segments.reduce((sum, { from, to }) => sum + to - from, 0))
}

function inSeconds(ms?: number): string {
  return ms === undefined ? '' : (ms / 1000).toFixed(2)
}

function inWords(lane: Lane): Row['outcome'] {
  switch (lane.outcome) {
    case 'done': return 'done'
    case 'failed': return 'failed'
    case 'refused': return 'refused'
    case 'aborted': return wasLeft(lane) ? 'never went on' : 'called off'
    case 'ready': return 'working'
    case 'waiting': {
      const going = lane.kitchen.filter(({ open }) => open)
      return going.length === 0 ? 'waiting' : going.every(({ guest }) => guest === 'queued') ? 'in the queue' : 'in the pan'
    }
  }
}
