import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core'
import type { Health } from '../tools/kitchen.ts'
import type { PageErrors } from '../tools/page-errors.ts'
import type { KitchenEvent } from '../trace/events.ts'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { openWindow } from '../tools/browser.ts'
import { watchPageErrors } from '../tools/page-errors.ts'
import { DeckPage } from '../tools/pages.ts'
import { serveFolder } from '../tools/serve.ts'
import { parseEvents } from '../trace/ndjson.ts'
import { shareBrowser, shareSite, VIEWPORT } from './shared-deck.ts'
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
  pageErrors: PageErrors
  another: () => Promise<DeckPage>
  /**
   * Closes it, and has its profile ready for the next that opens one like it: what was done is forgotten there, the
   * site's files are not, which the browser would take seconds to fetch and keep once more. Not for a test that has
   * given the profile anything: a script, a route, a permission.
   */
  leave: () => Promise<void>
}

/** The static site and a browser, for the tests of one file. */
export interface SiteStage {
  browser: Browser
  /** Serves a copy of the site by itself. */
  serve: () => Promise<Site>
  /** Opens a browser profile of its own, or one that was left, with one window on a site in it. */
  open: (site: Site, options?: BrowserContextOptions & { without?: 'service-worker' }) => Promise<SiteWindow>
}

/** Deep in a host that has other things, too. */
const BASE = '/talks/2026/eggs/'

/** What a cold page on a busy machine may take; what has to be quick is measured by its test. */
const PATIENCE_MS = 30_000

/** Has the site built before the tests of a file; after them none is served and no window is open. */
export function setSiteStage(): SiteStage {
  const stage = {} as SiteStage
  const sites: Site[] = []
  const contexts: BrowserContext[] = []
  /** Profiles that were left, by what they were opened with. */
  const left = new Map<string, BrowserContext>()
  let built: string
  let copies: string

  beforeAll(async () => {
    copies = mkdtempSync(join(tmpdir(), 'four-eggs-'))
    ;[stage.browser, built] = await Promise.all([shareBrowser(), shareSite()])
  }, 300_000)

  afterAll(async () => {
    await Promise.all(contexts.map(context => context.close()))
    await Promise.all(sites.map(site => site.stop()))
    rmSync(copies, { recursive: true, force: true })
  })

  stage.serve = async () => {
    const folder = mkdtempSync(join(copies, 'site-'))
    cpSync(built, folder, { recursive: true })
    const server = await serveFolder({ folder, base: BASE, port: 0 })
    const site = { folder, url: `http://localhost:${(server.address() as AddressInfo).port}${BASE}`, stop: () => close(server) }
    sites.push(site)
    return site
  }

  stage.open = async (site, { without, ...options } = {}) => {
    const kind = JSON.stringify([site.url, without, options])
    const again = left.get(kind)
    left.delete(kind)
    const context = again
      ?? await stage.browser.newContext({ viewport: VIEWPORT, permissions: ['screen-wake-lock'], ...options })
    if (!again)
      contexts.push(context)
    context.setDefaultTimeout(PATIENCE_MS)
    if (without && !again)
      await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'serviceWorker', { value: undefined }))
    const pageErrors = watchPageErrors(context)
    const another = async (): Promise<DeckPage> => new DeckPage(await openWindow(context), `${site.url}#`)
    // One that was left has a blank page, which is closed once there is another.
    const blank = context.pages()
    const window = await another()
    await Promise.all(blank.map(page => page.close()))
    const leave = async (): Promise<void> => {
      const [last, ...others] = context.pages()
      await Promise.all(others.map(page => page.close()))
      await last!.evaluate(() => [localStorage, sessionStorage].forEach(storage => storage.clear()))
      await last!.goto('about:blank')
      left.set(kind, context)
    }
    return Object.assign(window, { context, pageErrors, another, leave })
  }
  return stage
}

/** Waits until the site's service worker cooks for this window. */
export async function awaitServiceWorker({ page }: DeckPage): Promise<void> {
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
