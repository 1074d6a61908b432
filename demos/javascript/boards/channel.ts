import { Channel } from '../channel.ts'
import { stove } from '../kitchen.ts'
import { step } from '../step.ts'
import { settings } from './channel-settings.ts'

const { capacity, every, takes, producers, consumers, orders } = settings

interface Line {
  channels: Channel<string>[]
  /** Producers that want to send and cannot. */
  blocked: number
  /** What each consumer has in the pan, and has had. */
  frying: (string | undefined)[]
  done: number[]
}

function lineOf(count: number): Line {
  return {
    channels: Array.from({ length: count }, () => new Channel<string>(capacity)),
    blocked: 0,
    frying: Array.from({ length: consumers }, () => undefined),
    done: Array.from({ length: consumers }, () => 0),
  }
}

/** One channel for all: each order goes to one. And one for each: each order goes to all. */
const lines = { queue: lineOf(1), broadcast: lineOf(consumers) }
type Name = keyof typeof lines

function tell(text: string) {
  const seen = ({ channels, ...rest }: Line) => ({ ...rest, held: channels.map(({ size }) => size) })
  step(text, { settings, queue: seen(lines.queue), broadcast: seen(lines.broadcast) })
}

const rest = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

async function fry(line: Name, cook: number, order: string) {
  lines[line].frying[cook] = order
  tell(`${line}: cook ${cook + 1} fries order ${order}`)
  const name = line === 'queue' ? `q${order}` : `b${cook + 1}-${order}`
  const reply = await fetch(`${stove}${name}?ms=${takes}`)
  await reply.text()
  lines[line].frying[cook] = undefined
  lines[line].done[cook]!++
  tell(`${line}: cook ${cook + 1} has done order ${order}`)
}

async function send(line: Name, order: string) {
  lines[line].blocked++
  tell(`${line}: order ${order} is here`)
  const { channels } = lines[line]
  await Promise.all(channels.map(to => to.send(order)))
  lines[line].blocked--
  tell(`${line}: order ${order} is sent`)
}

// #region show
async function feed(line: Name, n: number) {
  while (n <= orders) {
    await rest(every)
    await send(line, `${n}`)
    n += producers
  }
}

async function cook(line: Name, me: number) {
  const { channels } = lines[line]
  const mine = channels[me] ?? channels[0]!
  for await (const order of mine)
    await fry(line, me, order)
}
// #endregion show

async function run(line: Name) {
  const cooks = Array.from({ length: consumers }, (_, i) => cook(line, i))
  await Promise.all(Array.from({ length: producers }, (_, i) => feed(line, i + 1)))
  lines[line].channels.forEach(channel => channel.close())
  await Promise.all(cooks)
}

await Promise.all([run('queue'), run('broadcast')])
