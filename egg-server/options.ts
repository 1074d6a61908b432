import type { Rules } from './rules.ts'
import { parseArgs } from 'node:util'
import { EGG_MS } from './app.ts'
import { HOST } from './listen.ts'
import { PORT } from './node.ts'
import { LONGEST_MS } from './order.ts'
import { isProblem } from './problem.ts'
import { readRules, USUAL } from './rules.ts'

/** What the command line asks for. */
export type Command
  = | { kind: 'start', port: number, host: string, ms: number, rules: Rules }
    | { kind: 'help' }
    | { kind: 'mistake', sentence: string }

/** What `--help` prints. `typed`: how the command is typed. */
export function helpFor(typed: string): string {
  return `Opens the kitchen: an HTTP server that fries eggs.

  ${typed} [--port ${PORT}] [--host ${HOST}] [--ms ${EGG_MS}] [--pans N …]

  --port N   where to listen; 0 picks a free port. Default ${PORT}
  --host A   the address to listen on. Default ${HOST}, which means ::1 as well
  --ms N     how long an egg takes, in milliseconds. Default ${EGG_MS}
  --help     this text

How full it may get (for one run, a POST of the same as JSON to /run/{run}):

  --pans N       how many eggs fry at a time. As many as there are guests
  --queue N      how many guests may wait for a pan. Default 0
  --beyond WORD  the next one is to wait all the same or is refused: wait, refuse. Default refuse
  --times WORD   how times vary: fixed, uniform, log-normal, one-in-twenty. Default fixed
  --seed N       the same seed gives the same times. Default 1
  --closed A-B   takes no orders from A to B, in milliseconds since the first order
  --left WORD    the egg of a guest who hangs up: gas-off, fry-on. Default gas-off

Try: curl localhost:${PORT}/A
`
}

/** How the command is typed in this repository. */
export const TYPED = 'npm run kitchen --'

/** Reads the command line; never throws. `typed`: how the command is typed. */
export function readCommand(args: string[], typed = TYPED): Command {
  const mistake = (sentence: string): Command => ({ kind: 'mistake', sentence: `${sentence}\n${typed} --help says what there is.` })

  let values
  try {
    values = parseArgs({
      args,
      options: {
        port: { type: 'string', default: String(PORT) },
        host: { type: 'string', default: HOST },
        ms: { type: 'string', default: String(EGG_MS) },
        help: { type: 'boolean', default: false },
        ...Object.fromEntries(Object.keys(USUAL).map(name => [name, { type: 'string' as const }])),
      },
    }).values
  }
  catch (error) {
    return mistake(sayUnread(error as Error & { code?: string }))
  }
  if (values.help)
    return { kind: 'help' }
  const port = wholeNumber(values.port, 65_535)
  if (port === undefined)
    return mistake(`--port is "${values.port}", and a port is a whole number from 0 to 65535.`)
  const ms = wholeNumber(values.ms, LONGEST_MS)
  if (ms === undefined)
    return mistake(`--ms is "${values.ms}", and an egg takes a whole number of milliseconds from 0 to ${LONGEST_MS}.`)
  if (values.host === '')
    return mistake('--host is empty. Give it an address of this machine, or leave it out.')
  const { closed } = values as { closed?: string }
  if (closed !== undefined && !isSpan(closed))
    return mistake(`--closed is "${closed}", and has to be two times in milliseconds, the first before the second: 1000-3000.`)
  const rules = readRules(
    Object.fromEntries(
      Object.keys(USUAL).flatMap(name =>
        name in values ? [[name, fromWord(name, (values as unknown as Record<string, string>)[name]!)]] : [],
      ),
    ),
  )
  return isProblem(rules) ? mistake(rules.detail.replace(/^"(\w+)"/, '--$1')) : { kind: 'start', port, host: values.host, ms, rules }
}

const CLOSED = /^(\d+)-(\d+)$/

/** A rule as it stands in JSON. */
function fromWord(name: string, word: string): unknown {
  if (name === 'closed') {
    const [, from, to] = CLOSED.exec(word) ?? []
    return { from: Number(from), to: Number(to) }
  }
  return typeof USUAL[name as keyof Rules] === 'number' && /^\d+$/.test(word) ? Number(word) : word
}

/** From a moment of a run's first day to a later one. */
function isSpan(word: string): boolean {
  return !isProblem(readRules({ closed: fromWord('closed', word) }))
}

/** What could not be read of the command line, in a sentence. */
function sayUnread({ code, message }: Error & { code?: string }): string {
  const name = /'(-[\w-]+)/.exec(message)?.[1]
  switch (name && code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return `There is no option ${name}.`
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return `${name} wants a value after it, one that does not begin with a hyphen.`
    default:
      return `${message.split(/[.\n]/)[0]}.`
  }
}

function wholeNumber(text: string, most: number): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= most ? Number(text) : undefined
}
