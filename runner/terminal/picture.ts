import type { Lane, Picture } from '../../trace/lanes.ts'
import type { Level } from '../../trace/levels.ts'
import type { Segment, State } from '../../trace/life.ts'
import type { Paint } from './paint.ts'
import { niceAxis, tickLabels } from '../../trace/axis.ts'
import { heightAt } from '../../trace/levels.ts'
import { toRows } from '../../trace/table.ts'
import { seconds, tellBeside } from '../../trace/words.ts'
import { markOf } from './paint.ts'
import { columns, cut, pad } from './width.ts'

/**
 * A run in characters. State is fill, as on the slides: hollow waits, solid works, hatched is ready but not running.
 * The line under a lane is what the kitchen saw.
 */

interface Glyphs { body: string, from: string, to: string }

const STATES: Record<State, Glyphs & { words: string }> = {
  waiting: { from: '╞', body: '═', to: '╡', words: 'waiting for an answer' },
  blocked: { from: '╫', body: '╫', to: '╫', words: 'holds a thread that is blocked' },
  ready: { from: '▒', body: '▒', to: '▒', words: 'queued or ready, not running' },
  working: { from: '█', body: '█', to: '█', words: 'working' },
  unknown: { from: '·', body: '·', to: '·', words: 'not known' },
}

/** What the kitchen did, from when to when: it fried, its guest queued for a pan, it fried for a guest who had gone. */
const KITCHEN = { frying: '▔', queued: '┄', gone: '~' }
const KITCHEN_WORDS: Record<keyof typeof KITCHEN, string> = { frying: 'what the kitchen saw', queued: 'in the queue', gone: 'for no guest' }

/** The kitchen had no place for it. */
const REFUSED = '⊖'

/** From nothing to as much as there was room for. */
const HEIGHTS = [...' ▁▂▃▄▅▆▇█']

/** Instead of the last glyph, where a stretch did not end well. */
const ENDINGS: Record<string, string> = { fail: '✗', abort: '╳', refused: REFUSED }

/** Longer names are cut. */
const LONGEST_NAME = 12

/** ` called off 12.3 s`, ` done, late 12.3 s` */
const WORDS = 19

/** With less than this, the words at the end of a lane give way to the lane. */
const ROOM_FOR_WORDS = 56

/** Below this a time axis says nothing. */
const NARROWEST = 8

export interface PictureOptions {
  /** Columns there are. */
  width: number
  paint: Paint
  /** The axis has room for so many milliseconds from the start, so that it moves less. */
  room?: number
}

/** The lanes of a picture and its axis, in lines of at most `width` columns. Nothing for a picture without lanes. */
export function drawPicture(picture: Picture, { width, paint, room = 0 }: PictureOptions): string[] {
  if (picture.lanes.length === 0)
    return []
  const name = Math.min(
    LONGEST_NAME,
    Math.max(...[...picture.lanes.map(({ task }) => task), ...picture.levels.map(({ name }) => name)].map(columns)),
  )
  const left = name + 4
  const right = width >= ROOM_FOR_WORDS ? WORDS : 0
  const chart = Math.max(NARROWEST, width - left - right)
  const axis = niceAxis(Math.max(picture.to, room), chart >= 40 ? 5 : 3)
  const at = (t: number) => Math.round(Math.min(t, axis.max) / axis.max * (chart - 1))
  const rows = toRows(picture)

  const lines = picture.lanes.flatMap((lane, i) => {
    const { outcome, ended, late } = rows[i]!
    const words = right ? ` ${outcome}${late && ', late'}${ended && ` ${ended} s`}` : ''
    const head = paint.egg(lane.task, ` ${markOf(lane.task)} ${pad(cut(lane.task, name), name)} `)
    const bar = paint.egg(
      lane.task,
      drawStretches(shareOut(lane.program, axis.max / (chart - 1)), chart, at, ({ state }) => STATES[state]),
    )
    const kitchen = paint.yolk(
      drawStretches(
        lane.kitchen,
        chart,
        at,
        ({ guest, outcome }) => evenly(outcome === 'refused' ? REFUSED : KITCHEN[guest ?? 'frying']),
        true,
      ).trimEnd(),
    )
    return [head + bar + cut(words, right), ...(isInKitchen(lane) ? [' '.repeat(left) + kitchen] : [])]
  })
  const levels = picture.levels.map((level) => {
    const until = at(picture.to)
    const heights = Array.from({ length: until + 1 }, (_, column) =>
      heightIn(level, (column / (chart - 1)) * axis.max, ((column + 1) / (chart - 1)) * axis.max))
    return ` ${pad('', 1)} ${pad(cut(level.name, name), name)} ${paint.yolk(pad(heights.join(''), chart))}${cut(right ? ` at most ${level.highest}` : '', right)}`
  })
  const { worked = 0, runtime = 0 } = picture.beside ?? {}
  const beside = [tellBeside(worked), runtime && tellBeside(runtime) && `${seconds(runtime)} of it the runtime’s own`]
  const rest = beside[0] ? [paint.dim(cut(`${' '.repeat(left)}${beside.filter(Boolean).join(', ')}`, width))] : []
  const scale = drawAxis(axis, left, chart, at, paint, picture.clock !== undefined)
  return [...scale, ...[...lines, ...levels, ...rest].map(line => line.trimEnd())].map(line =>
    columns(line) > width ? bare(line, width) : line,
  )
}

/** What the glyphs of this picture mean, in lines of at most `width` columns. */
export function drawLegend(picture: Picture, { width, paint }: PictureOptions): string[] {
  const states = new Set(picture.lanes.flatMap(({ program }) => program.map(({ state }) => state)))
  const entries = (Object.keys(STATES) as State[]).filter(state => states.has(state)).map((state) => {
    const { from, body, to, words } = STATES[state]
    return `${from}${body}${to} ${words}`
  })
  const stretches = picture.lanes.flatMap(({ kitchen }) => kitchen)
  const did = new Set(stretches.flatMap(({ guest, outcome }) => outcome === 'refused' ? [] : guest ?? 'frying'))
  for (const kind of (Object.keys(KITCHEN) as (keyof typeof KITCHEN)[]).filter(kind => did.has(kind)))
    entries.push(`${KITCHEN[kind].repeat(3)} ${KITCHEN_WORDS[kind]}`)
  if (stretches.some(({ outcome }) => outcome === 'refused'))
    entries.push(`${REFUSED} refused`)
  return wrap(entries, '   ', width).map(line => paint.dim(line))
}

/** The greatest height between two moments, as a block. */
function heightIn(level: Level, from: number, to: number): string {
  const within = level.points.filter(({ t }) => t >= from && t < to).map(({ height }) => height)
  const height = Math.max(heightAt(level, from), ...within)
  const full = Math.max(level.highest, level.capacity ?? 0, 1)
  return HEIGHTS[Math.ceil(height / full * (HEIGHTS.length - 1))]!
}

function isInKitchen({ kitchen }: Lane): boolean {
  return kitchen.length > 0
}

function evenly(body: string): Glyphs {
  return { from: body, body, to: body }
}

function drawStretches(
  segments: readonly Segment[],
  chart: number,
  at: (t: number) => number,
  glyphsOf: (segment: Segment) => Glyphs,
  isKitchen = false,
): string {
  const cells = Array.from<string>({ length: chart }).fill(' ')
  for (const segment of segments) {
    const glyphs = glyphsOf(segment)
    const [from, to] = [at(segment.from), at(segment.to)]
    cells.fill(glyphs.body, from, to + 1)
    if (to > from) {
      cells[from] = glyphs.from
      if (!segment.open)
        cells[to] = glyphs.to
    }
    const ending = segment.outcome && !isKitchen ? ENDINGS[segment.outcome] : undefined
    if (ending)
      cells[to] = ending
  }
  return cells.join('')
}

/**
 * Turns that are shorter than a character: each character goes to the state that has had the fewest for its time, so
 * that a task which worked for a quarter of the time is solid in a quarter of its characters.
 */
function shareOut(segments: readonly Segment[], cell: number): Segment[] {
  const isFine = segments.some(({ from, to, open }) => to - from < cell && !open)
  if (!isFine)
    return [...segments]
  const owed = new Map<State, number>()
  const shared: Segment[] = []
  let rest: Segment[] = []
  for (const segment of segments) {
    rest.push(segment)
    const [from, to] = [rest[0]!.from, segment.to]
    const before = shared.at(-1)
    if (to - from < cell && before && segment === segments.at(-1)) {
      shared[shared.length - 1] = { ...segment, from: before.from, to, state: before.state }
      break
    }
    if (to - from < cell && segment !== segments.at(-1) && !segment.outcome)
      continue
    for (const { state, from, to } of rest)
      owed.set(state, (owed.get(state) ?? 0) + to - from)
    const [state] = [...owed].reduce((most, one) => one[1] > most[1] ? one : most)
    owed.set(state, owed.get(state)! - (to - from))
    shared.push({ ...segment, from, to, state })
    rest = []
  }
  return shared
}

function drawAxis(
  axis: ReturnType<typeof niceAxis>,
  left: number,
  chart: number,
  at: (t: number) => number,
  paint: Paint,
  isOfKitchen: boolean,
): string[] {
  const labels = tickLabels(axis)
  let numbers = ''
  const rule = Array.from<string>({ length: chart }).fill('─')
  axis.ticks.forEach((tick, i) => {
    const label = labels[i]!
    const middle = left + at(tick)
    rule[at(tick)] = '┼'
    // The last one ends where the axis does; one that would touch its neighbour is left out.
    const begin = Math.min(middle - Math.floor(label.length / 2), left + chart - label.length)
    if (begin > numbers.length || numbers === '')
      numbers = pad(numbers, begin) + label
  })
  rule[0] = '├'
  rule[chart - 1] = '┤'
  const unit = isOfKitchen ? cut(left > 'kitchen time'.length ? 'kitchen time' : 'kitchen', left) : ''
  return [paint.dim(numbers), paint.dim(pad(unit, left) + rule.join(''))]
}

/** A line that is too long even so, without its colour. */
function bare(line: string, width: number): string {
  // eslint-disable-next-line no-control-regex
  return cut(line.replace(/\x1B\[[\d;]*m/g, ''), width)
}

/** Puts entries side by side, in as few lines as they need. */
function wrap(entries: readonly string[], gap: string, width: number): string[] {
  const lines: string[] = []
  for (const entry of entries) {
    const last = lines.at(-1)
    if (last !== undefined && columns(last + gap + entry) <= width)
      lines[lines.length - 1] = last + gap + entry
    else
      lines.push(cut(` ${entry}`, width))
  }
  return lines
}
