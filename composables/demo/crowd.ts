import type { Lane } from '../../trace/lanes.ts'
import type { Segment } from '../../trace/life.ts'

/** Where things stand in a picture, in pixels. */
export interface Scale {
  /** Where a moment stands, which is given in milliseconds since the run began. */
  x: (t: number) => number
  /** The middle of a lane, by its place among all. */
  y: (index: number) => number
  /** What a lane's bars may take of its height. */
  height: number
}

/** Lanes that are too many for a shape each, as SVG paths: one for everything that looks the same. */
export interface Crowd {
  /** What the program saw: by state, then by the lane's colour. */
  states: Record<Segment['state'], Map<string, string>>
  /** What the kitchen saw: frying, queued for a pan (a line, to be dashed), and frying for a guest who has gone. */
  kitchen: string
  queued: string
  gone: string
  /** Where a life ended badly: failed, called off, or refused by the kitchen. */
  failed: string
  aborted: string
  refused: string
}

/** What is shorter is drawn so wide, or nobody would see it. */
const VISIBLE = 2
/** So many segments are drawn as they are. */
const FEW = 100
/** What is blocked is a wire: so much of a bar's height. */
const WIRE = 0.34
/** A mark has to be seen, however low its lane is. */
const MARK = 2.6
/** Many of a crowd may be refused at once, each time: their marks are no larger than their lanes, down to this. */
const LEAST_RING = 0.8

/**
 * Draws lanes together. The program's bars are the upper part of a lane and the kitchen's the lower; a lane of which
 * only one of the two tells anything is theirs alone.
 */
export function drawCrowd(lanes: readonly { lane: Lane, colour: string, index: number }[], { x, y, height }: Scale): Crowd {
  const crowd: Crowd = {
    states: { waiting: new Map(), blocked: new Map(), ready: new Map(), working: new Map(), unknown: new Map() },
    kitchen: '',
    queued: '',
    gone: '',
    failed: '',
    aborted: '',
    refused: '',
  }
  for (const { lane, colour, index } of lanes) {
    const hasBoth = lane.program.length > 0 && lane.kitchen.length > 0
    const each = hasBoth ? height / 2 : height
    const top = y(index) - height / 2
    for (const segment of thinOut(lane.program, x)) {
      const paths = crowd.states[segment.state]
      paths.set(
        colour,
        (paths.get(colour) ?? '')
        + (segment.state === 'blocked' ? box(segment, top + (each * (1 - WIRE)) / 2, each * WIRE) : box(segment, top, each)),
      )
      if (segment.outcome === 'fail')
        crowd.failed += dot(x(segment.to), y(index))
      else if (segment.outcome === 'abort')
        crowd.aborted += cross(x(segment.to), y(index))
    }
    for (const segment of thinOut(lane.kitchen, x)) {
      if (segment.outcome === 'refused')
        crowd.refused += ring(x(segment.to), y(index), Math.max(LEAST_RING, Math.min(MARK, height / 2)))
      else if (segment.guest === 'queued')
        crowd.queued += `M${round(x(segment.from))} ${round(hasBoth ? top + each * 1.5 : y(index))}h${round(Math.max(VISIBLE, x(segment.to) - x(segment.from)))}`
      else
        crowd[segment.guest ?? 'kitchen'] += box(segment, hasBoth ? top + each : top, each)
    }
  }
  return crowd

  function box({ from, to }: Segment, top: number, height: number): string {
    const wide = Math.max(VISIBLE, x(to) - x(from))
    return `M${round(x(from))} ${round(top)}h${round(wide)}v${round(height)}h${round(-wide)}z`
  }
}

/** More lanes than this are finer than a screen: of each few of them one stands for its neighbours. */
const MOST_LANES = 600

/** Of how many lanes one is drawn. */
export function strideOf(count: number): number {
  return Math.ceil(count / MOST_LANES)
}

/** What stands beside a crowd instead of names. */
export function tellCount(count: number): string {
  return `${count} tasks`
}

/** Evenly, so many of a crowd that they can be drawn. */
export function pickLanes<L>(lanes: readonly L[]): readonly L[] {
  const every = strideOf(lanes.length)
  return every <= 1 ? lanes : lanes.filter((_, index) => index % every === 0)
}

/**
 * The segments without those that nobody could see: that begin within a pixel of one in the same state, and end within
 * a pixel, too. What ended badly is always seen.
 */
export function thinOut(segments: readonly Segment[], x: (t: number) => number): readonly Segment[] {
  if (segments.length < FEW)
    return segments
  const last = new Map<string, number>()
  return segments.filter(({ state, from, to, outcome, guest }, index) => {
    const look = outcome === 'refused' ? outcome : guest ?? state
    const seen = last.get(look)
    if (seen !== undefined && x(to) - seen < 1 && index < segments.length - 1 && outcome !== 'fail' && outcome !== 'abort')
      return false
    last.set(look, x(from))
    return true
  })
}

function dot(x: number, y: number, radius = MARK): string {
  const arc = `a${round(radius)} ${round(radius)} 0 1 1 0`
  return `M${round(x)} ${round(y - radius)}${arc} ${round(2 * radius)}${arc} ${round(-2 * radius)}z`
}

/** The sign that forbids to enter: of what cannot come in. */
function ring(x: number, y: number, radius: number): string {
  return `${dot(x, y, radius)}M${round(x - radius / 2)} ${round(y)}h${round(radius)}`
}

function cross(x: number, y: number): string {
  return `M${round(x)} ${round(y - MARK)}l${MARK * 2} ${MARK * 2}m0 ${-MARK * 2}l${-MARK * 2} ${MARK * 2}`
}

/** Hundredths of a pixel are finer than any screen. */
function round(pixels: number): number {
  return Math.round(pixels * 100) / 100
}
