import type { Lane, Picture } from './lanes.ts'
import { PROGRAM_OVER } from './life.ts'

/** One task in the table that stands for the timeline where that cannot be seen. */
export interface Row {
  task: string
  /** Seconds since the run began, with two decimals; empty where nobody saw it. */
  started: string
  /** As `started`; empty while the task goes on. */
  ended: string
  outcome: 'done' | 'failed' | 'called off' | 'never went on' | 'in the pan' | 'working' | 'waiting' | 'not known'
}

/** One row a task, in the order of the lanes; of very many tasks the first so many. */
export function toRows(picture: Picture, most = Infinity): Row[] {
  return picture.lanes.slice(0, most).map(lane => ({
    task: lane.task,
    started: inSeconds(lane.started),
    ended: inSeconds(lane.ended),
    outcome: isUnknown(picture, lane) ? 'not known' : inWords(lane),
  }))
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

function inSeconds(ms?: number): string {
  return ms === undefined ? '' : (ms / 1000).toFixed(2)
}

function inWords(lane: Lane): Row['outcome'] {
  switch (lane.outcome) {
    case 'done': return 'done'
    case 'failed': return 'failed'
    case 'aborted': return wasLeft(lane) ? 'never went on' : 'called off'
    case 'ready': return 'working'
    case 'waiting': return lane.kitchen.some(segment => segment.open) ? 'in the pan' : 'waiting'
  }
}
