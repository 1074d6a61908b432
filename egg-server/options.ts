import { parseArgs } from 'node:util'
import { EGG_MS } from './app.ts'
import { HOST } from './listen.ts'
import { PORT } from './node.ts'
import { LONGEST_MS } from './order.ts'

/** What the command line asks for. */
export type Command
  = | { kind: 'start', port: number, host: string, ms: number }
    | { kind: 'help' }
    | { kind: 'mistake', sentence: string }

/** What `--help` prints. */
export const HELP = `Opens the kitchen: an HTTP server that fries eggs.

  npm run kitchen -- [--port ${PORT}] [--host ${HOST}] [--ms ${EGG_MS}]

  --port N   where to listen; 0 picks a free port. Default ${PORT}
  --host A   the address to listen on. Default ${HOST}, which means ::1 as well
  --ms N     how long an egg takes, in milliseconds. Default ${EGG_MS}
  --help     this text

Try: curl localhost:${PORT}/A
`

/** Reads the command line; never throws. */
export function readCommand(args: string[]): Command {
  let values
  try {
    values = parseArgs({
      args,
      options: {
        port: { type: 'string', default: String(PORT) },
        host: { type: 'string', default: HOST },
        ms: { type: 'string', default: String(EGG_MS) },
        help: { type: 'boolean', default: false },
      },
    }).values
  }
  catch (error) {
    return mistake(error instanceof Error ? error.message : String(error))
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
  return { kind: 'start', port, host: values.host, ms }
}

function wholeNumber(text: string, most: number): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= most ? Number(text) : undefined
}

function mistake(sentence: string): Command {
  return { kind: 'mistake', sentence: `${sentence}\nnpm run kitchen -- --help says what there is.` }
}
