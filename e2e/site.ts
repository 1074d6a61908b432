import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import type { Health } from '../tools/kitchen.ts'
import type { Vigil } from '../tools/page-errors.ts'
import type { KitchenEvent } from '../trace/events.ts'
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll } from 'vitest'
import { openBrowser } from '../tools/browser.ts'
import { keepVigil } from '../tools/page-errors.ts'
import { DeckPage } from '../tools/pages.ts'
import { serveFolder } from '../tools/serve.ts'
import { parseEvents } from '../trace/ndjson.ts'
import '../tools/exit-with-parent.ts'

/** The static site, in some folder of a host that knows nothing of it. */
export interface Site {
  /** Its address, with a slash at the end. */
  url: string
  /** Its files: a copy, which a test may change. */
  folder: string
  /** Pulls the cable: nobody answers any more. */
  stop: () => Promise<void>
}

/** A window on the site, watched. */
export interface SiteWindow extends DeckPage {
  context: BrowserContext
  vigil: Vigil
  another: () => Promise<DeckPage>
}

/** The static site and a browser, for the tests of one file. */
export interface SiteStage {
  browser: Browser
  /** Serves a copy of the site by itself. */
  serve: () => Promise<Site>
  /** Opens a browser profile of its own, with one window on a site in it. */
  open: (site: Site, options?: BrowserContextOptions & { without?: 'service-worker' }) => Promise<SiteWindow>
}

/** Deep in a host that has other things, too. */
const BASE = '/talks/2026/eggs/'

const PATIENCE_MS = 10_000

const run = promisify(execFile)
const root = fileURLToPath(new URL('..', import.meta.url))

/** Builds the site once, as `npm run build` does, with eggs of so many milliseconds. */
export function setSiteStage({ ms }: { ms: number }): SiteStage {
  const stage = {} as SiteStage
  const out = join('node_modules', '.cache', `site-${process.pid}`)
  const sites: Site[] = []
  let copies: string

  beforeAll(async () => {
    copies = mkdtempSync(join(tmpdir(), 'four-eggs-'))
    const { NODE_ENV: _, ...env } = process.env
    const [browser] = await Promise.all([
      openBrowser(),
      run(process.execPath, ['--import', 'tsx', 'site/main.ts', '--out', out], { cwd: root, env: { ...env, EGG_MS: `${ms}` }, maxBuffer: 2 ** 26 }),
    ])
    stage.browser = browser
  }, 300_000)

  afterAll(async () => {
    await stage.browser?.close()
    await Promise.all(sites.map(site => site.stop()))
    for (const folder of [join(root, out), copies])
      rmSync(folder, { recursive: true, force: true })
  })

  stage.serve = async () => {
    const folder = mkdtempSync(join(copies, 'site-'))
    mkdirSync(folder, { recursive: true })
    cpSync(join(root, out), folder, { recursive: true })
    const server = await serveFolder({ folder, base: BASE, port: 0 })
    const site = { folder, url: `http://localhost:${(server.address() as AddressInfo).port}${BASE}`, stop: () => close(server) }
    sites.push(site)
    return site
  }

  stage.open = async (site, { without, ...options } = {}) => {
    const context = await stage.browser.newContext({ viewport: { width: 1280, height: 720 }, permissions: ['screen-wake-lock'], ...options })
    context.setDefaultTimeout(PATIENCE_MS)
    if (without)
      await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined }))
    const vigil = keepVigil(context)
    const another = async (): Promise<DeckPage> => new DeckPage(await context.newPage(), `${site.url}#`)
    return Object.assign(await another(), { context, vigil, another })
  }
  return stage
}

/** Waits until the site's service worker cooks for this window. */
export async function awaitCook({ page }: DeckPage): Promise<void> {
  await page.evaluate(async () => {
    const { serviceWorker } = navigator
    await serviceWorker.ready
    if (!serviceWorker.controller)
      await new Promise(resolve => serviceWorker.addEventListener('controllerchange', resolve, { once: true }))
    while (serviceWorker.controller?.state !== 'activated')
      await new Promise(resolve => setTimeout(resolve, 20))
  })
}

/** How the kitchen in this window's browser is. */
export function askTabHealth({ page }: DeckPage): Promise<Health> {
  return page.evaluate(async () => await (await fetch('kitchen/health')).json() as Health)
}

/** What the kitchen in this window's browser saw of a run: nothing where it was asked for nothing. */
export async function askTabTrace({ page }: DeckPage, run: string): Promise<KitchenEvent[]> {
  const trace = await page.evaluate(async (run) => {
    const reply = await fetch(`kitchen/run/${run}/trace`)
    return reply.ok ? await reply.text() : ''
  }, run)
  return parseEvents(trace) as KitchenEvent[]
}

async function close(server: Server): Promise<void> {
  const closed = new Promise(resolve => server.close(resolve))
  server.closeAllConnections()
  await closed
}
