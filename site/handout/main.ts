/**
 * `npm run handout`: the whole talk as a text to take home, slides and notes and each demo with its recorded run, as
 * PDF. It is reading mode, printed.
 */
import type { AddressInfo } from 'node:net'
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { openBrowser } from '../../tools/browser.ts'
import { readOptions } from '../../tools/options.ts'
import { serveFolder } from '../../tools/serve.ts'

/**
 * A4, and what is left of its width in CSS pixels: pictures measure the page before it is printed. As in reading.css.
 */
const MARGIN_MM = 17
const WIDTH = Math.floor((210 - 2 * MARGIN_MM) / 25.4 * 96)

/** A hundred programs are loaded and drawn. */
const PATIENCE_MS = 180_000

const root = fileURLToPath(new URL('../..', import.meta.url))
const { values } = readOptions('npm run handout -- [--chapter promises] [--output four-eggs-handout.pdf]: the text as PDF.', {
  options: {
    output: { type: 'string', default: 'four-eggs-handout.pdf' },
    /** One chapter by its name in the address of reading mode, instead of all. */
    chapter: { type: 'string', default: 'everything' },
  },
})

const out = join('node_modules', '.cache', `handout-${process.pid}`)
const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'site/main.ts', '--out', out], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
})
if (status !== 0)
  process.exit(status ?? 1)

const server = await serveFolder({ folder: join(root, out), port: 0 })
const browser = await openBrowser()
try {
  const page = await browser.newPage({ colorScheme: 'light', viewport: { width: WIDTH, height: 1000 } })
  page.setDefaultTimeout(PATIENCE_MS)
  await page.emulateMedia({ media: 'print', colorScheme: 'light', reducedMotion: 'reduce' })
  await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/?handout#/read/${values.chapter}`)
  await page.locator('main[data-complete="true"]').waitFor()
  await page.waitForFunction(() => document.querySelector('[data-waitfor]:not(:has([data-settled]))') === null)
  await page.evaluate(() => document.fonts.ready)
  await page.pdf({
    path: resolve(values.output),
    format: 'A4',
    printBackground: true,
    outline: true,
    tagged: true,
  })
  console.log(`The handout is in ${values.output}.`)
}
finally {
  await browser.close()
  server.close()
  server.closeAllConnections()
  rmSync(join(root, out), { recursive: true, force: true })
}
