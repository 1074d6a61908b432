import type { AtTheStove, ModelsRecording, Row } from '../../demos/models-recording.ts'
/**
 * "Ten thousand eggs": how long N eggs of two seconds take in each model of concurrency, and what they cost.
 *
 *   npm run bench:models -- [--ms 2000] [--eggs 4,100,1000,10000] [--model rust]
 *
 * All models fry in one kitchen, a process of its own, one after another. Each program asks for all its eggs at once,
 * a connection an egg, with the same bytes over a plain socket: what differs is how it waits. The kitchen's own record
 * says whether it was the limit. Results go to demos/recordings/models.json when nothing was chosen and nothing left
 * out, and to standard output as a table.
 */
import type { KitchenEvent } from '../../trace/events.ts'
import type { Model } from './list.ts'
import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import os from 'node:os'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { RECORDING } from '../../demos/models-recording.ts'
import { findToolchain } from '../../runner/process/available.ts'
import { thisMachine } from '../../runner/process/this-machine.ts'
import { readOptions } from '../../tools/options.ts'
import { models } from './list.ts'
import { measure } from './measure.ts'

/** Each egg is a socket, here and in the kitchen, and a process opens some more. */
const SPARE_FILES = 100

const { values } = readOptions('npm run bench:models -- [--ms 2000] [--eggs 4,100,1000,10000] [--model threads]', { options: {
  ms: { type: 'string', default: '2000' },
  eggs: { type: 'string', default: '4,100,1000,10000' },
  model: { type: 'string', default: '' },
} })
process.chdir(fileURLToPath(new URL('../../', import.meta.url)))
const eggMs = Number(values.ms)
const counts = values.eggs.split(',').map(Number)
const chosen = models.filter(({ model }) => model.toLowerCase().includes(values.model.toLowerCase()))

await checkOpenFiles(Math.max(...counts))
const kitchen = await openKitchen()
const rows: Row[] = []
const toolchain: Record<string, string> = { node: process.versions.node }
try {
  for (const { model, language, unit, atLeast, build, run } of chosen) {
    const found = await findToolchain({ language, needs: { atLeast } })
    if (!found.can) {
      console.log(`${model}: skipped, for ${found.why}. ${found.howToGet}`)
      continue
    }
    const { tool } = found
    Object.assign(toolchain, found.toolchain)
    if (build)
      await promisify(execFile)(tool.path, [...build])
    for (const eggs of counts) {
      const row = await fry(eggs, { model, language, unit }, run(tool))
      rows.push(row)
      console.log(sentence(row))
    }
  }
}
finally {
  kitchen.close()
}

if (process.argv.length === 2 && rows.length === models.length * counts.length) {
  await mkdir('demos/recordings', { recursive: true })
  const machine = { ...thisMachine(), memoryMiB: Math.round(os.totalmem() / 2 ** 20) }
  const rounded = (_: string, value: unknown): unknown => typeof value === 'number' ? Math.round(value * 1000) / 1000 : value
  const recording: ModelsRecording = { recordedAt: new Date().toISOString(), eggMs, machine, toolchain, rows }
  await writeFile(RECORDING, `${JSON.stringify(recording, rounded, 2)}\n`)
  console.log(`Written: ${RECORDING}`)
}
else {
  console.log(`Not written: ${RECORDING} takes a run of every model, with no options.`)
}

async function fry(eggs: number, row: Pick<Model, 'model' | 'language' | 'unit'>, command: readonly [string, ...string[]]): Promise<Row> {
  const name = `models-${Date.now()}`
  const url = `${kitchen.url}/run/${name}`
  try {
    const cost = await measure([...command, String(eggs)], { KITCHEN_URL: url, EGG_MS: String(eggMs) })
    const trace = await fetch(`${url}/trace`).then(reply => reply.text())
    return {
      ...row,
      eggs,
      ms: cost.ms,
      failed: cost.failed,
      peakKiB: cost.peakKiB,
      cpuSeconds: cost.cpuSeconds,
      overEgg: cost.ms / eggMs,
      ...atTheStove(trace),
    }
  }
  catch (error) {
    return { ...row, eggs, failed: eggs, text: (error as Error).message }
  }
}

function atTheStove(trace: string): AtTheStove {
  const events = trace.split('\n').filter(Boolean).map(line => JSON.parse(line) as KitchenEvent)
  const began = new Map(events.flatMap(({ kind, id, t }) => kind === 'start' ? [[id, t]] : []))
  const arrivals = [...began.values()]
  const late = events.flatMap(({ kind, id, t }) => kind === 'end' ? [t - began.get(id)! - eggMs] : [])
  const most = (numbers: number[]): number => numbers.reduce((a, b) => Math.max(a, b), 0)
  let inPan = 0
  const together = events.toSorted((a, b) => a.t - b.t).map(({ kind }) => inPan += kind === 'start' ? 1 : -1)
  return { arrivalsMs: most(arrivals), latestMs: most(late), together: most(together) }
}

function sentence({ model, eggs, ms, overEgg, failed, peakKiB, cpuSeconds, arrivalsMs, latestMs, together, text }: Row): string {
  if (text)
    return `${model}, ${eggs} eggs: ${text}`
  return `${model}, ${eggs} eggs: ${(ms! / 1000).toFixed(2)} s (${overEgg!.toFixed(3)} eggs long), ${failed} failed, ${peakKiB === undefined ? 'memory unknown' : `${(peakKiB / 1024).toFixed(1)} MiB`}, ${cpuSeconds ?? '?'} s of processor; all had arrived after ${arrivalsMs!.toFixed(0)} ms, at most ${together} were in the pan, the kitchen was at most ${latestMs!.toFixed(0)} ms late`
}

/** A kitchen for this benchmark alone, which ends with it. */
async function openKitchen(): Promise<{ url: string, close: () => void }> {
  const child = fork('egg-server/main.ts', ['--port', '0', '--host', '127.0.0.1', '--ms', String(eggMs)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [said] = (await once(child, 'message')) as [{ kind: string, port: number, message?: string }]
  if (said.kind !== 'listening')
    throw new Error(said.message)
  // A number, so that no model spends its time looking up a name.
  return { url: `http://127.0.0.1:${said.port}`, close: () => child.disconnect() }
}

async function checkOpenFiles(eggs: number): Promise<void> {
  const limit = await readFile('/proc/self/limits', 'utf8').then(
    text => Number(/^Max open files\s+(\d+)/m.exec(text)?.[1]),
    () => Number.NaN,
  )
  if (limit < eggs + SPARE_FILES) {
    console.error(
      `${eggs} eggs take ${eggs} sockets, and a process here may open ${limit} files. Say "ulimit -n ${eggs + SPARE_FILES}" first, or fry fewer: --eggs 4,100,1000`,
    )
    process.exit(1)
  }
}
