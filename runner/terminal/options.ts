import { parseArgs } from 'node:util'
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
  limitMs?: number
  /** Where to write the run as a Chrome trace. */
  trace?: string
  /** Run it again whenever the file is saved. */
  watch: boolean
  /** Hold the demo against its entry. */
  check: boolean
}

/** Two seconds are what the talk speaks of. */
const DEFAULT_MS = 2000

/** The kitchen fries no egg longer. */
const LONGEST_MS = 60_000

/** An hour. A longer limit is a slip of the keyboard. */
const LONGEST_LIMIT_S = 3600

export const HELP = `Runs a demo against a kitchen of its own, and draws who waited for whom.

  npm run demo                      lists the demos
  npm run demo -- SLUG [options]    runs one
  npm run demo -- ./FILE [options]  runs a program of your own: ${[...LANGUAGES.keys()].join(' ')}

  --ms N           how long an egg takes, in milliseconds. Default ${DEFAULT_MS}
  --limit SECONDS  ends the program after that. Default 30
  --json           prints the run's events instead, one JSON object a line (npm run -s demo -- SLUG --json)
  --trace FILE     also writes the run as a Chrome trace, which ui.perfetto.dev opens
  --watch          runs it again whenever its file is saved
  --check          holds a demo against its slide's room and its entry in the catalogue; says file and line
  --help           this text

Exit: 0 the program is done; 1 it failed, was stopped or reached its limit; 2 no such demo or option; 3 what runs its
language is not here. With --check: 0 the demo is as its entry says; 1 it is not.
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
        trace: { type: 'string' },
        json: { type: 'boolean', default: false },
        watch: { type: 'boolean', default: false },
        check: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
  }
  catch (error) {
    return mistake(error instanceof Error ? `${error.message.split(/[.\n]/)[0]}.` : String(error))
  }
  const { values: { ms, limit, trace, json, watch, check, help }, positionals: [slug, ...more] } = parsed
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
  if (trace === '')
    return mistake('--trace needs the name of a file to write.')
  if (slug === undefined) {
    return args.length > 0
      ? mistake('Which demo? Name one: npm run demo -- promise-all. Without any options, npm run demo lists them.')
      : { kind: 'list' }
  }
  if (check && isFile(slug))
    return mistake('--check holds a demo against its entry in the catalogue, and a file of your own has none.')
  return { kind: 'run', slug, ms: duration, json, watch, check, ...seconds && { limitMs: seconds * 1000 }, ...trace && { trace } }
}

function numberUpTo(text: string, most: number): number | undefined {
  return /^\d+(?:\.\d+)?$/.test(text) && Number(text) <= most ? Number(text) : undefined
}

function mistake(sentence: string): Command {
  return { kind: 'mistake', sentence: `${sentence}\nnpm run demo -- --help says what there is.` }
}
