import type { Demo } from '../../demos/catalogue/demo.ts'
import type { Run } from '../run/start-run.ts'
import type { RunCommand } from './options.ts'
import type { Paint } from './paint.ts'
import type { Output } from './show.ts'
import process from 'node:process'
import { formatEvent } from '../../trace/ndjson.ts'
import { loadOwnProgram } from '../code/load-own-program.ts'
import { loadProgram } from '../code/load-program.ts'
import { toEvents, toRun } from '../orders/ordered-run.ts'
import { createPlayer } from '../orders/player.ts'
import { allOrders, namesOf, StrayedError } from '../orders/schedule.ts'
import { whyRed } from '../orders/why-red.ts'
import { spawn } from '../worker/node.ts'
import { sizeOf } from './screen.ts'
import { showRun } from './show.ts'
import { nodeAndUndici } from './start-demo.ts'
import { cut, harmless, pad } from './width.ts'

interface Options {
  root: string
  eggMs: number
  isOwn: boolean
  json: boolean
  out: Output
  paint: Paint
}

/** What came of it; `cannot`: why the program can be run in no such order, as a sentence. */
type Found = { red: number, run?: Run } | { cannot: string }

/** As many as are read; the numbers of the others follow. */
const MOST_LISTED = 20

/** Plays the orders of a program, and says in which of them it goes wrong. */
export async function playOrders(demo: Demo, orders: NonNullable<RunCommand['orders']>, options: Options): Promise<Found> {
  const { root, eggMs, isOwn } = options
  if (demo.language !== 'javascript')
    return { cannot: `${demo.slug} is no program in JavaScript, and of others the order of answers cannot be decided from here.` }
  const program = isOwn ? await loadOwnProgram(demo.file, demo.slug) : await loadProgram(root, demo)
  const player = createPlayer({ program, eggMs, spawn: () => spawn(isOwn ? process.env : {}, 'orders') })
  const most = 'most' in orders ? orders.most : orders.number
  const all: Listed[] = []
  let isComplete = false
  try {
    for await (const { number, played, turns, isLast } of allOrders(player.play, most)) {
      if (played.cannot !== undefined)
        return { cannot: `${demo.slug} cannot be run in every order. ${played.cannot}` }
      isComplete = isLast
      const toolchain = nodeAndUndici()
      const red = whyRed(demo, played, toEvents(played, '', { program, toolchain }))
      all.push({ number, names: namesOf(turns), red })
      if ('number' in orders && number === orders.number) {
        const run = await toRun(played, { program, toolchain, order: number })
        await showOrder(run, demo, all.at(-1)!, options)
        return { red: red.length > 0 ? 1 : 0, run }
      }
      if ('most' in orders && options.json)
        options.out.write(`${JSON.stringify({ order: number, turns: all.at(-1)!.names, outcome: played.outcome, red })}\n`)
    }
  }
  catch (error) {
    if (error instanceof StrayedError)
      return { cannot: `${demo.slug} cannot be run in every order. ${error.message}` }
    throw error
  }
  finally {
    player.close()
  }
  if ('number' in orders)
    return { cannot: `${demo.slug} has ${count(all.length)}, and no order ${orders.number}.` }
  const red = all.filter(each => each.red.length > 0)
  if (options.json)
    options.out.write(`${JSON.stringify({ orders: all.length, red: red.length, complete: isComplete })}\n`)
  else
    options.out.write(`${list(demo, all, red, isComplete, options).join('\n')}\n`)
  return { red: red.length }
}

/** An order in the list: who took each turn, and why it is red. */
interface Listed { number: number, names: string[], red: string[] }

async function showOrder(run: Run, demo: Demo, { number, names, red }: Listed, { json, out, paint, eggMs }: Options): Promise<void> {
  if (json)
    return run.events.forEach(event => out.write(formatEvent(event)))
  await showRun(run, { ...demo, title: `order ${number}: ${names.map(harmless).join(', ') || 'it waits for nothing'}` }, out, { paint, eggMs })
  out.write(`${[
    'Its times are the kitchen’s: answers came when their turn was, and nobody waited for them.',
    ...red.map(why => paint.bad(`✗ ${why.split('\n').map(harmless).join('\n')}`)),
  ].join('\n')}\n`)
}

function list({ slug, title }: Demo, all: Listed[], red: Listed[], isComplete: boolean, { paint, out, isOwn }: Options): string[] {
  const width = Math.max(40, sizeOf(out).columns)
  const total = isComplete ? `${count(all.length)} in all` : `The first ${all.length} orders; there are more (--most N)`
  const verdict = all.length === 1
    ? red.length === 1 ? 'and it is red' : 'and it is not red'
    : `${['none', 'one'][red.length] ?? red.length} of them red`
  const rows = red.slice(0, MOST_LISTED)
  const digits = String(rows.at(-1)?.number ?? '').length
  return [
    `${paint.bold(slug)}${paint.dim(`  ${title}`)}`,
    '',
    (red.length > 0 ? paint.bad : paint.bold)(`${total}, ${verdict}.`),
    ...red.length > 0 ? [''] : [],
    ...rows.flatMap(({ number, names, red: why }, i) => [
      cut(`✗ ${pad(String(number), digits)}  ${names.map(harmless).join(', ') || 'it waits for nothing'}`, width),
      // What is as in the order above is not said again.
      ...why.join() === rows[i - 1]?.red.join() ? [] : why.map(reason => paint.dim(cut(`  ${pad('', digits)}  ${harmless(reason.split('\n')[0]!)}`, width))),
    ]),
    ...red.length > MOST_LISTED ? [`and ${red.length - MOST_LISTED} more: ${cut(red.slice(MOST_LISTED).map(({ number }) => number).join(', '), width)}`] : [],
    ...red.length > 0 ? ['', paint.dim(`npm run demo -- ${isOwn ? title : slug} --order ${red[0]!.number} runs that very order and draws it.`)] : [],
  ]
}

function count(orders: number): string {
  return orders === 1 ? '1 order' : `${orders} orders`
}
