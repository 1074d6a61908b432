import type { Browser, BrowserContext, Page } from 'playwright-core'
import { accessSync, constants } from 'node:fs'
import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'
import process from 'node:process'
import { chromium } from 'playwright-core'
import { eventually } from './processes.ts'
import './exit-with-parent.ts'

/** A browser that the tests can drive, and how it was found. */
export interface FoundBrowser {
  path: string
  from: 'CHROME_PATH' | 'system' | 'package'
}

/** The machine to look around on; each part is this one's unless given. */
export interface Machine {
  env?: Record<string, string | undefined>
  platform?: NodeJS.Platform
  arch?: string
  home?: string
  canRun?: (path: string) => boolean
  /** Unpacks the browser that comes as an npm package, and says where it is. */
  unpack?: () => Promise<string>
}

/**
 * Keeps the browser from calling home, and pages that nobody looks at from being slowed down: two windows of one deck
 * are tested side by side, and only one of them can be in front.
 */
const FLAGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
]

const COMMANDS = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge-stable', 'microsoft-edge']

const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge']

const WINDOWS_PROGRAMS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
]

/**
 * Finds a browser: the one that `CHROME_PATH` names, else an installed Chrome, Chromium or Edge, else (on Linux x64)
 * the one that comes as an npm package. `E2E_BROWSER=package` goes straight to the last.
 *
 * @throws {Error} a sentence that says what to set, when there is none.
 */
export async function findBrowser(machine: Machine = {}): Promise<FoundBrowser> {
  const { env = process.env, platform = process.platform, arch = process.arch, canRun = isExecutable, unpack = unpackPackaged } = machine
  const chosen = env.CHROME_PATH
  if (chosen) {
    if (!canRun(chosen))
      throw new Error(`CHROME_PATH is "${chosen}", and there is no program to run. Set it to a Chrome, Chromium or Edge, or unset it.`)
    return { path: chosen, from: 'CHROME_PATH' }
  }
  if (env.E2E_BROWSER !== 'package') {
    const path = usualPlaces(platform, env, machine.home ?? homedir()).find(canRun)
    if (path)
      return { path, from: 'system' }
  }
  if (platform === 'linux' && arch === 'x64')
    return { path: await unpack(), from: 'package' }
  throw new Error(
    'The browser tests need a browser, and found no Chrome, Chromium or Edge. Install one, or set CHROME_PATH to where it is.',
  )
}

/** Starts the browser that `findBrowser` finds, without a window. */
export async function openBrowser(machine?: Machine, flags: string[] = []): Promise<Browser> {
  const { path } = await findBrowser(machine)
  return chromium.launch({
    executablePath: path,
    headless: true,
    args: [...FLAGS, ...flags],
    // As root there can be no sandbox. The only pages it opens are our own.
    chromiumSandbox: false,
  })
}

/** A browser on a busy machine. */
const OPEN_MS = 60_000

/** How many windows were opened beside another one. */
let opened = 0

/**
 * Opens a page in a window of its own, as a speaker does. A tab that is behind another one is drawn once a second,
 * whatever the flags say, and each press of a test waits for two drawings.
 */
export async function openWindow(context: BrowserContext): Promise<Page> {
  const [first] = context.pages()
  // The first page of a profile has a window to itself.
  if (!first)
    return context.newPage()
  const session = await context.newCDPSession(first)
  const { targetInfo: { browserContextId } } = await session.send('Target.getTargetInfo')
  await session.detach()
  const all = await context.browser()!.newBrowserCDPSession()
  // Others may be opened at the same time.
  const url = `about:blank#${++opened}`
  await all.send('Target.createTarget', { url, browserContextId, newWindow: true })
  await all.detach()
  let page: Page | undefined
  await eventually(
    async () => (page = context.pages().find(page => page.url() === url)) !== undefined,
    () => 'The browser has not opened another window.',
    OPEN_MS,
  )
  return page!
}

function usualPlaces(platform: NodeJS.Platform, env: Record<string, string | undefined>, home: string): string[] {
  switch (platform) {
    case 'darwin':
      return MAC_APPS.flatMap(app =>
        ['/Applications', posix.join(home, 'Applications')].map(folder => posix.join(folder, `${app}.app/Contents/MacOS/${app}`)),
      )
    case 'win32':
      return WINDOWS_PROGRAMS.flatMap(program => [env.ProgramFiles, env['ProgramFiles(x86)'], env.LOCALAPPDATA]
        .flatMap(folder => folder ? [win32.join(folder, program)] : []))
    default: {
      const folders = [...(env.PATH ?? '').split(':').filter(Boolean), '/usr/bin', '/usr/local/bin', '/snap/bin']
      return COMMANDS.flatMap(command => folders.map(folder => posix.join(folder, command)))
    }
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  }
  catch {
    return false
  }
}

async function unpackPackaged(): Promise<string> {
  const { default: packaged } = await import('@sparticuz/chromium')
  return packaged.executablePath()
}
