import { parseArgs } from 'node:util'

export type Path = 'short' | 'full'

/** What the command line asks for. */
export type Command
  = | { kind: 'help' }
    | { kind: 'mistake', sentence: string }
    | Rehearsal

export interface Rehearsal {
  kind: 'rehearse'
  path: Path
  /** How long an egg takes while rehearsing, in milliseconds. */
  ms: number
  /** Where the deck and its kitchen will be. */
  port: number
  kitchenPort: number
  /** A demo whose toolchain is missing may play its recording. */
  mayPlay: boolean
}

/** Eggs that are quicker than on stage: what is tried is whether everything runs. */
const EGG_MS = 500
const LONGEST_MS = 60_000

export const HELP = `Prepares a stage, and says what is ready and what is not: ports, toolchains, the kitchen, fonts, both windows; builds every
program of the path and runs it once on its slide.

  npm run rehearse [-- --path short] [--ms ${EGG_MS}] [--port 3030] [--kitchen-port 3001] [--recordings]

  --path short|full  which slides. Default: what TALK says in the environment, or slides.md
  --ms N             how long an egg takes meanwhile, in milliseconds; 2000 is the talk's own pace. Default ${EGG_MS}
  --port N           where npm start will be told to put the deck. Default 3030
  --kitchen-port N   the same for the kitchen. Default 3001
  --recordings       a demo whose toolchain is not here may play its recording

Exit: 0 everything is ready; 1 something is not, and it says what to do; 2 a mistake on the command line.
`

/** Reads the command line; never throws. `otherwise`: the path that is taken unless one is named. */
export function readCommand(args: readonly string[], otherwise: Path): Command {
  let values
  try {
    values = parseArgs({
      args: [...args],
      options: {
        'path': { type: 'string', default: otherwise },
        'ms': { type: 'string', default: `${EGG_MS}` },
        'port': { type: 'string', default: '3030' },
        'kitchen-port': { type: 'string', default: '3001' },
        'recordings': { type: 'boolean', default: false },
        'help': { type: 'boolean', default: false },
      },
    }).values
  }
  catch (error) {
    return mistake(`${(error as Error).message.split(/[.\n]/)[0]}.`)
  }
  const { path, ms, port, 'kitchen-port': kitchenPort, recordings, help } = values
  if (help)
    return { kind: 'help' }
  if (path !== 'short' && path !== 'full')
    return mistake(`There is no path “${path}”: --path short or --path full.`)
  const wrong = [['--ms', ms, LONGEST_MS], ['--port', port, 65_535], ['--kitchen-port', kitchenPort, 65_535]] as const
  for (const [name, text, most] of wrong) {
    if (!/^\d{1,5}$/.test(text) || Number(text) > most)
      return mistake(`${name} is "${text}", and has to be a whole number up to ${most}.`)
  }
  return { kind: 'rehearse', path, ms: Number(ms), port: Number(port), kitchenPort: Number(kitchenPort), mayPlay: recordings }
}

function mistake(sentence: string): Command {
  return { kind: 'mistake', sentence: `${sentence}\nnpm run rehearse -- --help says what there is.` }
}
