import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleLab } from '../runner/worker/fixtures/bundle-lab.ts'
import { corpus } from '../runner/worker/fixtures/corpus.ts'
import { openBrowser } from '../tools/browser.ts'
import { findFirefox, openFirefox } from '../tools/other-browsers.ts'

/**
 * Programs with marks against the same without, in the engines of browsers: nothing that they let one see may differ.
 */

interface Different { text: string, plain: string[], marked: string[] }

/** Runs all of them in one worker, one after the other. */
const THREAD = `
lab.startLab(onUnhandled => addEventListener('unhandledrejection', (event) => { event.preventDefault(); onUnhandled(event.reason) }))
// One thread runs all programs: what they leave behind must not be told of another.
addEventListener('error', event => event.preventDefault())
const toUrl = text => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
addEventListener('message', async ({ data }) => {
  const different = []
  for (const text of data) {
    const [plain, marked] = [await run(text, false), await run(text, true)]
    if (plain.join('\\n') !== marked.join('\\n'))
      different.push({ text, plain, marked })
  }
  postMessage(different)
})
function run(text, marks) { return lab.runProgram(text, marks, toUrl).catch(error => ['refused: ' + error.message]) }`

/** As many at once as a driver waits for. */
const PART = 50

/** The body of a function in the page. */
function runFrom(first: number) {
  return `
const worker = new Worker('/thread.js')
const corpus = await fetch('/corpus.json').then(reply => reply.json())
return new Promise((resolve, reject) => {
  worker.onmessage = ({ data }) => resolve(data)
  worker.onerror = event => reject(new Error(event.message))
  worker.postMessage(corpus.slice(${first}, ${first + PART}))
}).finally(() => worker.terminate())`
}

async function findDifferent(evaluate: (body: string) => Promise<Different[]>): Promise<Different[]> {
  const different: Different[] = []
  for (let first = 0; first < corpus.length; first += PART)
    different.push(...await evaluate(runFrom(first)))
  return different
}

let server: Server
let url: string

beforeAll(async () => {
  const thread = `${await bundleLab()}${THREAD}`
  server = createServer(({ url }, response) => {
    const [type, body]
      = url === '/thread.js'
        ? ['text/javascript', thread]
        : url === '/corpus.json'
          ? ['application/json', JSON.stringify(corpus)]
          : ['text/html', '<!doctype html><meta charset="utf-8">']
    response.writeHead(200, { 'content-type': type }).end(body)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  url = `http://localhost:${(server.address() as AddressInfo).port}/`
})

afterAll(() => void server.close())

describe('with marks, every program of the corpus does as it does without', () => {
  it('in Chromium', { timeout: 300_000 }, async () => {
    const browser = await openBrowser()
    try {
      const page = await browser.newPage()
      await page.goto(url)
      expect(await findDifferent(body => page.evaluate(`(async () => {${body}})()`))).toEqual([])
    }
    finally {
      await browser.close()
    }
  })

  it.skipIf(!findFirefox())('in Firefox', { timeout: 300_000 }, async () => {
    const firefox = await openFirefox(findFirefox()!)
    try {
      await firefox.goto(url)
      expect(await findDifferent(body => firefox.evaluate<Different[]>(body))).toEqual([])
    }
    finally {
      await firefox.close()
    }
  })
})
