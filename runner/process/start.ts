import type { Demo } from '../../demos/catalogue/demo.ts'
import type { Toolchain } from '../../demos/language.ts'
import type { KitchenFeed } from '../run/kitchen-feed.ts'
import type { Run } from '../run/start-run.ts'
import type { Availability } from './available.ts'
import type { Queue } from './queue.ts'
import type { Progress } from './spawn.ts'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { startRun } from '../run/start-run.ts'
import { spawnProcess } from './spawn.ts'
import { thisMachine } from './this-machine.ts'
import { toolchains } from './toolchains.ts'

export interface ProcessRunOptions {
  /** The project's folder. */
  root: string
  /** Base address of the kitchen, without a slash at its end. */
  kitchen: string
  eggMs: number
  feed: KitchenFeed
  /** The kitchen serves this run alone: what asks it without a run's name is the program, too. */
  walkIns?: boolean
  queue: Queue
  /** What was found to run it with. */
  available: Extract<Availability, { can: true }>
  /** How fast the clock of the run goes. */
  speed?: number
  /** From the program's first line on. */
  limitMs?: number
  onProgress?: (progress: Progress) => void
  signal?: AbortSignal
  /** How it is run, where it is no demo of this project. */
  toolchain?: Toolchain
}

/** Runs a demo of another language as a process, and writes down what it and the kitchen saw. */
export async function startProcessRun(demo: Demo, options: ProcessRunOptions): Promise<Run> {
  if (demo.language === 'javascript')
    throw new Error(`${demo.slug} is JavaScript, which runs in a worker.`)
  const {
    root,
    kitchen,
    eggMs,
    feed,
    walkIns,
    queue,
    available: { tool, toolchain: versions },
    speed,
    limitMs,
    onProgress,
    signal,
    toolchain = toolchains[demo.language],
  } = options
  const text = await readFile(resolve(root, demo.file), 'utf8')
  return startRun({
    demo: demo.slug,
    program: { slug: demo.slug, file: demo.file, text, modules: {}, ...demo.kitchen && { kitchen: demo.kitchen } },
    kitchen,
    eggMs,
    feed,
    walkIns,
    engine: 'process',
    spawn: () => spawnProcess({ root, demo, toolchain, tool, queue, onProgress }),
    speed,
    limitMs,
    // Its turn and its build have limits of their own.
    startMs: 0,
    toolchain: versions,
    machine: thisMachine(),
    signal,
  })
}
