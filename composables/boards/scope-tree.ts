import type { RunEvent } from '../../trace/events.ts'
import type { MachineStep } from './states.ts'

/** A task of a tree, as the program told it. */
export interface TreeTask {
  name: string
  state: 'running' | 'done' | 'failed' | 'cancelled'
  /** Who ended it early: the player at the board, a signal from above, an error from below. */
  cause?: 'you' | 'above' | 'below'
  children: TreeTask[]
}

export interface TreeState {
  scoped: TreeTask
  loose: TreeTask
}

/** A task with its place in the tree, and what is to be said of it. */
export interface PlacedTask {
  name: string
  parent?: string
  state: TreeTask['state']
  /** It goes on, and nobody is there any more who waits for it. */
  isLeak: boolean
  /** What has passed between it and its parent: a signal down, an error up. */
  passed?: 'down' | 'up'
}

/** All tasks of a tree, parents before their children. */
export function place(task: TreeTask, parent?: { task: TreeTask, isOver: boolean }): PlacedTask[] {
  const isRunning = task.state === 'running'
  const placed: PlacedTask = {
    name: task.name,
    ...parent && { parent: parent.task.name },
    state: task.state,
    isLeak: isRunning && (parent?.isOver ?? false),
    ...passedBetween(task, parent?.task),
  }
  // A task of no use has children of no use.
  const isOver = !isRunning || placed.isLeak
  return [placed, ...task.children.flatMap(child => place(child, { task, isOver }))]
}

function passedBetween(task: TreeTask, parent?: TreeTask): { passed?: 'down' | 'up' } {
  if (task.cause === 'above')
    return { passed: 'down' }
  // An error went up where the parent ended because of what is below it, and this one is what had ended by itself.
  if (parent?.cause === 'below' && task.state !== 'running' && task.state !== 'done')
    return { passed: 'up' }
  return {}
}

/** Who is in the pan, by the kitchen's own word, after that many of the run's events. */
export function inThePan(events: readonly RunEvent[], until: number): ReadonlySet<string> {
  const pan = new Map<string, number>()
  for (const event of events) {
    if (event.t > until || event.witness !== 'kitchen' || !('task' in event))
      continue
    const change = event.kind === 'start' ? 1 : ['end', 'fail', 'abort'].includes(event.kind) ? -1 : 0
    pan.set(event.task, (pan.get(event.task) ?? 0) + change)
  }
  return new Set([...pan].flatMap(([task, count]) => count > 0 ? task : []))
}

/** The last of the steps at which most go on for nobody; the last of all, where nobody ever does. */
export function mostLeaks(steps: readonly MachineStep<TreeState>[]): number {
  const leaks = steps.map(({ state }) => place(state.loose).filter(({ isLeak }) => isLeak).length)
  return leaks.lastIndexOf(Math.max(0, ...leaks))
}
