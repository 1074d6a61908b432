import type { Demo } from '../../demos/catalogue/demo.ts'
import type { Runnable } from '../process/can-run.ts'
import type { Progress } from '../process/spawn.ts'
import type { KitchenFeed } from '../run/kitchen-feed.ts'
import type { Run } from '../run/start-run.ts'
import { createRequire } from 'node:module'
import process from 'node:process'
import { loadOwnProgram } from '../code/load-own-program.ts'
import { loadProgram } from '../code/load-program.ts'
import { toolchainOf } from '../process/own-file.ts'
import { createQueue } from '../process/queue.ts'
import { startProcessRun } from '../process/start.ts'
import { thisMachine } from '../process/this-machine.ts'
import { startRun } from '../run/start-run.ts'
import { spawn } from '../worker/node.ts'

export interface StartOptions {
  /** The project's folder. */
  root: string
  /** Base address of the kitchen, without a slash at its end. */
  kitchen: string
  eggMs: number
  feed: KitchenFeed
  /** How fast the clock of the run goes. */
  speed?: number
  limitMs?: number
  /** What {@link Runnable} said. */
  runnable: Extract<Runnable, { can: true }>
  /** What happens before the program begins. */
  onProgress?: (progress: Progress) => void
  /** It is a file of one's own, with an absolute path, and no demo of this project. */
  isOwn?: boolean
}

/** A person waits for their own program longer than a hall for a demo. */
const OWN_START_MS = 60_000

const queue = createQueue()

/** Runs a demo of any language from Node: JavaScript in a thread, everything else as a process. */
export async function startDemo(demo: Demo, { runnable, isOwn = false, ...options }: StartOptions): Promise<Run> {
  if (runnable.process) {
    return startProcessRun(demo, {
      ...options,
      queue,
      available: runnable.process,
      ...(isOwn && { toolchain: toolchainOf(demo.file), walkIns: true }),
    })
  }
  const { root, kitchen, eggMs, feed, speed, limitMs } = options
  return startRun({
    demo: demo.slug,
    program: isOwn ? await loadOwnProgram(demo.file, demo.slug) : await loadProgram(root, demo),
    kitchen,
    eggMs,
    spawn: () => spawn(isOwn ? process.env : {}),
    feed,
    walkIns: isOwn,
    ...isOwn && { startMs: OWN_START_MS },
    speed,
    limitMs,
    toolchain: nodeAndUndici(),
    machine: thisMachine(),
  })
}

/** What runs JavaScript here, by name and version. */
export function nodeAndUndici(): Record<string, string> {
  const { version } = createRequire(import.meta.url)('undici/package.json') as { version: string }
  return { node: process.versions.node, undici: version }
}
