import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bundleLab } from './fixtures/bundle-lab.ts'
import { corpus } from './fixtures/corpus.ts'

/** Programs with marks against the same without, in Node: nothing that they let one see may differ. */

const THREAD = `
const { parentPort } = require('node:worker_threads')
lab.startLab(onUnhandled => process.on('unhandledRejection', onUnhandled))
const toUrl = text => 'data:text/javascript,' + encodeURIComponent(text)
parentPort.on('message', async ({ text }) => {
  const results = []
  for (const marks of [false, true])
    results.push(await lab.runProgram(text, marks, toUrl).catch(error => ['refused: ' + error.message]))
  parentPort.postMessage(results)
})`

let thread: Worker

beforeAll(async () => {
  thread = new Worker(`${await bundleLab()}${THREAD}`, { eval: true })
})

afterAll(() => thread.terminate())

function runBoth(text: string): Promise<[plain: string[], marked: string[]]> {
  return new Promise((resolve) => {
    thread.once('message', resolve)
    thread.postMessage({ text })
  })
}

it('does the same with marks as without, in every program of the corpus', async () => {
  expect(corpus.length).toBeGreaterThan(300)
  const different: unknown[] = []
  for (const text of corpus) {
    const [plain, marked] = await runBoth(text)
    if (plain.join('\n') !== marked.join('\n'))
      different.push({ text, plain, marked })
  }
  expect(different).toEqual([])
}, 120_000)
