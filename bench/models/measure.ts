import type { Cost } from '../../demos/models-recording.ts'
import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import process from 'node:process'
import { createInterface } from 'node:readline'

/** Past this a model counts as unable. */
const LIMIT_MS = 120_000

/** Linux counts processor time in ticks of this many a second. */
const TICKS = 100

/**
 * Runs a program that prints its cost as a line of JSON and then waits for the end of its input, and looks at the
 * process while it waits.
 *
 * @throws {Error} when it ends without that line, or takes too long.
 */
export async function measure([command, ...args]: readonly [string, ...string[]], env: Record<string, string>): Promise<Cost> {
  const child = spawn(command, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ELIXIR_ERL_OPTIONS: '+fnu', ...env },
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS)
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => complaint = (complaint + text).slice(0, 500))
  const gone = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      complaint ||= error.message
      resolve()
    })
    child.once('close', () => resolve())
  })
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith('{'))
        return { ...JSON.parse(line) as { ms: number, failed: number }, ...await lookAt(child.pid!) }
    }
    await gone
    throw new Error(`It ended without a result. ${complaint.trim().split('\n')[0]}`)
  }
  finally {
    clearTimeout(timer)
    child.kill('SIGKILL')
    await gone
  }
}

/** What `/proc` says of a process, where there is one. */
async function lookAt(pid: number): Promise<Pick<Cost, 'peakKiB' | 'cpuSeconds'>> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // Its name comes second, in brackets, and may have spaces; what follows has none.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [user, system] = [fields[11], fields[12]].map(Number)
    return {
      peakKiB: Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]),
      cpuSeconds: (user! + system!) / TICKS,
    }
  }
  catch {
    return {}
  }
}
