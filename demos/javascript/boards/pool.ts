import type { Drop, Place, Work } from './pool-settings.ts'
import { block } from '../block.ts'
import { stove } from '../kitchen.ts'
import { listen } from '../listen.ts'
import { step } from '../step.ts'
import { strokesFor, whip } from '../whip.ts'
import { settings } from './pool-settings.ts'

/** As often as the reactor has something small to do: enough to see when it does not get to it. */
const BEAT_MS = 100
/** A picture that stands still for longer than this seems to be broken. */
const TELL_MS = 300
const SEATS = 3
const CORES = Math.max(1, Math.min(3, globalThis.navigator?.hardwareConcurrency ?? 2))
const strokes = strokesFor(settings.takes)

interface Task { name: string, work: Work }

/** A real thread. It computes and blocks with all it has; what it awaits, it hears of when it gets round to it. */
const SCRIPT = `
  const [block, whip] = [${block}, ${whip}]
  let beats
  onmessage = ({ data: { task, work, ms, strokes, ready, beat } }) => {
    if (beat)
      return setInterval(() => postMessage({ beat: true }), beat)
    if (ready)
      return postMessage({ ended: ready })
    postMessage({ began: task })
    if (work === 'await')
      return postMessage({ orders: task })
    if (work === 'block')
      block(ms)
    else
      whip(strokes)
    postMessage({ ended: task })
  }`

interface Seat {
  name: string
  thread: Worker
  /** What it has been given and has not finished. */
  tasks: (Task & { state: 'sent' | 'busy' | 'awaiting' | 'ready' })[]
}

const pools: Record<Place, { seats: Seat[], queue: Task[] }> = {
  reactor: { seats: [seat('reactor')], queue: [] },
  blocking: { seats: seats('blocking', SEATS), queue: [] },
  compute: { seats: seats('compute', CORES), queue: [] },
}
const all = Object.values(pools)
const counts = new Map<Work, number>()
let beats: number[] = []
let lastBeat = performance.now()
let toldAt = 0

function seat(name: string): Seat {
  const thread = new Worker(`data:text/javascript,${encodeURIComponent(SCRIPT)}`)
  const me: Seat = { name, thread, tasks: [] }
  thread.addEventListener('message', ({ data }) => hear(me, data))
  return me
}

function seats(name: string, count: number): Seat[] {
  return Array.from({ length: count }, (_, i) => seat(`${name} ${i + 1}`))
}

function tell(text: string) {
  const now = performance.now()
  toldAt = now
  step(text, {
    seats: all.flatMap(({ seats }) => seats.map(({ name, tasks }) => ({ name, tasks }))),
    queues: Object.fromEntries(Object.entries(pools).map(([place, { queue }]) => [place, queue.map(({ name }) => name)])),
    beats: beats.map(at => now - at),
    silent: now - lastBeat,
  })
  beats = []
}

/**
 * An egg for a thread that awaits it. The kitchen has it ready when it is ready; the thread hears of it when it
 * listens.
 */
async function order(me: Seat, task: Task) {
  const reply = await fetch(`${stove}${task.name.replace(' ', '-')}?ms=${settings.takes}`)
  await reply.text()
  setState(me, task.name, 'ready')
  tell(`${task.name}: its egg is here; ${me.name} has to get round to it`)
  me.thread.postMessage({ ready: task.name })
}

function setState(me: Seat, name: string, state: Seat['tasks'][number]['state']): Task {
  const task = me.tasks.find(task => task.name === name)!
  task.state = state
  return task
}

function hear(me: Seat, said: { beat?: true, began?: string, orders?: string, ended?: string }) {
  if (said.beat) {
    lastBeat = performance.now()
    beats.push(lastBeat)
  }
  else if (said.began) {
    setState(me, said.began, 'busy')
    tell(`${me.name} has taken ${said.began}`)
  }
  else if (said.orders) {
    const task = setState(me, said.orders, 'awaiting')
    tell(`${task.name} awaits an egg, and leaves ${me.name} to others`)
    void order(me, task)
  }
  else if (said.ended) {
    me.tasks = me.tasks.filter(({ name }) => name !== said.ended)
    tell(`${me.name} has finished ${said.ended}`)
    fill()
  }
}

function nameOf(work: Work): string {
  counts.set(work, (counts.get(work) ?? 0) + 1)
  return `${work} ${counts.get(work)}`
}

const { reactor, blocking, compute } = pools
const isFree = ({ tasks }: Seat) => tasks.length === 0

function give({ tasks, thread }: Seat, { name, work }: Task) {
  tasks.push({ name, work, state: 'sent' })
  thread.postMessage({ task: name, work, ms: settings.takes, strokes })
}

// #region show
/** The reactor takes whatever comes. */
function react() {
  for (const task of reactor.queue.splice(0))
    give(reactor.seats[0]!, task)
}

/** A pool gives each seat one at a time. */
function fill() {
  for (const pool of [blocking, compute]) {
    const { seats, queue } = pool
    for (const seat of seats.filter(isFree)) {
      const task = queue.shift()
      if (task)
        give(seat, task)
    }
  }
}
// #endregion show

function drop({ work, into }: Drop) {
  const task = { name: nameOf(work), work }
  pools[into].queue.push(task)
  react()
  fill()
  tell(`${task.name} is dropped into the ${into === 'reactor' ? into : `${into} pool`}`)
}

reactor.seats[0]!.thread.postMessage({ beat: BEAT_MS })
tell('all threads are idle')
listen(drop)
const clock = setInterval(() => {
  const now = performance.now()
  if (now - toldAt < TELL_MS)
    return
  const silent = now - lastBeat
  tell(silent > TELL_MS ? `the reactor is frozen: nothing of it for ${(silent / 1000).toFixed(1)} s` : 'the reactor beats')
}, BEAT_MS)

const rest = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
const isOver = () => all.every(({ seats, queue }) => queue.length === 0 && seats.every(isFree))
for (const { after, ...first } of settings.first)
  setTimeout(drop, after, first)
await rest(Math.max(settings.open, ...settings.first.map(({ after }) => after + BEAT_MS)))
while (!isOver())
  await rest(BEAT_MS)
clearInterval(clock)
all.forEach(({ seats }) => seats.forEach(({ thread }) => thread.terminate()))
console.log('all is done')
