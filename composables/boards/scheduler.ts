/**
 * A scheduler as a game. The clock is a model: it goes on a tick at a time, and nothing here measures anything. A task
 * computes, waits, computes again; the scheduler decides who computes.
 */

/** Ticks of computing and of waiting in turn: compute, wait, compute, … */
export interface TaskPlan {
  name: string
  /** The tick at which it comes. */
  arrives: number
  bursts: number[]
}

export type Policy = 'fifo' | 'round-robin' | 'shortest' | 'player'

export interface Rules {
  /** Under `cooperative` a task keeps its core until it waits or is over. */
  mode: 'cooperative' | 'preemptive'
  policy: Policy
  /** Ticks that a task may compute at a stretch where it can be preempted. */
  slice: number
  cores: number
}

export type Doing = 'away' | 'ready' | 'running' | 'waiting' | 'done'

export interface Task {
  name: string
  arrives: number
  /** Bursts still to come, the present one first; it has this much left. */
  bursts: number[]
  doing: Doing
  /** What it did in each tick so far. */
  past: Doing[]
  /** Ticks that it has computed without a break. */
  stretch: number
  /** When it got ready: who has been ready longest comes first. */
  since: number
  ended?: number
}

export interface Schedule {
  tick: number
  tasks: Task[]
  /** How often a core went from one task to another. */
  switches: number
  /** Whom each core has last run. */
  cores: (string | undefined)[]
}

/** A task that computes and computes, and never waits. */
export const HOG: Omit<TaskPlan, 'arrives'> = { name: 'hog', bursts: [9] }

export const EGGS: TaskPlan[] = [
  { name: 'A', arrives: 0, bursts: [2, 4, 1] },
  { name: 'B', arrives: 0, bursts: [3, 2, 2] },
  { name: 'C', arrives: 1, bursts: [1, 3, 1] },
  { name: 'D', arrives: 2, bursts: [2, 3, 2] },
]

/** Whatever happens, it is over by then. */
const MOST_TICKS = 60

export function beginSchedule(plans: readonly TaskPlan[], cores: number): Schedule {
  return {
    tick: 0,
    switches: 0,
    cores: Array.from({ length: cores }, () => undefined),
    tasks: plans.map(plan => arrive({ ...plan, bursts: [...plan.bursts], doing: 'away', past: [], stretch: 0, since: plan.arrives }, 0)),
  }
}

export function isOver({ tasks, tick }: Schedule): boolean {
  return tick >= MOST_TICKS || tasks.every(({ doing }) => doing === 'done')
}

/** Those who could compute in the next tick, the one that has been ready longest first. */
function readyIn({ tasks }: Schedule): Task[] {
  return tasks.filter(({ doing }) => doing === 'ready').sort((a, b) => a.since - b.since)
}

/**
 * Whether a core is free, or may be taken from a task, while another is ready: then a player has something to
 * decide.
 */
export function canChoose(schedule: Schedule, rules: Rules): boolean {
  return readyIn(schedule).length > 0 && keepers(schedule, rules).length < rules.cores
}

/** Those who keep their cores in the next tick: nobody may take it from them. */
function keepers({ tasks }: Schedule, { mode, slice }: Rules): Task[] {
  return tasks.filter(({ doing, stretch }) => doing === 'running' && (mode === 'cooperative' || stretch < slice))
}

/** One tick. `choice`: whom the player gives a free core. */
export function tick(schedule: Schedule, rules: Rules, choice?: string): Schedule {
  if (isOver(schedule))
    return schedule
  const kept = keepers(schedule, rules)
  // Whose slice is over stands at the end of the queue, behind all who have been ready before.
  const rest = schedule.tasks.map((task): Task =>
    task.doing === 'running' && !kept.includes(task) ? { ...task, doing: 'ready', since: schedule.tick } : task,
  )
  const queue = order(
    rest.filter(({ doing }) => doing === 'ready'),
    rules,
    choice,
  )
  const chosen = [...kept, ...queue.slice(0, Math.max(0, rules.cores - kept.length))].map(({ name }) => name)
  const { cores, switches } = place(schedule.cores, chosen)

  const tasks = rest.map((task) => {
    const isChosen = chosen.includes(task.name)
    const doing: Doing = task.doing === 'ready' || task.doing === 'running' ? isChosen ? 'running' : 'ready' : task.doing
    const stretch = doing === 'running' ? (kept.some(({ name }) => name === task.name) ? task.stretch : 0) + 1 : 0
    return arrive(advance({ ...task, doing, stretch, past: [...task.past, doing] }, schedule.tick + 1), schedule.tick + 1)
  })
  return { tick: schedule.tick + 1, tasks, cores, switches: schedule.switches + switches }
}

function order(ready: Task[], { policy }: Rules, choice: string | undefined): Task[] {
  const queue = ready.toSorted((a, b) => a.since - b.since)
  if (policy === 'shortest')
    return queue.toSorted((a, b) => a.bursts[0]! - b.bursts[0]!)
  if (policy === 'fifo')
    return queue.toSorted((a, b) => a.arrives - b.arrives || a.since - b.since)
  return policy === 'player' && choice ? queue.toSorted((a, b) => Number(b.name === choice) - Number(a.name === choice)) : queue
}

/**
 * Puts tasks on cores, each on its own of the tick before if it can be. Who takes a core that another has had,
 * switches.
 */
function place(before: Schedule['cores'], chosen: string[]): { cores: Schedule['cores'], switches: number } {
  const cores = before.map(name => name !== undefined && chosen.includes(name) ? name : undefined)
  let switches = 0
  for (const name of chosen.filter(name => !cores.includes(name))) {
    const core = cores.indexOf(undefined)
    if (before[core] !== undefined)
      switches++
    cores[core] = name
  }
  // An idle core remembers whom it ran last.
  return { cores: cores.map((name, i) => name ?? before[i]), switches }
}

/** A tick of computing or of waiting is over. */
function advance(task: Task, at: number): Task {
  if (task.doing !== 'running' && task.doing !== 'waiting')
    return task
  const [left, ...later] = task.bursts
  if (left! > 1)
    return { ...task, bursts: [left! - 1, ...later] }
  if (later.length === 0)
    return { ...task, bursts: [], doing: 'done', stretch: 0, ended: at }
  return { ...task, bursts: later, doing: task.doing === 'running' ? 'waiting' : 'ready', stretch: 0, since: at }
}

function arrive(task: Task, at: number): Task {
  return task.doing === 'away' && task.arrives <= at ? { ...task, doing: 'ready', since: at } : task
}

/** A tick goes by; where the player decides, a free core goes to that task. */
export interface Move { choice?: string }

/** What happens next by itself; nothing where all is over, or the player has to decide. */
export function nextMove(schedule: Schedule, rules: Rules): Move | undefined {
  return isOver(schedule) || (rules.policy === 'player' && canChoose(schedule, rules)) ? undefined : {}
}

/** All of it, by these rules. A player who says nothing gives the core to the task that has waited longest. */
export function play(plans: readonly TaskPlan[], rules: Rules): Schedule {
  let schedule = beginSchedule(plans, rules.cores)
  while (!isOver(schedule))
    schedule = tick(schedule, rules)
  return schedule
}

/** Ticks of one kind in a row. */
export interface ScheduleBar { doing: Doing, from: number, to: number }

/** What a task has done so far, a bar for each stretch of one kind; where it was not there, there is none. */
export function toBars(past: readonly Doing[]): ScheduleBar[] {
  const bars: ScheduleBar[] = []
  past.forEach((doing, i) => {
    const last = bars.at(-1)
    if (last?.doing === doing)
      last.to = i + 1
    else
      bars.push({ doing, from: i, to: i + 1 })
  })
  return bars.filter(({ doing }) => doing !== 'away' && doing !== 'done')
}

export interface Score {
  /** Ticks from coming to being over, on average over those that are over. */
  turnaround?: number
  /** Ticks in which a task was ready and did not run, on average over all. */
  readyTime: number
  switches: number
  /**
   * Jain's index of how evenly the tasks were slowed down: 1 is perfectly even, 1/n is all for one. The slowdown of a
   * task is its time so far over what it would have needed alone.
   */
  fairness: number
}

export function scoreOf({ tasks, switches }: Schedule): Score {
  const over = tasks.filter(({ doing }) => doing === 'done')
  const here = tasks.filter(({ past }) => past.some(doing => doing !== 'away'))
  const served = here.map(({ past }) => {
    const present = past.filter(doing => doing !== 'away' && doing !== 'done').length
    const ready = past.filter(doing => doing === 'ready').length
    return present === 0 ? 1 : (present - ready) / present
  })
  const sum = served.reduce((a, b) => a + b, 0)
  const squares = served.reduce((a, b) => a + b * b, 0)
  return {
    ...over.length > 0 && { turnaround: over.reduce((a, { ended, arrives }) => a + ended! - arrives, 0) / over.length },
    readyTime: here.reduce((a, { past }) => a + past.filter(doing => doing === 'ready').length, 0) / Math.max(1, here.length),
    switches,
    fairness: squares === 0 ? (served.length === 0 ? 1 : 0) : sum * sum / (served.length * squares),
  }
}
