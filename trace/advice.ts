import type { RunEvent } from './events.ts'
import type { Lane, Picture } from './lanes.ts'
import type { State } from './life.ts'
import { TOP_LEVEL } from './events.ts'
import { toLanes } from './lanes.ts'
import { toSweep } from './sweep.ts'
import { coresUsed, seconds, tellCores } from './words.ts'

/**
 * One sentence about a finished run, said only when the run's own events bear it out. What a trace cannot know, whether
 * one egg needed the answer of another, is put as a condition and left to the reader.
 */

/** How the text of a failure begins when a promise was rejected and nobody had asked to hear of it. */
export const UNHANDLED = 'A rejection was not handled: '

/** What happens within this of something else may well have happened because of it. */
const AT_ONCE_MS = 50

/** A gain of less than this part of the run is not worth a sentence. */
const WORTH = 0.25

/** A browser has no more connections to one host, so more eggs at once do not all start at once. */
const MOST_AT_ONCE = 6

/** A browser that has several thousand requests under way refuses more, and says no more of it than that it failed. */
const VERY_MANY = 1_000
const REFUSED = /TypeError: Failed to fetch/

/** A queue shorter than this is no trend. */
const LONG_QUEUE = 5

/** `picture`: the one of these events, where there is one already. */
export function advise(events: readonly RunEvent[], picture = toLanes(events)): string | undefined {
  if (picture.outcome === 'failed' && isOfVeryMany(picture))
    return 'A browser refuses requests when thousands are under way. Ask for a few hundred at a time.'
  // Where not all is known, what is not there may have happened all the same.
  if (picture.outcome === undefined || picture.outcome === 'stopped' || picture.cappedAt !== undefined)
    return undefined
  return ofRejection(picture)
    ?? ofCores(picture)
    ?? ofLosers(picture, events)
    ?? ofLevel(picture)
    ?? ofQueue(events)
    ?? ofSuccession(picture)
}

function isOfVeryMany({ text = '', lanes }: Picture): boolean {
  return REFUSED.test(text) && lanes.filter(({ program }) => program.some(({ id, work }) => id !== undefined && !work)).length > VERY_MANY
}

function ofRejection({ outcome, text }: Picture): string | undefined {
  return outcome === 'failed' && text?.startsWith(UNHANDLED)
    ? 'A promise failed while nobody was waiting for it. Await it together with the others, or give it a catch where it starts.'
    : undefined
}

/** With more cores than this between them, several worked at a time. */
const ONE_CORE = 1.25

/** Less than this that was lost is not worth a sentence. */
const WORTH_SAYING_MS = 100

/** Tasks that were at it together, and had to share what there was to compute with. */
function ofCores(picture: Picture): string | undefined {
  const cores = coresUsed(picture)
  const shared = picture.lanes.flatMap(({ share, program }) => share ? { of: share.of, program } : [])
  const spent = (state: State) => shared.reduce((sum, { program }) => sum + program
    .reduce((sum, segment) => segment.state === state ? sum + segment.to - segment.from : sum, 0), 0)
  const all = shared.reduce((sum, { of }) => sum + of, 0)
  const [ready, held] = [spent('ready'), spent('blocked')]
  // The same work by ever more threads has a chart that says it.
  const isLittle = ready + held < Math.max(all * WORTH, WORTH_SAYING_MS)
  if (picture.outcome !== 'done' || cores === undefined || shared.length < 2 || isLittle || toSweep(picture).length > 0)
    return undefined
  const worth = tellCores(shared.length, cores).replace(/^./, letter => letter.toUpperCase())
  const names = new Set(picture.lanes.flatMap(({ share, task }) => share ? task : []))
  const threads = picture.threads.filter(({ parts }) => parts.some(({ task }) => task !== undefined && names.has(task)))
  if (threads.length === 1)
    return `${worth}: they share one thread, and one has it at a time.`
  return cores < ONE_CORE && held > ready
    ? `${worth}: one worked at a time, and the others were held. One after the other would have taken no longer.`
    : `${worth}: they could have worked for another ${seconds(ready + held)} and had no core. More threads would not be quicker.`
}

/** Eggs that went on frying when the program was done and never heard of them again. */
function ofLosers({ lanes, outcome }: Picture, events: readonly RunEvent[]): string | undefined {
  const main = lanes.find(({ task }) => task === TOP_LEVEL)
  const winner = events.findLast(event => event.kind === 'resume' && event.task === TOP_LEVEL && event.by !== undefined)
  if (outcome !== 'done' || main?.ended === undefined || !winner)
    return undefined
  const over = main.ended
  const isHeardOfAfter = events.some(event => event.kind === 'log' && event.t > over + AT_ONCE_MS)
  const awaited = new Set(events.flatMap(event => (event.kind === 'resume' && event.by !== event.task ? (event.by ?? []) : [])))
  const losers = eggsOf(lanes).filter(
    ({ task, started, kitchen }) =>
      started !== undefined
      && started < over
      && !awaited.has(task)
      && kitchen.some(({ to, outcome }) => outcome === 'end' && to > over + AT_ONCE_MS),
  )
  if (isHeardOfAfter || losers.length === 0)
    return undefined
  const last = greatest(losers.flatMap(({ kitchen }) => kitchen.map(({ to }) => to)))
  return `Done after ${seconds(over)}, but ${count(losers.length)} fried on until ${seconds(last)} for no guest. An AbortSignal calls ${losers.length === 1 ? 'it' : 'them'} off.`
}

/** What nothing limits has filled up. */
function ofLevel({ levels }: Picture): string | undefined {
  const long = levels.find(({ capacity, highest }) => capacity === undefined && highest >= LONG_QUEUE)
  return (
    long
    && `The ${long.name} grew to ${long.highest}, and nothing held the sender back. With a capacity the sender waits, and the ${long.name} stays short.`
  )
}

/** More was started, again and again, before what there was had come out. */
function ofQueue(events: readonly RunEvent[]): string | undefined {
  const moves = events.filter(({ kind, witness }) => witness === 'program' && ['start', 'end', 'fail', 'abort'].includes(kind))
    .filter(event => !('task' in event) || event.task !== TOP_LEVEL)
    .toSorted((a, b) => a.t - b.t)
  const depths: { t: number, open: number }[] = []
  let open = 0
  for (const { kind, t } of moves) {
    open += kind === 'start' ? 1 : -1
    if (kind === 'start')
      depths.push({ t, open })
  }
  const [first, last] = [depths[0], depths.at(-1)]
  const ended = last ? depths.length - last.open : 0
  const isSpread = first !== undefined && depths.filter(({ t }) => t > first.t + AT_ONCE_MS).length >= LONG_QUEUE
  const grewOnly = depths.every(({ open }, i) => i === 0 || open >= depths[i - 1]!.open)
  return isSpread && grewOnly && last!.open >= LONG_QUEUE && ended > 0
    ? `The queue only grew: when the last was started, ${last!.open} were under way and ${ended} had come out. A limit on what is under way would hold it.`
    : undefined
}

/** One egg began when another had come out, each time. */
function ofSuccession({ lanes, outcome, ms = 0 }: Picture): string | undefined {
  // A page of orders is asked for with what the page before has said.
  const eggs = eggsOf(lanes).filter(({ task }) => !/^orders(?:-\d+)?$/.test(task))
  if (eggs.length > MOST_AT_ONCE)
    return undefined
  const lives = eggs.flatMap(({ program, kitchen }) => {
    const seen = program.length > 0 ? program : kitchen
    const [from, to] = [seen[0]!.from, greatest(seen.map(({ to }) => to))]
    return kitchen.length === 1 && kitchen[0]!.outcome === 'end' ? [{ from, to }] : []
  }).sort((a, b) => a.from - b.from)
  if (outcome !== 'done' || lives.length < 2 || lives.length !== eggs.length)
    return undefined
  const isOneByOne = lives.every(({ from }, i) => i === 0 || (from >= lives[i - 1]!.to && from - lives[i - 1]!.to < AT_ONCE_MS))
  const longest = Math.max(...lives.map(({ from, to }) => to - from))
  const sum = lives.reduce((sum, { from, to }) => sum + to - from, 0)
  const together = ms - (sum - longest)
  // Of the shortest runs, both are the same number of hundredths.
  if (!isOneByOne || ms - together < ms * WORTH || seconds(together) === seconds(ms))
    return undefined
  const [none, them]
    = lives.length === 2 ? ['the second does not need the first', 'both'] : ['none needs the one before', `all ${lives.length}`]
  return `If ${none}, starting ${them} at once would have taken ${seconds(together)} instead of ${seconds(ms)}.`
}

function greatest(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, number), -Infinity)
}

function eggsOf(lanes: readonly Lane[]): Lane[] {
  return lanes.filter(({ kitchen }) => kitchen.length > 0)
}

function count(n: number): string {
  return n === 1 ? 'one egg' : `${n} eggs`
}
