import type { Measure } from './report.ts'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { startSampler } from '../runner/process/sampler.mjs'
import { supervise } from '../runner/process/supervise.ts'
import { absoluteNow } from '../runner/run/messages.ts'
import { median } from './report.ts'

/** What it costs that the threads of a program are looked at while it runs. */

const TIMES = 5

/** Four threads that compute the same each time. */
const PROGRAM = `
  const { Worker, isMainThread } = require('node:worker_threads')
  const work = 'let x = 1; for (let i = 0; i < 1e8; i++) x = (Math.imul(x, 1664525) + 1013904223) | 0; process.exitCode = x * 0'
  for (let i = 0; i < 4; i++) new Worker(work, { eval: true })`

const ARGS = ['-e', PROGRAM]

export async function benchSampling(): Promise<{ measures: Measure[], skipped?: string[] }> {
  if (process.platform !== 'linux')
    return { measures: [], skipped: ['What looking at threads costs: only Linux shows what they do.'] }
  const ratios: { cpu: number, ms: number }[] = []
  for (let i = 0; i < TIMES; i++) {
    // In turn, so that a machine that gets busier meanwhile is so for both.
    const [alone, seen] = [await run(false), await run(true)]
    ratios.push({ cpu: seen.cpu / alone.cpu, ms: seen.ms / alone.ms })
  }
  const cpu = median(ratios.map(({ cpu }) => cpu))
  const ms = median(ratios.map(({ ms }) => ms))
  const part = await partOfCore()
  return {
    measures: [
      { what: 'processor time of four threads that are looked at, over as many that are not', value: cpu.toFixed(3), number: cpu },
      { what: 'wall time of the same', value: ms.toFixed(3), number: ms },
      { what: 'what looking at them takes of one core', value: `${(part * 100).toFixed(1)} %`, number: part },
    ],
  }
}

async function run(isSeen: boolean): Promise<{ cpu: number, ms: number }> {
  const { stdout, stderr, started, exited, gone } = supervise({
    command: process.execPath,
    args: ARGS,
    cwd: process.cwd(),
    env: {},
    ...isSeen && { onThreads: () => {} },
  })
  stdout.resume()
  stderr.resume()
  const began = await started
  const { at, cpu } = await exited
  await gone
  return { cpu: cpu!, ms: at - began! }
}

/** This process does nothing else meanwhile. */
async function partOfCore(): Promise<number> {
  const program = spawn(process.execPath, ARGS, { stdio: 'ignore' })
  const began = absoluteNow()
  const before = process.cpuUsage()
  const end = startSampler(program.pid!, absoluteNow, () => {})
  await once(program, 'exit')
  end()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / (absoluteNow() - began)
}
