import type { ThreadDid } from '../../../trace/events.ts'
import type { SeenInside } from '../../run/messages.ts'
import type { LineSource } from './line-now.ts'
import { lineNow } from './line-now.ts'

/**
 * What a program says of tasks of its own: work for the processor, a turn at a lock, a timer. The program finds it as
 * `globalThis.__report`; `demos/javascript/report.ts` is what a demo imports.
 */
export type Report = (said: Said) => void

export interface Said {
  /**
   * `about`: what the function that is running awaits next, it awaits in the name of this task. `awaits`: that
   * `promise` settles when the thing called `task` can be had. `did`: what the task's thread did from `at` on.
   */
  kind: 'start' | 'end' | 'fail' | 'abort' | 'park' | 'resume' | 'about' | 'awaits' | 'did'
  /** The name of its lane. */
  task: string
  promise?: unknown
  /** Milliseconds since 1970 as `performance` counts them, where it happened in another thread; otherwise now. */
  at?: number
  /** Why it failed or was called off. */
  text?: string
  /** For `park`: the time its timer is set for. Milliseconds as in `at`. */
  due?: number
  /** For `resume` and `did`: the thread that it is on, by a number of the program's own. */
  thread?: number
  did?: [ThreadDid, number][]
}

/** A thread that tells of itself ten times a second does less in between. */
const MOST_DEEDS = 1_000

/** What happens belongs to the line of the demo file that is being run. */
interface Options extends LineSource {
  tell: (event: SeenInside) => void
  now: () => number
  about?: (task: string) => void
  awaits?: (thing: string, promise: unknown) => void
  /** The time that the program is told, where that is another one than `now`: its run was slowed. */
  shown?: () => number | undefined
}

/** A time that the program has read from its own clock just before it says it is no older than this. */
const JUST_MS = 5

/**
 * Reports to the run. What makes no sense, such as the end of something that never began, is not told. Nothing here has
 * a number: numbers are for requests.
 */
export function createReport({ tell, now, about, awaits, shown = () => undefined, ...source }: Options): Report {
  /** The tasks that have begun, and the line at which each has last parked. */
  const lines = new Map<string, number>()

  return ({ kind, task, promise, at: said, text, due: saidDue, thread, did = [] }) => {
    const told = said === undefined ? undefined : shown()
    // What another thread saw is on the machine's clock, and what was just read here is on the program's.
    const behind = told !== undefined && Math.abs(told - said!) < JUST_MS ? now() - said! : 0
    const at = said === undefined ? now() : said + behind
    const due = saidDue === undefined ? undefined : saidDue + behind
    if (kind === 'about')
      return about?.(task)
    if (kind === 'awaits')
      return awaits?.(task, promise)
    if (kind === 'did') {
      const lasted = did.slice(0, MOST_DEEDS).map(([what, ms]) => [what, Math.round(ms * 1000) / 1000] as const)
      if (thread !== undefined && lines.has(task))
        tell({ at: at + lasted.reduce((sum, [, ms]) => sum + ms, 0), kind: 'thread', thread, process: 0, name: task, from: at, did: lasted })
      return
    }
    if (kind === 'start') {
      lines.set(task, 1)
      tell({ at, kind, task, work: true })
      return
    }
    const before = lines.get(task)
    if (before === undefined)
      return
    if (kind === 'park' || kind === 'resume') {
      const line = kind === 'park' ? lineNow(source) ?? before : before
      lines.set(task, line)
      tell({ at, kind, task, line, ...due !== undefined && { due }, ...thread !== undefined && { thread } })
    }
    else {
      lines.delete(task)
      tell({ at, kind, task, work: true, ...text !== undefined && { text } })
    }
  }
}
