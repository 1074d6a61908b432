import { parseArgs } from 'node:util'
import { SLOWEST } from '../../trace/clock.ts'
import { LANGUAGES } from '../process/own-file.ts'

/** What the command line asks for. */
export type Command
  = | { kind: 'list' }
    | { kind: 'help' }
    | { kind: 'mistake', sentence: string }
    | RunCommand

export interface RunCommand {
  kind: 'run'
  slug: string
  /** How long an egg takes, in milliseconds. */
  ms: number
  json: boolean
  /** How fast the clock of the run goes, 1 being the machine's speed. */
  speed?: number
  limitMs?: number
  /** Where to write the run as a Chrome trace. */
  trace?: string
  /** Run it again whenever the file is saved. */
  watch: boolean
  /** Hold the demo against its entry. */
  check: boolean
  /** Which orders of its answers: all, up to so many; or the one with this number. */
  orders?: { most: number } | { number: number }
}

/** Two seconds are what the talk speaks of. */
const DEFAULT_MS = 2000

/** The kitchen fries no egg longer. */
const LONGEST_MS = 60_000

/** Some seconds, and more than anybody reads. Six eggs at once have 720 orders, seven have 5 040. */
const DEFAULT_MOST_ORDERS = 1000

/** Half an hour. */
const MOST_ORDERS = 100_000

/** An hour. A longer limit is a slip of the keyboard. */
const LONGEST_LIMIT_S = 3600

export const HELP = `Runs a demo against a kitchen of its own, and draws who waited for whom.

  npm run demo                      lists the demos
  npm run demo -- SLUG [options]    runs one
  npm run demo -- ./FILE [options]  runs a program of your own: ${[...LANGUAGES.keys()].join(' ')}

  --ms N           how long an egg takes, in milliseconds. Default ${DEFAULT_MS}
  --speed N        slows the kitchen, and the timers of JavaScript: from ${SLOWEST} to 1. Times are the kitchen's
  --limit SECONDS  ends the program after that, in the kitchen's time. Default 30
  --json           prints the run's events instead, one JSON object a line (npm run -s demo -- SLUG --json)
  --trace FILE     also writes the run as a Chrome trace, which ui.perfetto.dev opens
  --watch          runs it again whenever its file is saved
  --check          holds a demo against its slide's room and its entry in the catalogue; says file and line
  --orders         runs a program in JavaScript in every order of its answers and timers, without waiting for them
  --most N         at most so many orders. Default ${DEFAULT_MOST_ORDERS}
  --order N        runs the order with that number, and draws it
  --help           this text

Exit: 0 the program is done; 1 it failed, was stopped or reached its limit; 2 no such demo or option; 3 what runs its
language is not here. With --check: 0 the demo is as its entry says; 1 it is not. With --orders and --order: 0 all is
well in them; 1 one of them is red: the program fails, leaves an egg in the pan, or breaks what its entry promises.
`

/** Slugs have neither dots nor slashes. */
export const isFile = (name: string): boolean => /[/\\.]/.test(name)

/** Reads the command line; never throws. */
export function readCommand(args: string[]): Command {
  let parsed
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ms: { type: 'string' },
        limit: { type: 'string' },
        speed: { type: 'string' },
        trace: { type: 'string' },
        json: { type: 'boolean', default: false },
        watch: { type: 'boolean', default: false },
        check: { type: 'boolean', default: false },
        orders: { type: 'boolean', default: false },
        most: { type: 'string' },
        order: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
  }
  catch (error) {
    return mistake(error instanceof Error ? `${error.message.split(/[.\n]/)[0]}.` : String(error))
  }
  const { values: { ms, limit, speed, trace, json, watch, check, help, orders, most, order }, positionals: [slug, ...more] } = parsed
  if (help)
    return { kind: 'help' }
  if (more.length > 0)
    return mistake(`One demo at a time: this names ${[slug, ...more].join(', ')}.`)
  const duration = ms === undefined ? DEFAULT_MS : numberUpTo(ms, LONGEST_MS)
  if (duration === undefined)
    return mistake(`--ms is "${ms}", and an egg takes a number of milliseconds from 0 to ${LONGEST_MS}.`)
  const seconds = limit === undefined ? undefined : numberUpTo(limit, LONGEST_LIMIT_S)
  if (limit !== undefined && !seconds)
    return mistake(`--limit is "${limit}", and a limit is a number of seconds above 0, up to ${LONGEST_LIMIT_S}.`)
  const rate = speed === undefined ? undefined : numberUpTo(speed, 1)
  if (speed !== undefined && (rate === undefined || rate < SLOWEST))
    return mistake(`--speed is "${speed}", and a speed is a number from ${SLOWEST} to 1, such as 0.25.`)
  if (trace === '')
    return mistake('--trace needs the name of a file to write.')
  const whichOrders = readOrders(orders, most, order)
  if (typeof whichOrders === 'string')
    return mistake(whichOrders)
  if (whichOrders && (watch || check || limit !== undefined || speed !== undefined))
    return mistake(`--${watch ? 'watch' : check ? 'check' : speed !== undefined ? 'speed' : 'limit'} is for a run that takes its time, and ${orders ? '--orders' : '--order'} does not wait.`)
  if (whichOrders && orders && trace)
    return mistake('--trace writes one run: say which with --order N.')
  if (slug === undefined) {
    return args.length > 0
      ? mistake('Which demo? Name one: npm run demo -- promise-all. Without any options, npm run demo lists them.')
      : { kind: 'list' }
  }
  if (check && isFile(slug))
    return mistake('--check holds a demo against its entry in the catalogue, and a file of your own has none.')
  return {
    kind: 'run',
    slug,
    ms: duration,
    json,
    watch,
    check,
    ...seconds && { limitMs: seconds * 1000 },
    ...rate !== undefined && { speed: rate },
    ...trace && { trace },
    ...whichOrders && { orders: whichOrders },
  }
}

/** Which orders are asked for, if any; a sentence where that makes no sense. */
function readOrders(all: boolean, most: string | undefined, one: string | undefined): RunCommand['orders'] | string {
  if (all && one !== undefined)
    return '--orders runs them all, and --order one of them: say one of the two.'
  if (most !== undefined && !all)
    return '--most says how many of --orders: say that, too.'
  const number = (text: string) => /^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_ORDERS ? Number(text) : undefined
  if (all) {
    const bound = most === undefined ? DEFAULT_MOST_ORDERS : number(most)
    return bound === undefined ? `--most is "${most}", and has to be a whole number from 1 to ${MOST_ORDERS}.` : { most: bound }
  }
  if (one === undefined)
    return undefined
  const wanted = number(one)
  return wanted === undefined
    ? `--order is "${one}", and orders have whole numbers from 1 on, up to ${MOST_ORDERS}: --orders lists them.`
    : { number: wanted }
}

function numberUpTo(text: string, most: number): number | undefined {
  return /^\d+(?:\.\d+)?$/.test(text) && Number(text) <= most ? Number(text) : undefined
}

function mistake(sentence: string): Command {
  return { kind: 'mistake', sentence: `${sentence}\nnpm run demo -- --help says what there is.` }
}
