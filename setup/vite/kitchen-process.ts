import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { NODE_ARGS } from '../../egg-server/node-args.ts'

/** What the kitchen's process says once it listens, or when it cannot. */
type Word = { kind: 'listening', url: string, port: number } | { kind: 'failed', message: string }

export interface KitchenProcessOptions {
  /** 0 takes any free one. */
  port: number
  /** How long an egg takes, in milliseconds. */
  ms: number
  /** What to type for another port, which follows. */
  command: string
  /** Where the deck is, whose pages alone hear and set what its kitchen does. */
  deckPort?: number
  /** Where sentences for the person at the terminal go. */
  say?: (sentence: string) => void
}

/** The deck's kitchen: a process that is there again when it has ended. */
export interface KitchenProcess {
  /** Where it is, or where it will be once its port is free. */
  url: Promise<string>
  /** Its process at the moment. */
  pid: () => number | undefined
  close: () => void
}

/** At first at once; a kitchen that ends again and again is tried less often. */
const FIRST_PAUSE_MS = 100
const LAST_PAUSE_MS = 5_000

/** One that was open for so long had nothing wrong with it. */
const SOUND_MS = 10_000

/** Its exit code for a mistake on its command line, which stays a mistake. */
const MISTAKE = 2

/**
 * Starts the kitchen in a process of its own, so that neither slows the other, and starts it again whenever it has
 * ended. Where its port is taken it tries now and then: the other one may end. It ends with this process, whichever way
 * that ends.
 */
export function openKitchenProcess({ port, ms, command, deckPort, say = console.error }: KitchenProcessOptions): KitchenProcess {
  let child: ChildProcess | undefined
  let isClosed = false
  let pause = FIRST_PAUSE_MS
  let portNow = port
  let lastSaid = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  let settle: (url: string) => void
  const url = new Promise<string>(resolve => settle = resolve)

  function sayOnce(sentence: string): void {
    if (sentence !== lastSaid)
      say(sentence)
    lastSaid = sentence
  }

  function start(): void {
    let openedAt: number | undefined
    child = fork(fileURLToPath(new URL('../../egg-server/main.ts', import.meta.url)), ['--port', `${portNow}`, '--ms', `${ms}`], {
      execArgv: NODE_ARGS,
      env: { ...process.env, KITCHEN_COMMAND: command, KITCHEN_DECK_PORT: `${deckPort ?? ''}` },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    child.on('message', (word: Word) => {
      if (word.kind === 'failed') {
        sayOnce(word.message)
        return
      }
      openedAt = performance.now()
      portNow = word.port
      sayOnce(`The kitchen is open at ${word.url}; an egg takes ${ms} ms.`)
      settle(word.url)
    })
    child.on('error', error => sayOnce(`The kitchen could not be started: ${error.message}`))
    child.on('exit', (code, signal) => {
      child = undefined
      settle(`http://localhost:${portNow}`)
      if (isClosed || code === MISTAKE)
        return
      if (openedAt !== undefined) {
        say(`The kitchen has ended (${signal ?? `exit code ${code}`}). It is started again; the slides go on by themselves.`)
        lastSaid = ''
        pause = performance.now() - openedAt > SOUND_MS ? FIRST_PAUSE_MS : Math.min(pause * 2, LAST_PAUSE_MS)
      }
      else {
        pause = LAST_PAUSE_MS
      }
      timer = setTimeout(start, pause)
    })
  }

  function close(): void {
    isClosed = true
    clearTimeout(timer)
    child?.kill()
  }

  process.once('exit', close)
  start()
  return { url, pid: () => child?.pid, close }
}
