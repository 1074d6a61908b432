import type { Reading } from '../trace/readings.ts'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { createInterface } from 'node:readline'

/** A thread of another process, as the system counted it. */
export interface WatchedThread {
  thread: number
  name: string
  /** In order of time, on the clock of `absoluteNow`. */
  readings: Reading[]
}

const SAMPLER = new URL('../runner/process/sampler.mjs', import.meta.url).href

/**
 * Looks at the threads of a process, from a process that has nothing else to do: who looks from where the work is done
 * comes too late. Settles when the first look is there; `end` gives all that was seen. Linux only.
 */
export async function watchThreads(pid: number): Promise<{ end: () => Promise<WatchedThread[]> }> {
  const script = `
    const { startSampler } = await import(${JSON.stringify(SAMPLER)})
    const end = startSampler(${pid}, () => performance.timeOrigin + performance.now(), seen => console.log(JSON.stringify(seen)))
    process.stdin.on('end', end).resume()`
  const watcher = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['pipe', 'pipe', 'inherit'] })
  const threads = new Map<number, WatchedThread>()
  const lines = createInterface(watcher.stdout)
  lines.on('line', (line) => {
    for (const { thread, name, readings } of JSON.parse(line) as WatchedThread[])
      threads.set(thread, { thread, name, readings: [...threads.get(thread)?.readings ?? [], ...readings] })
  })
  const closed = new Promise<void>(resolve => lines.on('close', resolve))
  await Promise.race([once(lines, 'line'), closed])
  return {
    async end() {
      watcher.stdin.end()
      await closed
      return [...threads.values()].sort((a, b) => a.thread - b.thread)
    },
  }
}

/** How long a thread had been on a core by then, in milliseconds: between two readings, as if it had worked evenly. */
export function ranBy({ readings }: WatchedThread, at: number): number {
  const next = readings.findIndex(([t]) => t >= at)
  const [before, after] = next < 0 ? [readings.at(-1)!, readings.at(-1)!] : [readings[Math.max(0, next - 1)]!, readings[next]!]
  const part = after[0] > before[0] ? Math.min(1, Math.max(0, (at - before[0]) / (after[0] - before[0]))) : 0
  return (before[1] + (after[1] - before[1]) * part) / 1e6
}
