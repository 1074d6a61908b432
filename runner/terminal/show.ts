import type { Demo } from '../../demos/catalogue/demo.ts'
import type { RunEvent } from '../../trace/events.ts'
import type { Run } from '../run/start-run.ts'
import type { Paint } from './paint.ts'
import { toDumpedWaits } from '../../trace/dumps.ts'
import { createPicture, toLanes } from '../../trace/lanes.ts'
import { toWaits } from '../../trace/waits.ts'
import { summarize } from '../../trace/words.ts'
import { drawLegend, drawPicture } from './picture.ts'
import { createScreen, sizeOf } from './screen.ts'
import { cut, harmless } from './width.ts'

/** As fast as a terminal is looked at. */
const REDRAW_MS = 80

/** What of a long output is shown while it grows; all of it follows at the end. */
const LAST_PRINTED = 8

interface Options {
  paint: Paint
  /** How long an egg takes, in milliseconds. */
  eggMs: number
}

export type Output = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns' | 'rows' | 'on' | 'off'>

/** Draws a run while it happens, where that can be drawn over; settles when its last picture stands. */
export async function showRun(run: Run, demo: Demo, out: Output, { paint, eggMs }: Options): Promise<void> {
  const title = paint.bold(demo.slug) + paint.dim(`  ${demo.title}`)
  const width = () => sizeOf(out).columns
  const options = () => ({ width: width(), paint, room: eggMs })

  if (!out.isTTY) {
    await run.finished
    out.write(`${[title, '', ...still(run.events, options())].join('\n')}\n`)
    return
  }

  const growing = createPicture()
  const screen = createScreen(out)
  let taken = 0
  function draw() {
    for (; taken < run.events.length; taken++)
      growing.add(tame(run.events[taken]!))
    const now = run.elapsed()
    const picture = growing.at(now === undefined ? undefined : growing.timeOf(now))
    screen.show([
      fit(title, width()),
      '',
      ...drawPicture(picture, options()),
      '',
      ...printed(run.events, options()).slice(-LAST_PRINTED),
      paint.dim(cut(`${summarize(picture)}. Ctrl+C stops it.`, width())),
    ])
  }

  draw()
  const timer = setInterval(draw, REDRAW_MS)
  out.on('resize', draw)
  await run.finished
  clearInterval(timer)
  out.off('resize', draw)
  screen.show([])
  screen.leave()
  out.write(`${[title, '', ...still(run.events, options())].join('\n')}\n`)
}

/** The whole story in one picture. */
function still(events: readonly RunEvent[], options: { width: number, paint: Paint, room: number }): string[] {
  const tamed = events.map(tame)
  const picture = toLanes(tamed)
  const waits = toWaits(tamed) ?? toDumpedWaits(tamed)
  const lanes = drawPicture(picture, options)
  const output = printed(events, options)
  return [
    ...lanes.length > 0 ? [...lanes, ...drawLegend(picture, options), ''] : [],
    ...output.length > 0 ? [...output, ''] : [],
    (picture.outcome === 'done' ? options.paint.bold : options.paint.bad)(summarize(picture)),
    ...waits ? [waits.sentence] : [],
  ]
}

/** A name or an error's words, like what is printed, comes from a program, and could steer the terminal. */
function tame(event: RunEvent): RunEvent {
  return JSON.parse(JSON.stringify(event), (_, value) =>
    typeof value === 'string' ? value.split('\n').map(harmless).join('\n') : value) as RunEvent
}

function printed(events: readonly RunEvent[], { width, paint }: { width: number, paint: Paint }): string[] {
  return events.flatMap(event => event.kind === 'log'
    ? event.text.split('\n').map((line) => {
        const text = cut(`${event.stream === 'stderr' ? ' ! ' : ' > '}${harmless(line)}`, width)
        return event.stream === 'stderr' ? paint.bad(text) : text
      })
    : [])
}

function fit(line: string, width: number): string {
  // eslint-disable-next-line no-control-regex
  const plain = line.replace(/\x1B\[[\d;]*m/g, '')
  return plain.length > width ? cut(plain, width) : line
}
