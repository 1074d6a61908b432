import type { Press } from './scope-settings.ts'
import { stove } from '../kitchen.ts'
import { listen } from '../listen.ts'
import { step } from '../step.ts'
import { settings } from './scope-settings.ts'

type Signal = AbortSignal

/** Called off, which is no mistake: nobody above it has to stop. */
class Cancelled extends Error {}

interface Task {
  name: string
  children: Task[]
  state: 'running' | 'done' | 'failed' | 'cancelled'
  /** Who ended it early. */
  cause?: 'you' | 'above' | 'below'
  own: AbortController
  heat: AbortController
}

function task(name: string, ...children: Task[]): Task {
  return { name, children, state: 'running', own: new AbortController(), heat: new AbortController() }
}

function breakfast(mark: string): Task {
  const egg = (name: string) => task(name + mark)
  return task(`breakfast${mark}`, task(`two eggs${mark}`, egg('A'), egg('B')), task(`one more${mark}`, egg('C')))
}

/** The same tree twice: with scopes, and without. */
const trees = { scoped: breakfast(''), loose: breakfast('-loose') }

function tell(text: string) {
  const all = ({ name, state, cause, children }: Task): object => ({ name: name.replace('-loose', ''), state, cause, children: children.map(all) })
  step(text, { scoped: all(trees.scoped), loose: all(trees.loose) })
}

/** An egg, which can be called off by a signal and burnt by turning up the heat. */
async function fry({ name, heat }: Task, signal: Signal) {
  const order = (wish: string, ...more: Signal[]) => fetch(`${stove}${name}?${wish}`, { signal: AbortSignal.any([signal, ...more]) })
  const reply = await order(`ms=${settings.takes}`, heat.signal).catch((error) => {
    if (signal.aborted || !heat.signal.aborted)
      throw error
    return order('ms=0&burn')
  })
  await reply.text()
  if (!reply.ok)
    throw new Error(`${name} is burnt`)
}

/** Does the task's work, and writes down how it ended. */
async function live(me: Task, above: Signal | undefined, work: () => Promise<unknown>) {
  const name = `${me.name.endsWith('-loose') ? 'on their own' : 'in scopes'}: ${me.name.replace('-loose', '')}`
  try {
    await work()
    me.state = 'done'
    tell(`${name} is done`)
  }
  catch (error) {
    const isCancelled = above?.aborted || error instanceof Cancelled
    me.state = isCancelled && (above?.aborted || me.own.signal.aborted) ? 'cancelled' : 'failed'
    me.cause = above?.aborted ? 'above' : me.heat.signal.aborted || me.own.signal.reason instanceof Cancelled ? 'you' : 'below'
    tell(me.state === 'cancelled' ? `${name} is called off${me.cause === 'above' ? ' from above' : ''}` : `${name} fails${me.cause === 'below' ? ', because of what is below it' : ''}`)
    throw error
  }
}

const either = (one: Signal, other: Signal) => AbortSignal.any([one, other])
const aborted = ({ own: { signal } }: Task) => new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
/** What goes wrong below stops all that is here; what is called off below does not. */
const stop = ({ own }: Task) => (error: unknown) => void (error instanceof Cancelled || own.abort(error))

// #region show
async function scope(me: Task, up: Signal) {
  const signal = either(up, me.own.signal)
  const tasks = me.children.map(
    child => run(child, signal),
  )
  const fail = stop(me)
  tasks.forEach(task => task.catch(fail))
  await Promise.allSettled(tasks)
  signal.throwIfAborted()
}

async function loose(me: Task) {
  const tasks = me.children.map(runLoose)
  const all = Promise.all(tasks)
  await Promise.race([all, aborted(me)])
}
// #endregion show

function run(me: Task, up: Signal): Promise<void> {
  return live(me, up, () => me.children.length > 0 ? scope(me, up) : fry(me, either(up, me.own.signal)))
}

function runLoose(me: Task): Promise<void> {
  return live(me, undefined, () => me.children.length > 0 ? loose(me) : fry(me, me.own.signal))
}

function find(me: Task, name: string): Task | undefined {
  return me.name.replace('-loose', '') === name ? me : me.children.map(child => find(child, name)).find(Boolean)
}

function press({ does, task }: Press) {
  tell(does === 'burn' ? `you burn ${task}, in both trees` : `you call ${task} off, in both trees`)
  for (const tree of [trees.scoped, trees.loose]) {
    const me = find(tree, task)
    if (me?.state !== 'running')
      continue
    if (does === 'burn')
      me.heat.abort()
    if (does === 'cancel' || me.children.length > 0)
      me.own.abort(does === 'cancel' ? new Cancelled(`${me.name} is called off`) : new Error(`${me.name} went wrong`))
  }
}

tell('everybody has begun')
listen(press)
settings.first.forEach(({ after, ...first }) => setTimeout(press, after, first))
const orders = [run(trees.scoped, new AbortController().signal), runLoose(trees.loose)]
for (const order of await Promise.allSettled(orders))
  console.log(order.status === 'fulfilled' ? 'breakfast is ready' : `${order.reason.message}`)
