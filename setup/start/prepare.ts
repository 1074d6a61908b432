import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { HOST, isFree, nextFree } from '../../egg-server/listen.ts'
import { LONGEST_MS } from '../../egg-server/order.ts'
import { findPortHolder } from '../../egg-server/port-holder.ts'
import { refuseFolder } from './folder.ts'

/** Where the deck is unless it is told otherwise. */
const DECK_PORT = 3030

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

const HELP = `Serves the deck, and its kitchen beside it. Both end together.

  npm start [-- --port ${DECK_PORT}] [--kitchen-port 3001] [--ms 2000] [--path short|full] [--allowed-host NAME] [Slidev's own options]

  --port N          where the deck is. Default ${DECK_PORT}
  --kitchen-port N  where the kitchen is; 0 picks a free port. Default 3001, or KITCHEN_PORT
  --ms N            how long an egg takes, in milliseconds. Default 2000, or EGG_MS
  --path short|full which slides. Default: what TALK says in the environment, or slides.md
  --allowed-host H  a name under which a proxy serves the deck; may be said more than once. Also DECK_HOSTS
  --remote[=WORD]   also for other machines; WORD is the speaker's password. This and all other options are Slidev's
`

const PATHS = ['short', 'full']
const EXAMPLES: Record<string, string> = { '--allowed-host': 'talk.example', '--path': PATHS[0]! }

/** What Slidev is given, or what to say instead of starting it. */
export type Ready
  = | { args: string[], env: Record<string, string> }
    | { text: string, code: number }

/** Reads the command line of `npm start`. What it does not know, it hands on to Slidev. */
export async function prepare(words: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<Ready> {
  const own: Record<string, string[]> = { '--port': [], '--kitchen-port': [], '--ms': [], '--path': [], '--allowed-host': [] }
  const others: string[] = []
  for (let i = 0; i < words.length; i++) {
    const [name = '', inline] = words[i]!.split(/=(.*)/s)
    if (name === '--help' || name === '-h')
      return { text: HELP, code: 0 }
    const option = own[name === '-p' ? '--port' : name]
    if (!option) {
      others.push(words[i]!)
      continue
    }
    const value = inline ?? words[++i]
    if (value === undefined || value === '' || (inline === undefined && value.startsWith('-')))
      return { text: `${name} wants a value after it, such as ${name} ${EXAMPLES[name] ?? '4000'}.`, code: 2 }
    option.push(value)
  }
  const refused = refuseFolder(ROOT)
  if (refused)
    return { text: refused, code: 1 }
  const last = (name: string, otherwise: string): string => own[name]!.at(-1) ?? otherwise
  const numbers = {
    port: readNumber(last('--port', `${DECK_PORT}`), '--port', 65_535, 1),
    kitchenPort: readNumber(last('--kitchen-port', env.KITCHEN_PORT || '3001'), '--kitchen-port', 65_535, 0),
    ms: readNumber(last('--ms', env.EGG_MS || '2000'), '--ms', LONGEST_MS, 0),
  }
  const path = own['--path']!.at(-1)
  const wrong = path !== undefined && !PATHS.includes(path)
    ? `--path is "${path}", and has to be ${PATHS.join(' or ')}.`
    : Object.values(numbers).find(number => typeof number === 'string')
  if (wrong !== undefined)
    return { text: `${wrong}\nnpm start -- --help says what there is.`, code: 2 }
  const { port, kitchenPort, ms } = numbers as Record<keyof typeof numbers, number>

  if (!await isFree(createServer, port, HOST)) {
    const free = await nextFree(createServer, port + 1, HOST)
    return {
      text: `Port ${port} is taken by ${await findPortHolder(port)}. Choose another for this deck: npm start -- --port ${free}`,
      code: 1,
    }
  }
  return {
    args: ['slides.md', '--port', `${port}`, ...others],
    env: {
      KITCHEN_PORT: `${kitchenPort}`,
      EGG_MS: `${ms}`,
      DECK_PORT: `${port}`,
      ...path !== undefined && { TALK: path },
      DECK_HOSTS: [env.DECK_HOSTS, ...own['--allowed-host']!].filter(Boolean).join(' '),
    },
  }
}

function readNumber(text: string, option: string, most: number, least: number): number | string {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  return number >= least && number <= most ? number : `${option} is "${text}", and has to be a whole number from ${least} to ${most}.`
}
