import type { Readable } from 'node:stream'
import type { Reading } from '../../trace/readings.ts'
import { execFile, spawn } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { absoluteNow } from '../run/messages.ts'
import { baseEnvironment } from './environment.ts'

/** What is started: an absolute path, its arguments, where and with which variables. */
export interface Order {
  command: string
  args: readonly string[]
  cwd: string
  env: Readonly<Record<string, string>>
  /** Called back with what its threads were seen doing, where the system shows that. */
  onThreads?: (seen: SeenThread[]) => void
}

/** Readings of one thread since the last that were told, on the clock of `absoluteNow`. */
export interface SeenThread {
  thread: number
  process: number
  name: string
  readings: Reading[]
}

/** How a process ended. `problem`: it never began, and why, in a sentence. */
export interface Exit {
  code: number | null
  signal: string | null
  /** When that was, on the clock of `absoluteNow`. */
  at: number
  /** What it and all that it has waited for had of the cores, in milliseconds, where the system says so. */
  cpu?: number
  problem?: string
}

/** A process and all that it starts, kept by a process of ours. */
export interface Supervised {
  stdout: Readable
  stderr: Readable
  /**
   * Settles when it has begun, with the moment on the clock of `absoluteNow`; with nothing when it could not. Never
   * rejects.
   */
  started: Promise<number | undefined>
  /** Settles when its first process has ended. Never rejects. */
  exited: Promise<Exit>
  /** Settles when nothing of it is left. Never rejects. */
  gone: Promise<void>
  /** Ends all of it, and settles when nothing is left. */
  stop: () => Promise<void>
}

type Word
  = | { kind: 'started', pid: number, at: number }
    | { kind: 'failed', code?: string }
    | { kind: 'exited', code: number | null, signal: string | null, at: number, cpu?: number }
    | { kind: 'sampled', threads: SeenThread[] }
    | { kind: 'gone' }

const SUPERVISOR = fileURLToPath(new URL('./supervisor.mjs', import.meta.url))

/**
 * Starts a program in a process group that ends with this process, whichever way this one ends. What it writes goes
 * straight into the two streams, which the caller must read or resume.
 */
export function supervise({ command, args, cwd, env, onThreads }: Order): Supervised {
  const supervisor = spawn(process.execPath, [SUPERVISOR], {
    // Out of our own group: a signal that ends all of that must not end who is to clean up.
    detached: true,
    windowsHide: true,
    env: baseEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let pid: number | undefined
  let begin: (at?: number) => void
  let exit: (exit: Exit) => void
  let leave: () => void
  const started = new Promise<number | undefined>(resolve => begin = resolve)
  const exited = new Promise<Exit>(resolve => exit = resolve)
  const gone = new Promise<void>(resolve => leave = resolve)

  supervisor.on('message', (word: Word) => {
    switch (word.kind) {
      case 'started':
        pid = word.pid
        return begin(ours(word.at))
      case 'failed':
        return fail(`${command} could not be started (${word.code ?? 'for an unknown reason'}).`)
      case 'exited':
        pid = undefined
        return exit({ ...word, at: ours(word.at) })
      case 'sampled':
        return onThreads?.(word.threads.map(seen => ({ ...seen, readings: seen.readings.map(([at, ...rest]) => [ours(at), ...rest]) })))
      case 'gone':
        return leave()
    }
  })
  supervisor.on('error', (error) => {
    fail(`The program's keeper could not be started: ${error.message}.`)
    leave()
  })
  supervisor.on('exit', () => {
    // It leaves last. If it went first, it was killed, and its work is ours.
    if (pid !== undefined)
      killGroup(pid)
    fail('The program\'s keeper was ended from outside.')
    leave()
  })
  supervisor.send({ command, args, cwd, env, watch: onThreads !== undefined }, () => {})

  function fail(problem: string) {
    begin()
    exit({ code: null, signal: null, at: absoluteNow(), problem })
  }

  return {
    stdout: supervisor.stdout!,
    stderr: supervisor.stderr!,
    started,
    exited,
    gone,
    stop() {
      if (supervisor.connected)
        supervisor.send('stop', () => {})
      return gone
    },
  }
}

/** A moment on the machine's monotonic clock, on ours: messages between processes are late on a busy machine. */
function ours(at: number): number {
  return absoluteNow() - (Number(process.hrtime.bigint()) / 1e6 - at)
}

function killGroup(pid: number) {
  // Windows knows no groups, and its own tool ends a process with all that it has started.
  if (process.platform === 'win32')
    return void execFile('taskkill', ['/pid', `${pid}`, '/T', '/F'], () => {})
  try {
    process.kill(-pid, 'SIGKILL')
  }
  catch {
    // It had ended by itself.
  }
}
