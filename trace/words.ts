import type { RunEvent } from './events.ts'
import type { Lane, Picture } from './lanes.ts'
import type { Segment } from './life.ts'
import { tellRate } from './clock.ts'
import { TOP_LEVEL } from './events.ts'
import { toLanes } from './lanes.ts'

export interface SummaryOptions {
  /** Milliseconds since the run began, while it is running. */
  now?: number
  /** What the same eggs take one by one, where that was measured. Otherwise it is the sum of what each of them took. */
  oneByOneMs?: number
  /** Leaves out the running clock, so that the sentence changes only when an egg does: for screen readers. */
  quiet?: boolean
}

/** Of a run that was slowed or paused: nobody has waited just so long. */
const OF_KITCHEN = 'of the kitchen’s time'

/** A smaller gain is noise, not a lesson. */
const worthSaying = 1.05

/** Of what went wrong, so much stands in the sentence; the whole of it is in what was printed. */
const MOST_ERROR = 300

/**
 * Every process takes a moment. A virtual machine takes longer than this, and then it is seen as a gap before the first
 * egg.
 */
const startUpWorthSaying = 100

/** The state of a run in a sentence, such as "4 of 4 eggs in 2.01 s, 4.0 times as fast as one by one". */
export function summarize(run: Picture | readonly RunEvent[], options: SummaryOptions = {}): string {
  const picture = 'lanes' in run ? run : toLanes(run, options.now)
  const eggs = eggsOf(picture)
  const out = eggs.filter(egg => egg.fate === 'out').length
  const ofEggs = `${out} of ${count(eggs.length, 'egg')}`
  const after = seconds(picture.ms ?? picture.to) + (picture.clock ? ` ${OF_KITCHEN}` : '')
  const unkept = picture.unkept ? `; ${grouped(picture.unkept)} more events were counted and not drawn` : ''
  const withEggs = eggs.length > 0 ? ` with ${ofEggs}` : ''
  switch (picture.outcome) {
    case undefined: {
      if (!picture.running)
        return 'Not run yet'
      const inPan = eggs.filter(egg => egg.fate === 'in the pan').length
      if (picture.startUp === picture.to && startUpOf(picture) > 0)
        return options.quiet ? 'Starting up' : `Starting up: ${after}`
      const inQueue = eggs.filter(egg => egg.fate === 'in the queue').length
      const parts
        = eggs.length > 0 ? [ofEggs, ...(inPan > 0 ? [`${inPan} in the pan`] : []), ...(inQueue > 0 ? [`${inQueue} in the queue`] : [])] : []
      if (!options.quiet)
        parts.push(after)
      const { rate = 1 } = picture.clock ?? {}
      const how = rate === 0 ? 'Paused' : rate === 1 ? 'Running' : `Running ${tellRate(rate)}`
      return parts.length > 0 ? `${how}: ${parts.join(', ')}` : how
    }
    case 'done': {
      const startUp = startUpOf(picture)
      const ofIt = startUp > 0 ? `, the first ${seconds(startUp)} to start up` : ''
      if (eggs.length === 0)
        return `Done in ${after}${ofIt}${tellWork(picture)}${unkept}`
      const comparison = compare(picture, options.oneByOneMs)
      return `${ofEggs} in ${after}${ofIt}${comparison ? `, ${comparison}` : listFates(eggs)}${unkept}`
    }
    case 'stopped': {
      // Only what a hand has not stopped has a reason.
      const why = picture.text ? `: ${short(picture.text)}` : ''
      if (picture.ms === 0)
        return `Stopped before it began${why}`
      return `Stopped after ${after}${withEggs}${why || listFates(eggs)}${unkept}`
    }
    case 'timeout':
      // The limit was one on its start.
      if (picture.ms === 0)
        return `It never began${picture.text ? `: ${short(picture.text)}` : ''}`
      return `Ended by its limit of ${limit(picture.ms ?? picture.to)}${withEggs}${listFates(eggs)}${unkept}`
    case 'failed':
      return `Failed after ${after}${withEggs}${picture.text ? `: ${short(picture.text)}` : listFates(eggs)}${unkept}`
  }
}

/** What an axis counts, where that is not what a person waited: "kitchen time, at a quarter of the speed". */
export function tellClock({ clock, running }: Picture): string | undefined {
  return clock && (running && clock.rate !== 1 ? `kitchen time, ${tellRate(clock.rate)}` : 'kitchen time')
}

/** Small numbers as words are read faster. */
const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight']

/**
 * Of tasks that computed: how many cores they had between them, on average, from the first one's start to the last
 * one's end.
 */
export function coresUsed({ lanes }: Picture): number | undefined {
  // Its start may lie before that of its thread.
  const shares = lanes.flatMap(({ share, ended }) => share && ended !== undefined ? { ...share, started: ended - share.of, ended } : [])
  const wall = Math.max(...shares.map(({ ended }) => ended)) - Math.min(...shares.map(({ started }) => started))
  return shares.length > 0 && wall > 0 ? shares.reduce((sum, { worked }) => sum + worked, 0) / wall : undefined
}

/**
 * What its waiting cost: for how many milliseconds a thread was taken, all threads together, by what it did or by a
 * call that held it. Nothing where nobody saw its threads.
 */
export function threadTime({ threads }: Picture): number | undefined {
  const taken = threads.flatMap(({ parts }) => parts.flatMap(({ state, from, to }) => state === 'idle' ? [] : to - from))
  return threads.length > 0 ? taken.reduce((sum, ms) => sum + ms, 0) : undefined
}

/** The same of a cook: "8.05 cook-seconds". */
export function tellCost(picture: Picture): string {
  const ms = threadTime(picture)
  if (picture.outcome === undefined)
    return ''
  return ms === undefined ? 'cook-seconds are not measured here' : `${seconds(ms).replace(' s', '')} cook-seconds`
}

/** Less work than this on no task says nothing. */
const BESIDE_MS = 10

/** What was worked and is in no task's lane: "0.45 s on no task". Nothing where that is hardly any. */
export function tellBeside(ms: number): string {
  return ms >= BESIDE_MS ? `${seconds(ms)} on no task` : ''
}

/** The times of runs that computed the same: how many cores each had, and how long it took in times of the first. */
export function compareWork(runs: readonly { slug: string, picture: Picture }[]): string | undefined {
  const cores = runs.map(({ picture }) => coresUsed(picture))
  const [first] = runs
  if (!first || runs.length < 2 || cores.includes(undefined))
    return undefined
  return runs.map(({ slug, picture }, i) => {
    const ms = doneAfter(picture)
    const times = i === 0 ? '' : `, ${(ms / doneAfter(first.picture)).toFixed(2)} times ${first.slug}`
    return `${slug} ${seconds(ms)} on ${cores[i]!.toFixed(1)} cores${times}`
  }).join('; ')
}

/** What its tasks had of the cores: ": four tasks, 1.0 cores' worth of work". */
function tellWork(picture: Picture): string {
  const tasks = picture.lanes.filter(({ share }) => share).length
  const cores = coresUsed(picture)
  if (picture.unmeasured)
    return '; what its tasks had of the cores is not measured here'
  if (cores === undefined || tasks < 2)
    return ''
  return `: ${tellCores(tasks, cores)}`
}

/** "four tasks, one core’s worth of work". */
export function tellCores(tasks: number, cores: number): string {
  const worth = cores.toFixed(1)
  return `${NUMBERS[tasks] ?? tasks} tasks, ${worth === '1.0' ? 'one core’s' : `${worth} cores’`} worth of work`
}

/**
 * How long a run was starting up, in milliseconds, where that is long enough to be seen; otherwise 0. What a language
 * takes for it says nothing about how its eggs are fried, so no comparison counts it.
 */
export function startUpOf({ startUp }: Picture): number {
  return startUp >= startUpWorthSaying ? startUp : 0
}

/**
 * What the time of a finished run means: "4.0 times as fast as one by one", or "one by one" where no two eggs shared
 * the pan. Nothing unless there were at least two eggs and all of them came out.
 */
export function compare(picture: Picture, oneByOneMs?: number): string | undefined {
  if (picture.outcome !== 'done')
    return undefined
  const eggs = eggsOf(picture)
  if (eggs.length < 2 || eggs.some(egg => egg.fate !== 'out'))
    return undefined
  const inOrder = eggs.toSorted((a, b) => a.from - b.from)
  if (inOrder.every((egg, i) => i === 0 || egg.from >= inOrder[i - 1]!.to))
    return 'one by one'
  const ms = (picture.ms ?? picture.to) - startUpOf(picture)
  const factor = (oneByOneMs ?? eggs.reduce((sum, egg) => sum + egg.to - egg.from, 0)) / ms
  return Number.isFinite(factor) && factor >= worthSaying ? `${factor.toFixed(1)} times as fast as one by one` : undefined
}

/**
 * When the program itself was done, in milliseconds: some of what it started may go on without it. For a program that
 * never went on because of something, that is the whole run.
 */
export function doneAfter({ lanes, edges, ms, to }: Picture): number {
  const main = lanes.find(({ task }) => task === TOP_LEVEL)
  return main?.outcome === 'done' && edges.some(edge => edge.to.task === TOP_LEVEL) ? main.ended! : ms ?? to
}

/** Milliseconds in seconds, as precise as is sensible: "0.20 s", "2.01 s", "12.0 s", "120 s". */
export function seconds(ms: number): string {
  const positive = Math.max(0, ms || 0)
  const digits = positive < 9_995 ? 2 : positive < 99_950 ? 1 : 0
  return `${(positive / 1000).toFixed(digits)} s`
}

/** How much of its time a task had a core: "0.13 s of 0.52 s on a core". */
export function tellShare({ worked, of }: NonNullable<Lane['share']>): string {
  return `${seconds(worked)} of ${seconds(of)} on a core`
}

/** A limit is a round number, and the run that it ended is a little longer. */
function limit(ms: number): string {
  return ms >= 1000 ? `${Math.round(ms / 1000)} s` : seconds(ms)
}

/** An error may be a book; a sentence is one. */
function short(text: string): string {
  return text.length > MOST_ERROR ? `${text.slice(0, MOST_ERROR - 1)}…` : text
}

/** `180 000`, with spaces that no line ends at. */
function grouped(n: number): string {
  return String(n).replace(/\B(?=(?:\d{3})+$)/g, '\u00A0')
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}

type Fate = 'out' | 'burnt' | 'off the heat' | 'refused' | 'in the queue' | 'in the pan' | 'asked for' | 'never in the pan' | 'for no guest'

interface Egg {
  task: string
  fate: Fate
  from: number
  to: number
}

/** Several sentences tell of the same picture, and it may have ten thousand eggs. */
const counted = new WeakMap<Picture, Egg[]>()

/** Every egg that was asked for; the same name twice is two eggs. Their times are the kitchen's, else the program's. */
function eggsOf(picture: Picture): readonly Egg[] {
  const known = counted.get(picture)
  if (known)
    return known
  const kitchenSpoke = picture.lanes.some(lane => lane.kitchen.length > 0)
  const eggs: Egg[] = []
  for (const lane of picture.lanes) {
    if (!isEgg(lane))
      continue
    // Most live once, in one segment.
    if (lane.kitchen.length <= 1 && lane.program.length <= 1) {
      const [saw, said] = [lane.kitchen[0], lane.program[0]?.work ? undefined : lane.program[0]]
      const { from, to } = saw ?? said!
      eggs.push({ task: lane.task, from, to, fate: fateOf(said && fateIn(said), saw && fateIn(saw), picture.running, kitchenSpoke) })
      continue
    }
    const seen = toEggs(lane.task, lane.kitchen)
    const asked = toEggs(lane.task, lane.program.some(({ work }) => work) ? lane.program.filter(({ work }) => !work) : lane.program)
    // What the program says of an egg counts while it can still say something.
    for (let i = 0; i < Math.max(seen.length, asked.length); i++) {
      const [said, saw] = [asked[i], seen[i]]
      const { task, from, to } = saw ?? said!
      eggs.push({ task, from, to, fate: fateOf(said?.fate, saw?.fate, picture.running, kitchenSpoke) })
    }
  }
  counted.set(picture, eggs)
  return eggs
}

/**
 * The kitchen knows eggs only. Of the tasks it has not seen (yet), those are taken for eggs that were asked for under a
 * number, as requests are, or that never said where in the code they wait.
 */
function isEgg({ task, kitchen, program }: Lane): boolean {
  if (kitchen.length === 0 && program.every(({ work }) => work))
    return false
  return (
    kitchen.length > 0
    || (task !== TOP_LEVEL
      && program.some(({ id, line }) => id !== undefined || line === undefined)
      && !program.some(({ id, line }) => id === undefined && line !== undefined))
  )
}

function fateOf(said: Fate | undefined, saw: Fate | undefined, running: boolean, kitchenSpoke: boolean): Fate {
  if (said === 'out' || said === 'burnt')
    return said
  if (running && said) {
    if (said !== 'in the pan' || !kitchenSpoke)
      return said
    return !saw ? 'asked for' : saw === 'in the queue' ? saw : said
  }
  if (saw)
    return said && saw === 'out' ? 'for no guest' : saw
  if (kitchenSpoke)
    return 'never in the pan'
  return said === 'in the pan' ? 'asked for' : said!
}

/** One egg for each life in the segments of a lane. */
function toEggs(task: string, segments: readonly Segment[]): Egg[] {
  const eggs: Egg[] = []
  /** Those whose last segment closed without an end: their life goes on where and when it did. */
  let going: Map<string, Egg[]> | undefined
  const isOne = isOneLife(segments)
  for (const segment of segments) {
    const { from, to, id, outcome, open } = segment
    let egg = isOne ? eggs[0] : going?.get(`${id} ${from}`)?.shift()
    if (!egg)
      eggs.push(egg = { task, from, to, fate: 'in the pan' })
    goOn(egg, segment)
    if (isOne || open || outcome)
      continue
    const until = `${id} ${to}`
    going ??= new Map()
    if (!going.get(until)?.push(egg))
      going.set(until, [egg])
  }
  return eggs
}

/** As with most, each of its segments goes on where the one before it ended. */
function isOneLife(segments: readonly Segment[]): boolean {
  return segments.every(({ id, from }, i) => {
    const before = segments[i - 1]
    return !before || (id === before.id && from === before.to && !before.open && !before.outcome)
  })
}

function goOn(egg: Egg, { from, to, outcome, guest }: Segment): void {
  // It fries when its guest has a pan.
  if (egg.fate === 'in the queue' && guest !== 'queued')
    Object.assign(egg, { from, fate: 'in the pan' })
  else if (guest === 'queued')
    egg.fate = 'in the queue'
  egg.to = to
  if (outcome)
    egg.fate = fateAt(outcome, guest)
}

/** The fate of an egg that lives in one segment. */
function fateIn({ outcome, guest }: Segment): Fate {
  return outcome ? fateAt(outcome, guest) : guest === 'queued' ? 'in the queue' : 'in the pan'
}

function fateAt(outcome: NonNullable<Segment['outcome']>, guest: Segment['guest']): Fate {
  switch (outcome) {
    case 'end': return guest === 'gone' ? 'for no guest' : 'out'
    case 'fail': return 'burnt'
    case 'abort': return guest === 'queued' ? 'never in the pan' : 'off the heat'
    case 'refused': return 'refused'
  }
}

/** What became of the eggs that did not come out; and who did, where that was one of several. */
function listFates(eggs: readonly Egg[]): string {
  const number = (fate: Fate): number => eggs.filter(egg => egg.fate === fate).length
  const tell = (fate: Fate, one: string, many: string): string[] => {
    const n = number(fate)
    return n === 0 ? [] : [`${n} ${n === 1 ? one : many}`]
  }
  const lost = [
    ...tell('burnt', 'went wrong', 'went wrong'),
    ...tell('refused', 'was refused', 'were refused'),
    ...tell('off the heat', 'was taken off the heat', 'were taken off the heat'),
    ...tell('in the queue', 'is still in the queue', 'are still in the queue'),
    ...tell('in the pan', 'is still in the pan', 'are still in the pan'),
    ...tell('for no guest', 'came out for no guest', 'came out for no guest'),
    ...tell('never in the pan', 'never reached the pan', 'never reached the pan'),
  ]
  if (lost.length === 0)
    return ''
  const winner = number('out') === 1 ? [`${eggs.find(egg => egg.fate === 'out')!.task} came out`] : []
  return `: ${[...winner, ...lost].join(', ')}`
}
