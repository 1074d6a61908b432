import process from 'node:process'
import { startKitchen } from './node.ts'
import { until } from './testing.ts'

/** A kitchen that can be weighed: for `memory.test.ts`, in a process with `--expose-gc`. */
async function open(): Promise<void> {
  const { port, kitchen } = await startKitchen({ port: 0 })
  process.on('message', async () => {
    await until(() => kitchen.counts.pan === 0)
    globalThis.gc!()
    globalThis.gc!()
    process.send!({ heapUsed: process.memoryUsage().heapUsed, rss: process.memoryUsage().rss, ...kitchen.counts })
  })
  process.on('disconnect', () => process.exit())
  process.send!({ port })
}

void open()
