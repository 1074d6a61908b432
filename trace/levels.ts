import type { MachineStepped, RunEvent } from './events.ts'

/** How much was in something (a queue, say) from moment to moment, as the program itself said. */
export interface Level {
  name: string
  /** In order of time: each holds until the next. Milliseconds since the run began. */
  points: { t: number, height: number }[]
  highest: number
  /** The most it has room for; missing where nothing limits it. */
  capacity?: number
}

/** What a program says of a level: the state of a step of its machine. */
interface LevelState {
  level: string
  height: number
  capacity?: number
}

/** An event that tells of a level. */
export type LevelTold = MachineStepped & { state: LevelState }

/** The levels that a run tells of, in order of first appearance. */
export function toLevels(events: readonly RunEvent[]): Level[] {
  const levels = new Map<string, Level>()
  for (const { t, state } of events.filter(isOfLevel).toSorted((a, b) => a.t - b.t)) {
    let level = levels.get(state.level)
    if (!level)
      levels.set(state.level, level = { name: state.level, points: [], highest: 0 })
    level.points.push({ t: Math.max(0, t), height: state.height })
    level.highest = Math.max(level.highest, state.height)
    if (state.capacity !== undefined)
      level.capacity = state.capacity
  }
  return [...levels.values()]
}

/** Whether an event tells how much is in something. */
export function isOfLevel(event: RunEvent): event is LevelTold {
  if (event.kind !== 'step' || typeof event.state !== 'object' || event.state === null)
    return false
  const { level, height } = event.state as Partial<LevelState>
  return typeof level === 'string' && typeof height === 'number' && height >= 0 && height < Infinity
}

/** How much was in it at a moment; nothing before it is first told of. */
export function heightAt({ points }: Level, t: number): number {
  return points.findLast(point => point.t <= t)?.height ?? 0
}
