/**
 * `npm run lighthouse`: what Lighthouse says of the site in `dist/`, on the first slide, on a demo's and in the text, and
 * fails below the bar. Performance is measured several times and its median counts: a busy machine is not the site's fault.
 */
import type { Config, Flags, Result } from 'lighthouse'
import type { AddressInfo } from 'node:net'
import { existsSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import lighthouse, { desktopConfig } from 'lighthouse'
import { chromium } from 'playwright-core'
import { loadSlides } from '../../talk/slides.ts'
import { findBrowser } from '../../tools/browser.ts'
import { findFreePort } from '../../tools/processes.ts'
import { serveFolder } from '../../tools/serve.ts'

/** Of 100, in every category. */
const BAR = 95

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo']

/** Of the text, whose programs and pictures arrive while somebody reads, performance is told and not held to a bar. */
const HELD_ON_PHONES = CATEGORIES.filter(name => name !== 'performance')

/** A demo that everybody sees. */
const DEMO = 'promise-all'

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' }, verbose: { type: 'boolean', default: false } } })
const folder = fileURLToPath(new URL('../../dist', import.meta.url))
if (!existsSync(`${folder}/index.html`)) {
  console.error('There is no site in dist/ yet. Make it first: npm run build')
  process.exit(1)
}

const { no } = (await loadSlides()).find(({ demos }) => demos.includes(DEMO))!
const pages: { what: string, path: string, held: string[], config?: Config }[] = [
  { what: 'the first slide', path: '#/1', held: CATEGORIES, config: desktopConfig },
  { what: `a demo, slide ${no}`, path: `#/${no}`, held: CATEGORIES, config: desktopConfig },
  { what: 'the text, on a phone', path: '#/read/four-eggs', held: HELD_ON_PHONES },
]

const server = await serveFolder({ folder, port: 0 })
const debuggingPort = await findFreePort()
const browser = await chromium.launch({ executablePath: (await findBrowser()).path, args: [`--remote-debugging-port=${debuggingPort}`], chromiumSandbox: false })
let isGood = true
try {
  for (const { what, path, held, config } of pages) {
    const results: Result[] = []
    for (let run = 0; run < Number(values.runs); run++)
      results.push(await look(`http://localhost:${(server.address() as AddressInfo).port}/${path}`, config))
    const scores = CATEGORIES.map(name => ({ name, score: Math.round(median(results.map(({ categories }) => categories[name]!.score ?? 0)) * 100) }))
    const low = scores.filter(({ name, score }) => score < BAR && held.includes(name))
    isGood &&= low.length === 0
    console.log(`${what}: ${scores.map(one => `${one.name} ${one.score}${low.includes(one) ? ' (!)' : ''}`).join(', ')}`)
    if (values.verbose || low.length > 0)
      explain(results.at(-1)!)
  }
}
finally {
  await browser.close()
  server.close()
  server.closeAllConnections()
}
if (!isGood) {
  console.error(`Each has to be ${BAR} or more.`)
  process.exit(1)
}

async function look(url: string, config?: Config): Promise<Result> {
  const flags: Flags = { port: debuggingPort, onlyCategories: CATEGORIES, logLevel: 'error' }
  const runner = await lighthouse(url, flags, config)
  if (!runner)
    throw new Error(`Lighthouse had nothing to say about ${url}.`)
  return runner.lhr
}

/** What cost something, for whoever has to repair it. */
function explain({ categories, audits }: Result): void {
  for (const name of CATEGORIES) {
    for (const { id, weight } of categories[name]!.auditRefs) {
      const audit = audits[id]!
      if (weight > 0 && audit.score !== null && audit.score < 0.9)
        console.log(`  ${name}: ${audit.title}${audit.displayValue ? ` (${audit.displayValue})` : ''}`)
    }
  }
}

function median(numbers: number[]): number {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!
}
