/**
 * `npm run lighthouse`: what Lighthouse says of the site in `dist/`, on the first slide, on a demo's and in the text,
 * and fails below the bar. Performance is measured several times and its median counts: a busy machine is not the
 * site's fault.
 */
import type { AddressInfo } from 'node:net'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'
import { loadSlides } from '../../talk/slides.ts'
import { findBrowser } from '../../tools/browser.ts'
import { readOptions } from '../../tools/options.ts'
import { findFreePort } from '../../tools/processes.ts'
import { serveFolder } from '../../tools/serve.ts'

/**
 * Fetched when it is asked for: 157 packages for one command of a maintainer are not worth having in the lockfile.
 * Version 13 needs Node 22.
 */
const LIGHTHOUSE = 'lighthouse@12.8.2'

/** What is read of its report. */
interface Result {
  categories: Record<string, { score: number | null, auditRefs: { id: string, weight: number }[] }>
  audits: Record<string, { title: string, score: number | null, displayValue?: string }>
}

/** Of 100, in every category. */
const BAR = 95

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo']

/** Of the text, whose programs and pictures arrive while it is read, performance is told and not held to a bar. */
const HELD_ON_PHONES = CATEGORIES.filter(name => name !== 'performance')

/** A demo of the short path. */
const DEMO = 'promise-all'

const { values } = readOptions('npm run lighthouse -- [--runs 5] [--verbose]', { options: { runs: { type: 'string', default: '5' }, verbose: { type: 'boolean', default: false } } })
const folder = fileURLToPath(new URL('../../dist', import.meta.url))
if (!existsSync(`${folder}/index.html`)) {
  console.error('There is no site in dist/ yet. Make it first: npm run build')
  process.exit(1)
}

const { no } = (await loadSlides()).find(({ demos }) => demos.includes(DEMO))!
const pages: { what: string, path: string, held: string[], isDesktop: boolean }[] = [
  { what: 'the first slide', path: '#/1', held: CATEGORIES, isDesktop: true },
  { what: `a demo, slide ${no}`, path: `#/${no}`, held: CATEGORIES, isDesktop: true },
  { what: 'the text, on a phone', path: '#/read/four-eggs', held: HELD_ON_PHONES, isDesktop: false },
]

const server = await serveFolder({ folder, port: 0 })
const debuggingPort = await findFreePort()
const browser = await chromium.launch({
  executablePath: (await findBrowser()).path,
  args: [`--remote-debugging-port=${debuggingPort}`],
  chromiumSandbox: false,
})
let isGood = true
try {
  for (const { what, path, held, isDesktop } of pages) {
    const results: Result[] = []
    for (let run = 0; run < Number(values.runs); run++)
      results.push(await look(`http://localhost:${(server.address() as AddressInfo).port}/${path}`, isDesktop))
    const scores = CATEGORIES.map(name => ({
      name,
      score: Math.round(median(results.map(({ categories }) => categories[name]!.score ?? 0)) * 100),
    }))
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

async function look(url: string, isDesktop: boolean): Promise<Result> {
  const args = [
    '--yes',
    LIGHTHOUSE,
    url,
    `--port=${debuggingPort}`,
    `--only-categories=${CATEGORIES}`,
    '--output=json',
    '--quiet',
    ...(isDesktop ? ['--preset=desktop'] : []),
  ]
  const { stdout } = await promisify(execFile)('npx', args, { maxBuffer: 1 << 26, shell: process.platform === 'win32' })
  return JSON.parse(stdout) as Result
}

/** What cost something, for its repair. */
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
