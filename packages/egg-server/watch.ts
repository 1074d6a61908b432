import type { Kitchen } from '../../egg-server/app.ts'
import type { Paint } from '../../runner/terminal/paint.ts'
import type { KitchenEvent } from '../../trace/events.ts'
import type { GrowingPicture } from '../../trace/lanes.ts'
import { drawLegend, drawPicture } from '../../runner/terminal/picture.ts'
import { createScreen, sizeOf } from '../../runner/terminal/screen.ts'
import { cut } from '../../runner/terminal/width.ts'
import { createPicture } from '../../trace/lanes.ts'

/** As fast as a terminal is looked at. */
const REDRAW_MS = 80

/** After so long with nothing in the pan, what comes next is another story, with a picture of its own. */
const QUIET_MS = 3_000

/** More lanes than this nobody tells apart in a terminal; the others are counted. */
const MOST_LANES = 16

/** A picture that is fed for an hour stops growing; the counts go on. */
const MOST_EVENTS = 2_000

interface Options {
  paint: Paint
  /** How long an egg takes, in milliseconds. */
  eggMs: number
}

type Output = Pick<NodeJS.WriteStream, 'write' | 'columns' | 'rows' | 'on' | 'off'>

/** One story: from the first order of a guest until nothing has been asked for a while. */
interface Story {
  began: number
  lastAt: number
  picture: GrowingPicture
  tasks: Set<string>
  events: number
  /** Orders that have no lane. */
  others: number
}

const keyOf = ({ run = '', task, id = 0 }: KitchenEvent) => `${run}/${task}/${id}`

/** Draws what goes on in a kitchen, while it happens, from what the kitchen itself saw; gives how to end that. */
export function watchKitchen(kitchen: Pick<Kitchen, 'subscribe' | 'counts' | 'now'>, out: Output, { paint, eggMs }: Options): () => void {
  const screen = createScreen(out)
  const width = () => sizeOf(out).columns
  /** Orders of several runs have the same numbers. */
  const ids = new Map<string, number>()
  let story: Story | undefined
  /** Guests who wait for a pan. */
  const queue = new Set<string>()
  const isOver = () => kitchen.counts.pan === 0 && queue.size === 0

  function take(event: KitchenEvent) {
    const key = keyOf(event)
    if (event.kind === 'queued')
      queue.add(key)
    else
      queue.delete(key)
    if (!story || (kitchen.counts.pan <= 1 && event.at - story.lastAt > QUIET_MS))
      begin(event.at)
    const now = story!
    now.lastAt = event.at
    if (!now.tasks.has(event.task) && now.tasks.size >= MOST_LANES) {
      now.others += event.kind === 'start' ? 1 : 0
      return
    }
    now.tasks.add(event.task)
    if (now.events++ >= MOST_EVENTS)
      return
    const id = ids.get(key) ?? ids.size + 1
    ids.set(key, id)
    now.picture.add({ ...event, id, t: event.at - now.began })
  }

  /** What was drawn so far stays in the terminal, above what comes now. */
  function begin(at: number) {
    if (story)
      draw()
    screen.leave()
    ids.clear()
    story = { began: at, lastAt: at, picture: createPicture(), tasks: new Set(), events: 0, others: 0 }
  }

  function draw() {
    const { pan, served, burnt, aborted } = kitchen.counts
    const words = [
      `${pan} in the pan`,
      ...queue.size > 0 ? [`${queue.size} waiting`] : [],
      `${served} served`,
      ...burnt > 0 ? [`${burnt} burnt`] : [],
      ...aborted > 0 ? [`${aborted} called off`] : [],
    ].join(', ')
    const picture = story?.picture.at(isOver() ? undefined : kitchen.now() - story.began)
    const options = { width: width(), paint, room: eggMs }
    screen.show([
      '',
      ...picture ? [...drawPicture(picture, options), ...drawLegend(picture, options)] : [],
      ...story && story.others > 0 ? [paint.dim(cut(` and ${story.others} more`, width()))] : [],
      '',
      paint.dim(cut(`${words}. Ctrl+C closes the kitchen.`, width())),
    ])
  }

  let drawn = ''
  function tick() {
    // A picture in which nothing moves is not drawn again.
    const now = isOver() ? JSON.stringify([kitchen.counts, story?.events, story?.others]) : ''
    if (now === '' || now !== drawn)
      draw()
    drawn = now
  }

  const end = kitchen.subscribe(take)
  const timer = setInterval(tick, REDRAW_MS)
  out.on('resize', draw)
  draw()
  return () => {
    clearInterval(timer)
    out.off('resize', draw)
    end()
    draw()
    screen.leave()
  }
}
