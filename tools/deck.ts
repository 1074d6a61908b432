import type { ChildProcess } from 'node:child_process'
import { execFileSync, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { eventually, findFreePort, isListening } from './processes.ts'
import './exit-with-parent.ts'

/** The deck, served with a kitchen of its own, both on ports that were free. */
export interface Deck {
  /** Without a slash at the end. */
  url: string
  /** Without a slash at the end. */
  kitchenUrl: string
  pid: number
  /** Settles when its process has ended, whatever ended it. */
  ended: Promise<void>
  /** Presses keys in its terminal, where it hears any. */
  type: (keys: string) => void
  /** What it has written to the terminal so far. */
  output: () => string
  /** Ends it with everything it has started, and throws if one of its ports is still open then. */
  stop: () => Promise<void>
}

export interface DeckOptions {
  /** How long an egg takes, in milliseconds. */
  ms: number
  /** Where the deck listens; any free port unless given. */
  port?: number
  /** Where the kitchen listens; any free port unless given. */
  kitchenPort?: number
  /** Variables that its machine would have instead of ours. */
  env?: Record<string, string>
  /** The checkout whose deck it is; this one unless given. */
  folder?: string
  /** More of the command line: `['--remote=secret']`. */
  args?: string[]
  /** Has it hear the keys that are pressed in its terminal. */
  hasKeys?: boolean
}

/** A cold start on a busy machine. */
const START_MS = 90_000

const root = fileURLToPath(new URL('..', import.meta.url))

/** What a test runner says of itself to its children: a deck that is served to people does not hear it either. */
const NOT_FOR_DECKS = /^(?:NODE_ENV|MODE|DEV|PROD|SSR|TEST|BASE_URL|VITEST.*|npm_.*)$/

/**
 * Serves the deck as `npm start` does, by the same command from `package.json`, and waits until it and its kitchen
 * answer. Nothing of it outlives the process that called this, even one that is killed.
 */
export async function startDeck(
  { ms, port: given, kitchenPort = 0, env: others, folder = root, args: more = [], hasKeys = false }: DeckOptions,
): Promise<Deck> {
  const port = given ?? await findFreePort()
  const url = `http://localhost:${port}`
  const { flags, program, args } = readStartCommand(folder, port)
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_FOR_DECKS.test(name)))
  const preloads = ['exit-on-disconnect', ...hasKeys ? ['keys-from-pipe'] : []]
  const child = fork(program, [...args, ...more], {
    cwd: folder,
    env: { ...env, ...others, KITCHEN_PORT: `${kitchenPort}`, EGG_MS: `${ms}` },
    execArgv: [...flags, ...preloads.flatMap(name => ['--import', new URL(`./${name}.mjs`, import.meta.url).href])],
    stdio: [hasKeys ? 'pipe' : 'ignore', 'pipe', 'pipe', 'ipc'],
    // A process group of its own, so that one signal reaches all of it.
    detached: process.platform !== 'win32',
  })
  let output = ''
  child.stdout!.setEncoding('utf8').on('data', text => output += text)
  child.stderr!.setEncoding('utf8').on('data', text => output += text)
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const kill = (): void => killTree(child, 'SIGKILL')
  process.once('exit', kill)
  void ended.then(() => process.off('exit', kill))

  let kitchenUrl = ''
  try {
    await eventually(async () => {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`The deck ended before it answered. It said:\n${output}`)
      kitchenUrl ||= (await ask<{ url: string }>(`${url}/__kitchen`))?.url ?? ''
      return kitchenUrl !== '' && await ask(`${kitchenUrl}/health`) !== undefined
    }, () => `The deck or its kitchen did not answer within ${START_MS / 1000} s. It said:\n${output}`, START_MS)
  }
  catch (error) {
    kill()
    throw error
  }

  async function stop(): Promise<void> {
    killTree(child, 'SIGTERM')
    const patience = setTimeout(kill, 5000)
    await ended
    clearTimeout(patience)
    // What did not end with it.
    kill()
    for (const address of [url, kitchenUrl]) {
      await eventually(
        async () => !(await isListening(portOf(address))),
        () => `Something still listens at ${address} after the deck was stopped.`,
      )
    }
  }

  const type = (keys: string): void => void child.stdin?.write(keys)
  return { url, kitchenUrl, pid: child.pid!, ended, type, output: () => output, stop }
}

/** The port in an address. */
export function portOf(address: string): number {
  return Number(new URL(address).port)
}

/** The JSON at an address, or nothing where there is no proper answer. */
export async function ask<T = unknown>(address: string): Promise<T | undefined> {
  try {
    const reply = await fetch(address, { signal: AbortSignal.timeout(5000) })
    return reply.ok ? await reply.json() as T : undefined
  }
  catch {
    return undefined
  }
}

/** The `start` script of `package.json`, with another port. */
function readStartCommand(folder: string, port: number): { flags: string[], program: string, args: string[] } {
  const { scripts } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { scripts: { start: string } }
  const [command, ...words] = scripts.start.split(' ')
  const at = words.findIndex(word => !word.startsWith('--'))
  if (command !== 'node' || at < 0)
    throw new Error(`The tests start the deck by its "start" script, and expected "node FILE" there, not "${scripts.start}".`)
  return { flags: words.slice(0, at), program: join(folder, words[at]!), args: [...words.slice(at + 1), '--port', `${port}`] }
}

function killTree({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (process.platform === 'win32')
      execFileSync('taskkill', ['/pid', `${pid}`, '/T', '/F'], { stdio: 'ignore' })
    else
      process.kill(-pid!, signal)
  }
  catch {
    // It has ended already.
  }
}
