import type { ChildProcess } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { findToolchain } from '../runner/process/available.ts'
import { findBrowser, openBrowser } from '../tools/browser.ts'
import { eventually, findFreePort } from '../tools/processes.ts'
import { serveFolder } from '../tools/serve.ts'
import { firstPageOf } from './pdf.ts'

/** What others install of this repository, from its tarballs, in folders in which nothing else of it is. */

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const PACKAGES = ['slidev-addon-four-eggs', 'egg-server', 'create-four-eggs']
const isWindows = process.platform === 'win32'
const npm = isWindows ? 'npm.cmd' : 'npm'
const run = promisify(execFile)

/** Some seven hundred packages, on a machine that does other things as well. */
const INSTALL_MS = 10 * 60_000
/** A first start bundles what the deck's page imports. */
const START_MS = 3 * 60_000
const TEST_MS = 5 * 60_000

const isOnline = canInstall()
if (!isOnline)
  console.warn('The packages are not tried: npm’s registry does not answer, and a fresh folder has to be filled from there.')

const folder = mkdtempSync(join(tmpdir(), 'four-eggs packages '))
const deck = join(folder, 'my talk')
const children: ChildProcess[] = []
let browser: Browser

function canInstall(): boolean {
  try {
    return execFileSync(npm, ['view', 'hono', 'name'], { timeout: 60_000, stdio: 'pipe', shell: isWindows }).length > 0
  }
  catch {
    return false
  }
}

/** Runs a command to its end; what it said is in the error where it fails. */
async function sh(command: string, args: string[], cwd: string): Promise<string> {
  const { stdout } = await run(command, args, { cwd, maxBuffer: 64 * 1024 * 1024, shell: isWindows && command === npm })
  return stdout
}

function start(args: string[], cwd: string, env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  return child
}

/** Serves a file of slides as `npm run dev` does. */
async function serveSlides(file: string): Promise<string> {
  const port = await findFreePort()
  const url = `http://localhost:${port}`
  let said = ''
  const child = start([join(deck, 'node_modules/@slidev/cli/bin/slidev.mjs'), file, '--port', `${port}`], deck, { KITCHEN_PORT: '0', EGG_MS: '400' })
  child.stdout!.on('data', chunk => said += chunk)
  child.stderr!.on('data', chunk => said += chunk)
  await eventually(() => fetch(url).then(({ ok }) => ok, () => false), () => `The deck does not answer:\n${said}`, START_MS)
  return url
}

async function openPage(url: string): Promise<Page> {
  // Slidev keeps the screen awake. A person's browser just lets it; the one from the npm package has to be told to.
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, permissions: ['screen-wake-lock'] })
  page.setDefaultTimeout(START_MS)
  await page.goto(url)
  return page
}

/** Presses Run, and gives the state in which the demo then is, and its table. */
async function runDemo(page: Page, slug: string): Promise<{ state: string | null, rows: string[] }> {
  const demo = page.locator(`[data-demo="${slug}"]:visible`)
  await demo.getByRole('button', { name: /^Run/ }).click()
  await demo.and(page.locator('[data-state="done"], [data-state="failed"], [data-state="replay"]')).waitFor()
  // A recording that is played is over when there is something to press again.
  await demo.getByRole('button', { name: /^Run/ }).waitFor()
  return { state: await demo.getAttribute('data-state'), rows: await demo.locator('table[data-timeline] tbody tr').allTextContents() }
}

/** A page of the deck's own, with the classes that ours have. */
const OWN_PAGE = `
---

# Mine

<div class="card program run">card</div> <button class="button primary">button</button> <input type="range" class="range">

- a list
- \`code\` and a [link](/1)

| a | table |
|---|---|
| 1 | 2 |

\`\`\`ts
const answer = 42
\`\`\`
`

/** Every property of every element of a slide, and of the page around it. */
function lookOf(page: Page, no: number): Promise<Record<string, string>> {
  return page.evaluate((no) => {
    const elements = [document.documentElement, document.body, ...document.querySelectorAll(`.slidev-page-${no}, .slidev-page-${no} *`)]
    return Object.fromEntries(elements.flatMap((element, index) => {
      const style = getComputedStyle(element)
      return [...style].map(property => [`${index} <${element.tagName.toLowerCase()}> ${property}`, style.getPropertyValue(property)])
    }))
  }, no)
}

function differences(one: Record<string, string>, other: Record<string, string>): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter(key => one[key] !== other[key])
    .map(key => `${key}: ${one[key]} / ${other[key]}`)
    .slice(0, 20)
}

describe.skipIf(!isOnline)('from its tarball', () => {
  beforeAll(async () => {
    await sh(process.execPath, ['--import', import.meta.resolve('tsx'), 'packages/main.ts', '--out', join(folder, 'made')], ROOT)
    await Promise.all(PACKAGES.map(name => sh(npm, ['pack', '--pack-destination', folder], join(folder, 'made', name))))
    browser = await openBrowser()
  }, TEST_MS)

  afterEach(async () => {
    for (const child of children.splice(0)) {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill()
        await once(child, 'exit')
      }
    }
  })

  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  const tarball = (name: string) => join(folder, readdirSync(folder).find(file => file.startsWith(`${name}-`) && file.endsWith('.tgz'))!)

  /** A fresh folder with one of the packages, and where its command is. */
  async function install(name: string): Promise<string> {
    const fresh = mkdtempSync(join(folder, 'fresh '))
    writeFileSync(join(fresh, 'package.json'), '{ "private": true }')
    await sh(npm, ['install', '--no-audit', '--no-fund', tarball(name)], fresh)
    return join(fresh, 'node_modules', name)
  }

  it('npx egg-server answers, calls itself so, and closes in good order', async () => {
    const installed = await install('egg-server')
    const { bin } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { bin: Record<string, string> }
    const main = join(installed, bin['egg-server']!)
    expect(await sh(process.execPath, [main, '--help'], folder)).toContain('npx egg-server [--port')

    const kitchen = start([main, '--port', '0', '--ms', '20', '--times', 'log-normal', '--seed', '7'], folder)
    const [said] = await once(kitchen.stdout!, 'data')
    const [url] = /http:\/\/localhost:\d+/.exec(String(said))!
    expect(await (await fetch(`${url}/A`)).text()).toBe('A')
    expect((await fetch(`${url}/B?burn`)).status).toBe(500)
    kitchen.kill('SIGTERM')
    const [code] = await once(kitchen, 'exit')
    expect(isWindows || code === 0, 'exit code').toBe(true)
  }, TEST_MS)

  describe('a deck that npm create four-eggs has begun', () => {
    beforeAll(async () => {
      const create = join(await install('create-four-eggs'), 'main.mjs')
      mkdirSync(deck)
      await sh(process.execPath, [create, '.'], deck)
      // Not published yet, and a browser is there already.
      const manifest = JSON.parse(readFileSync(join(deck, 'package.json'), 'utf8')) as { dependencies: Record<string, string> }
      manifest.dependencies['slidev-addon-four-eggs'] = `file:${tarball('slidev-addon-four-eggs')}`
      const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> }
      manifest.dependencies['playwright-chromium'] = devDependencies['playwright-chromium']!
      writeFileSync(join(deck, 'package.json'), JSON.stringify(manifest))
      await sh(npm, ['install', '--no-audit', '--no-fund', '--prefer-offline'], deck)
    }, INSTALL_MS)

    it('runs a JavaScript and a Python program live', async () => {
      // A program without an entry, and all of its file shown.
      writeFileSync(join(deck, 'demos/plain.mjs'), 'console.log(await (await fetch(process.env.KITCHEN_URL + "/C")).text())\n')
      writeFileSync(join(deck, 'live.md'), `${readFileSync(join(deck, 'slides.md'), 'utf8')}\n---\n\n<LiveDemo demo="plain" />\n`)
      const url = await serveSlides('live.md')
      const page = await openPage(`${url}/2`)
      await page.getByRole('button', { name: /Skip/ }).click()
      const javascript = await runDemo(page, 'at-once')
      expect(javascript.state).toBe('done')
      expect(javascript.rows).toEqual([expect.stringMatching(/^A.*done/), expect.stringMatching(/^B.*done/)])

      const hasPython = (await findToolchain({ language: 'python' })).can
      await page.goto(`${url}/3`)
      const python = await runDemo(page, 'one-by-one')
      expect(python.state).toBe(hasPython ? 'done' : 'replay')
      expect(python.rows).toEqual([expect.stringMatching(/^A.*done/), expect.stringMatching(/^B.*done/)])

      await page.goto(`${url}/4`)
      const plain = await runDemo(page, 'plain')
      expect(plain.state).toBe('done')
      expect(plain.rows).toContainEqual(expect.stringMatching(/^C.*done/))

      // Another page of this machine may not start programs.
      const foreign = await fetch(`${url}/__four-eggs-runs`, { headers: { origin: 'http://localhost:1' } })
      expect(foreign.status).toBe(403)
      await page.close()
    }, TEST_MS)

    it('has a race and a question too, in both schemes, and a program in a column', async () => {
      writeFileSync(join(deck, 'demos/plain.mjs'), 'console.log(await (await fetch(process.env.KITCHEN_URL + "/C")).text())\n')
      writeFileSync(join(deck, 'more.md'), `${readFileSync(join(deck, 'slides.md'), 'utf8')}
---

<DemoRace demos="at-once, plain" predict="quickest" />

---

<Predict demo="at-once" ask="seconds: 2, 4" />

---
layout: two-cols
---

<LiveDemo demo="at-once" style="height: 300px" />

::right::

# Beside it
`)
      const page = await openPage(`${await serveSlides('more.md')}/4`)
      const race = page.locator('[data-race]:visible')
      await race.getByRole('button', { name: /^Skip/ }).click()
      await race.getByRole('button', { name: /^Run/ }).click()
      await race.and(page.locator('[data-state="done"]')).waitFor()
      expect(await race.locator('[data-demo]').evaluateAll(all => all.map(one => `${one.dataset.demo} ${one.dataset.state}`)))
        .toEqual(['at-once done', 'plain done'])

      const card = race.locator('.card')
      const paint = () => card.evaluate(element => [getComputedStyle(element).backgroundColor, getComputedStyle(element).color])
      const [light, ink] = await paint()
      await page.emulateMedia({ colorScheme: 'dark' })
      await expect.poll(async () => (await paint())[0], { timeout: 60_000 }).not.toBe(light)
      await expect.poll(async () => (await paint())[1], { timeout: 60_000 }).not.toBe(ink)

      await page.keyboard.press('ArrowRight')
      const question = page.locator('.predict:visible')
      await question.locator('.answers button').first().click()
      await expect.poll(() => question.textContent(), { timeout: 60_000 }).toMatch(/Your guess: 0\.4 s/)

      await page.keyboard.press('ArrowRight')
      const column = page.locator('.slidev-page-6 .col-left:visible')
      const demo = column.locator('[data-demo="at-once"]')
      await demo.waitFor()
      const [inside, around] = [(await demo.boundingBox())!, (await column.boundingBox())!]
      expect(inside.x + inside.width).toBeLessThanOrEqual(around.x + around.width + 1)
      await page.close()
    }, TEST_MS)

    it('keeps the look of its own pages', async () => {
      const text = readFileSync(join(deck, 'slides.md'), 'utf8').replace('transition: fade', 'transition: none')
      // Shiki gives up on a line after half a second: a busy machine would leave another one half coloured each time.
      mkdirSync(join(deck, 'setup'), { recursive: true })
      writeFileSync(join(deck, 'setup/shiki.ts'), 'export default () => ({ tokenizeTimeLimit: 0 })\n')
      // The starter has three slides.
      const last = 4
      async function open(file: string, addons: string): Promise<Page> {
        writeFileSync(join(deck, file), text.replace(/addons:\n.*\n/, addons) + OWN_PAGE)
        return openPage(`${await serveSlides(file)}/2`)
      }
      const without = await open('without.md', '')
      const withIt = await open('with.md', 'addons:\n  - slidev-addon-four-eggs\n')
      await withIt.locator('[data-demo]:visible').waitFor()

      for (const no of [1, last]) {
        // By the keys, so that the page stays: what a demo brought along is still there.
        await Promise.all([without, withIt].map(async (page) => {
          for (let at = no === 1 ? 2 : 1; at !== no; at += Math.sign(no - at)) {
            await page.locator(`.slidev-page-${at}:visible h1`).waitFor()
            await page.keyboard.press(no > at ? 'ArrowRight' : 'ArrowLeft')
          }
          await page.locator(`.slidev-page-${no}:visible h1`).waitFor()
        }))
        // Styles that Slidev makes of classes arrive when they arrive.
        await expect.poll(async () => differences(await lookOf(without, no), await lookOf(withIt, no)), { timeout: 60_000 }).toEqual([])
      }
      expect(Object.keys(await lookOf(withIt, last)).length).toBeGreaterThan(20)
      await Promise.all([without.close(), withIt.close()])
    }, TEST_MS)

    it('says on the slides with programs what is wrong with the catalogue, and goes on', async () => {
      const catalogue = join(deck, 'demos/catalogue.ts')
      const text = readFileSync(catalogue, 'utf8')
      const page = await openPage(`${await serveSlides('slides.md')}/2`)
      const demo = page.locator('[data-demo="at-once"]:visible')
      const question = demo.getByText('How long will it take?')
      const sentence = demo.getByText(/^demos\/catalogue\.ts:\d+: Expected "\}" but found/)
      await question.waitFor()
      try {
        writeFileSync(catalogue, text.replace(/,\n(?! *\})/, '\n'))
        await sentence.waitFor()
        await demo.getByRole('button', { name: /Skip/ }).click()
        expect((await runDemo(page, 'at-once')).state).toBe('done')
        expect(await page.locator('vite-error-overlay').count()).toBe(0)
      }
      finally {
        writeFileSync(catalogue, text)
      }
      await sentence.waitFor({ state: 'detached' })
      await page.close()
    }, TEST_MS)

    it('builds to a site in which JavaScript runs and the rest plays its recording', async () => {
      await sh(npm, ['run', 'build'], deck)
      const site = await serveFolder({ folder: join(deck, 'dist'), port: 0 })
      const url = `http://localhost:${(site.address() as AddressInfo).port}`
      const page = await openPage(`${url}/#/2`)
      await page.getByRole('button', { name: /Skip/ }).click()
      expect((await runDemo(page, 'at-once')).state).toBe('done')
      await page.goto(`${url}/#/3`)
      expect((await runDemo(page, 'one-by-one')).state).toBe('replay')
      await page.close()
      site.close()
    }, TEST_MS)

    it('is exported to paper, each program with its recorded run', async () => {
      const { path } = await findBrowser()
      const cli = join(deck, 'node_modules/@slidev/cli/bin/slidev.mjs')
      const said = await sh(process.execPath, [cli, 'export', 'slides.md', '--executable-path', path, '--output', 'talk.pdf', '--timeout', '120000'], deck)
      expect(said).toContain('exported to')
      const pdf = readFileSync(join(deck, 'talk.pdf'))
      expect(firstPageOf(pdf).length).toBeGreaterThan(100)
    }, TEST_MS)

    // The last one: the deck has a link then.
    it('works from a folder that is linked, which has packages of its own', async () => {
      const linked = join(folder, 'made/slidev-addon-four-eggs')
      await sh(npm, ['install', '--no-audit', '--no-fund', '--prefer-offline'], linked)
      expect(existsSync(join(linked, 'node_modules/vue-router'))).toBe(true)
      const installed = join(deck, 'node_modules/slidev-addon-four-eggs')
      rmSync(installed, { recursive: true })
      symlinkSync(linked, installed, 'junction')
      // An install would have this done: the deck's packages are others now.
      rmSync(join(deck, 'node_modules/.vite'), { recursive: true, force: true })
      const page = await openPage(`${await serveSlides('slides.md')}/1`)
      const faults: string[] = []
      page.on('pageerror', ({ message }) => faults.push(message))
      page.on('console', said => said.text().startsWith('[Vue warn]') && faults.push(said.text()))
      await page.goto(page.url().replace(/1$/, '2'))
      await page.getByRole('button', { name: /Skip/ }).click()
      expect((await runDemo(page, 'at-once')).state).toBe('done')
      expect(faults).toEqual([])
      await page.close()
    }, INSTALL_MS)
  })
})
