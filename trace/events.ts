/**
 * The vocabulary of a run.
 *
 * A run is a list of events, one JSON object each, and everything that shows a run is a function of that list: the
 * live picture, the projector's copy, recordings, print, the terminal and the tests. Each event can be drawn without
 * its neighbours. On the wire the list is newline-delimited JSON.
 */

/** Who saw it: the server that fried the egg, or the code that asked for it. */
export type Witness = 'kitchen' | 'program'

/**
 * How the program was run: in a worker, as an operating-system process, or not at all (an earlier run, played back).
 */
export type Engine = 'worker' | 'process' | 'replay'

/** How a run ended. `failed` is the program's own doing, `stopped` a person's, `timeout` the limit's. */
export type Outcome = 'done' | 'failed' | 'stopped' | 'timeout'

/**
 * The task of the program's own first frame: what stands at the top level of its module. No egg and no function can be
 * called that.
 */
export const TOP_LEVEL = 'top level'

interface Seen {
  /** Milliseconds since the run began; a float from a monotonic clock. */
  t: number
  witness: Witness
  /** Which run it belongs to. What the kitchen saw of nobody's run (a walk-in) has none. */
  run?: string
}

/** The first event of every run. */
export interface RunStarted extends Seen {
  kind: 'run'
  /** The slug of the demo in the catalogue. */
  demo: string
  engine: Engine
  /** ISO 8601 wall-clock time of `t = 0`. */
  startedAt: string
  /** SHA-256 (hex) of the text of the program that runs. */
  source: string
  /** What ran it, by name and version: `{ node: '20.20.2', undici: '7.30.2' }`. */
  toolchain: Record<string, string>
  /** The machine it ran on: in a recording, and where what runs it knows. */
  machine?: Machine
  /** In a replay: what ran it then. */
  ran?: Exclude<Engine, 'replay'>
  /**
   * Its answers and timers came in the order of this number, of all that there are (`runner/orders`): its times are the
   * kitchen's, and nobody has waited for them.
   */
  order?: number
}

/** What of a machine a reader of a recording wants to know. */
export interface Machine {
  /** `Linux`. */
  os: string
  /** `AMD Ryzen 7 5800U`. */
  cpu: string
  cores: number
}

/** A task (an egg, usually) began or ended. `fail`: it went wrong by itself; `abort`: it was called off. */
export interface TaskMoved extends Seen {
  kind: 'start' | 'end' | 'fail' | 'abort'
  task: string
  /** Tells two requests for the same egg apart; counts up within one run and one witness. */
  id?: number
  /**
   * The program's own work, and no request: the kitchen never hears of it. It is working from its start on, until it
   * parks; a request waits from its start on.
   */
  work?: true
  /** The thread that does this, by the system's number, where the program says so. */
  thread?: number
  /** Why it failed or was called off, in words. */
  text?: string
  /** For the kitchen's `end`: by how many milliseconds it was served later than its time, because it had to queue. */
  late?: number
}

/** A task waits at a line of the demo file, or goes on from there. */
export interface TaskParked extends Seen {
  kind: 'park' | 'resume'
  witness: 'program'
  task: string
  /** 1-based, in the demo file. */
  line: number
  /** Pairs a `resume` with its `park`. */
  id?: number
  /** For `park`: what it waits for, where the program says so (room in a channel). See `waits.ts`. */
  thing?: string
  /** For `resume`: the task whose end made it go on, where that was seen. */
  by?: string
  /**
   * Since when nothing but its thread keeps it from going on, where that is seen: the time its timer was set for. As
   * `t`; for `park` it lies ahead.
   */
  due?: number
  /** As in `start`. */
  thread?: number
}

/**
 * What a thread did: `working` on a core; `ready`, and without one; `blocked` in a call that holds it; held by a
 * `lock`, at which an idle thread waits, too; or `idle`, where it waits for whatever comes next.
 */
export type ThreadDid = 'working' | 'ready' | 'blocked' | 'lock' | 'idle'

/** What the system saw of one of the program's threads, from outside of it, since it last told of that thread. */
export interface ThreadSeen extends Seen {
  kind: 'thread'
  witness: 'program'
  /** By the system's number. */
  thread: number
  /** The process it belongs to, by the number of that one's first thread. */
  process: number
  /** As the system calls it. */
  name: string
  /** Since when this is told, as `t`; what it did from then on, in this order, each for so many milliseconds. */
  from: number
  did: readonly (readonly [ThreadDid, number])[]
}

/** Something was printed. */
export interface Logged extends Seen {
  kind: 'log'
  witness: 'program'
  text: string
  stream: 'stdout' | 'stderr'
}

/**
 * A machine that the program has built (an executor, a channel) has just done something. Carries all that is to be seen
 * of the machine at that moment, so that each step can be drawn by itself.
 */
export interface MachineStepped extends Seen {
  kind: 'step'
  witness: 'program'
  /** What it did, in words. */
  text: string
  /** 1-based, in the demo file: where the program was, where that is known. */
  line?: number
  /** The machine as it is now: plain data, as its program describes it. */
  state: unknown
}

/**
 * The run has told as much as is kept of one. From here on its events are only counted, but for the ends of what had
 * begun.
 */
export interface RunCapped extends Seen {
  kind: 'capped'
  witness: 'program'
}

/** The last event of every run. */
export interface RunFinished extends Seen {
  kind: 'finish'
  outcome: Outcome
  /** Wall time of the run in milliseconds. */
  ms: number
  /** What its processes had of all cores together, in milliseconds, where the system says so. */
  cpu?: number
  /** What went wrong, in a sentence, where something did. */
  text?: string
  /** How many events were counted and not kept, where it told too many. */
  unkept?: number
}

/**
 * What a full kitchen does with a guest who has ordered. `queued`: all pans are taken, and the egg's `start` follows
 * when one is free; `refused`: there was no place at all; `left`: the guest has gone, and the egg fries on for none.
 */
export interface GuestSeen extends Seen {
  kind: 'queued' | 'refused' | 'left'
  witness: 'kitchen'
  task: string
  /** As in `start`: all that happens to one order has one number. */
  id?: number
  /** Why it was refused, in words. */
  text?: string
}

/**
 * The clock of a run was set while it was live: from here on its kitchen's time goes at another rate, or stands still.
 * In a run whose clock was set, every `t` is the kitchen's time, as it would be if nobody had set it.
 */
export interface ClockSet extends Seen {
  kind: 'clock'
  witness: 'kitchen'
  /** How fast it goes: 1 is the machine's speed, 0 is paused. */
  rate: number
  /** The same moment in milliseconds since the run began as the machine counts them. In a run's list only. */
  wall?: number
}

export type RunEvent
  = | RunStarted | TaskMoved | TaskParked | ThreadSeen | GuestSeen | ClockSet | Logged | MachineStepped | RunCapped | RunFinished

/** Whether it is about a guest of a full kitchen, and neither a pan nor a program has moved. */
export function isOfGuest<E extends { kind: string }>(event: E): event is Extract<E, { kind: GuestSeen['kind'] }> {
  return event.kind === 'queued' || event.kind === 'refused' || event.kind === 'left'
}

/**
 * What the kitchen sends over its live trace: an event, plus the kitchen's own clock so that others can align theirs.
 */
export type KitchenEvent = (TaskMoved | GuestSeen) & {
  witness: 'kitchen'
  /** Milliseconds on the kitchen's monotonic clock. */
  at: number
}

/** What the kitchen says of a run's clock: `at`, on its own, the run's said `time`. */
export type ClockTold = ClockSet & {
  at: number
  time: number
}
