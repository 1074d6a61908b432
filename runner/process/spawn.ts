import type { Demo } from '../../demos/catalogue/demo.ts'
import type { Found, Toolchain } from '../../demos/language.ts'
import type { Logged } from '../../trace/events.ts'
import type { MessageOut, SeenInside, StartMessage } from '../run/messages.ts'
import type { WorkerLike } from '../run/worker-like.ts'
import type { Queue } from './queue.ts'
import type { Exit, Supervised } from './supervise.ts'
import type { WhyFailed } from './why-failed.ts'
import { basename, isAbsolute, resolve, sep } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { capped } from '../run/console.ts'
import { absoluteNow } from '../run/messages.ts'
import { build } from './build.ts'
import { programEnvironment } from './environment.ts'
import { readLines } from './lines.ts'
import { createStepReader } from './phases.ts'
import { supervise } from './supervise.ts'
import { createThreadReader } from './threads.ts'
import { createWhyFailed } from './why-failed.ts'

/** What happens before a program's first line, where there is something to tell: a phase, and a few words. */
export interface Progress {
  phase: 'queued' | 'building'
  text: string
}

export interface ProcessOptions {
  /** The project's folder. */
  root: string
  demo: Demo
  toolchain: Toolchain
  tool: Found
  queue: Queue
  onProgress?: (progress: Progress) => void
}

/** Ten thousand tasks that begin and end; a record stays small enough to be kept. */
const MOST_STEPS = 20_000

/**
 * When all of a program has ended its last words are already in the pipe; a process that left its group may hold that
 * open.
 */
const DRAIN_MS = 200

/** The program of a demo as a process: it waits for its turn, is built where its language wants that, and runs. */
export function spawnProcess({ root, demo, toolchain, tool, queue, onProgress }: ProcessOptions): WorkerLike {
  const quit = new AbortController()
  let post: (message: MessageOut) => void = () => {}
  let running: Supervised | undefined
  let life: Promise<void> = Promise.resolve()

  async function live({ kitchen, eggMs }: StartMessage): Promise<void> {
    const endTurn = await queue.turn({
      alone: demo.computes,
      signal: quit.signal,
      onWait: before => onProgress?.({ phase: 'queued', text: waiting(before) }),
    })
    try {
      if (await prepare() && !quit.signal.aborted)
        await run({ KITCHEN_URL: kitchen, ...eggMs !== undefined && { EGG_MS: String(eggMs) } })
    }
    finally {
      endTurn()
    }
  }

  async function prepare(): Promise<boolean> {
    const built = await build(demo, toolchain, {
      root,
      tool,
      signal: quit.signal,
      onLine: line => onProgress?.({ phase: 'building', text: clean(line) }),
    })
    if (built.outcome === 'failed') {
      const at = absoluteNow()
      const output = capped(log)
      built.lines.forEach(line => output.print(`build: ${clean(line)}`, 'stderr'))
      output.end()
      post({ kind: 'over', at, outcome: 'failed', text: clean(built.text) })
    }
    return built.outcome === 'done'
  }

  async function run(told: Record<string, string>): Promise<void> {
    const { command, args, cwd, env } = toolchain.run(demo, tool)
    const threads = createThreadReader()
    running = supervise({
      command: isAbsolute(command) ? command : resolve(root, command),
      args,
      cwd: resolve(root, cwd),
      env: { ...programEnvironment(toolchain.inherits), ...env, ...told },
      onThreads: seen => tellThreads(threads.read(seen)),
    })
    const { stdout, stderr, started, exited, gone } = running
    const output = capped(log)
    const readStep = createStepReader()
    let steps = 0
    const why = createWhyFailed(basename(demo.file), toolchain.errors)
    const heard = Promise.all([
      readLines(stdout, (line, at) => {
        const step = steps < MOST_STEPS ? readStep(line, at) : undefined
        if (!step)
          return output.print(clean(line), 'stdout')
        if (step.kind === 'start')
          threads.want(step.thread)
        post({ kind: 'seen', events: [step] })
        if (++steps === MOST_STEPS)
          output.uncapped(`Steps stopped here, after ${MOST_STEPS} of them; the program goes on.`, 'stderr')
      }),
      readLines(stderr, (line) => {
        why.hear(clean(line))
        output.print(clean(line), 'stderr')
      }),
    ])
    const began = await started
    if (began !== undefined)
      post({ kind: 'began', at: began })
    const exit = await exited
    await gone
    await Promise.race([heard, pause(DRAIN_MS)])
    stdout.destroy()
    stderr.destroy()
    output.end()
    tellThreads(threads.flush())
    post({ kind: 'over', at: exit.at, ...judge(exit, why, toolchain.errors?.code), ...exit.cpu !== undefined && { cpu: exit.cpu } })
  }

  /** What a thread did is dated by itself; the event is of when it was told, so that it comes in order. */
  function tellThreads(events: Extract<SeenInside, { kind: 'thread' }>[]) {
    const at = absoluteNow()
    post({ kind: 'seen', events: events.map(event => ({ ...event, at })) })
  }

  function log(text: string, stream: Logged['stream']) {
    post({ kind: 'seen', events: [{ at: absoluteNow(), kind: 'log', text, stream }] })
  }

  /** Paths in the project begin at its root, on every machine. */
  function clean(line: string): string {
    return line.replaceAll(root.endsWith(sep) ? root : root + sep, '')
  }

  return {
    start(message) {
      life = live(message).catch((error: unknown) => {
        if (!quit.signal.aborted)
          post({ kind: 'over', at: absoluteNow(), outcome: 'failed', text: clean(error instanceof Error ? error.message : String(error)) })
      })
    },
    onMessage(listener) {
      post = listener
    },
    // Whatever goes wrong with a process is told as the end of its program.
    onDeath: () => {},
    async terminate() {
      quit.abort()
      await running?.stop()
      // Its own end comes after this one, and lets the next begin.
      void life
      if (!running)
        await life
    },
  }
}

function waiting(before: number): string {
  return `Waiting for its turn: ${before === 1 ? 'one other runs' : `${before} others are before it`}.`
}

function judge({ code, signal, problem }: Exit, why: WhyFailed, dies = 1): { outcome: 'done' | 'failed', text?: string } {
  if (problem !== undefined)
    return { outcome: 'failed', text: problem }
  if (code === 0)
    return { outcome: 'done' }
  // By this signal runtimes end what they can no longer run. By any other it is ended from outside.
  if (code === dies || signal === 'SIGABRT') {
    const text = why.died() ?? why.refused()
    if (text !== undefined)
      return { outcome: 'failed', text }
  }
  return { outcome: 'failed', text: signal ? `The program was ended by ${signal}.` : why.lastWords() || `The program ended with exit code ${code}.` }
}
