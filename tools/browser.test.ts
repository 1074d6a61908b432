import type { Machine } from './browser.ts'
import process from 'node:process'
import { describe, expect, it } from 'vitest'
import { findBrowser, openBrowser, openWindow } from './browser.ts'

/** A machine on which only these files are programs. */
function machine(platform: NodeJS.Platform, programs: string[], env: Record<string, string> = {}): Machine {
  return {
    platform,
    arch: 'x64',
    env,
    home: '/home/cook',
    canRun: path => programs.includes(path),
    unpack: async () => '/unpacked/chromium',
  }
}

describe('the browser for the tests', () => {
  it.each([
    ['linux', '/usr/bin/chromium', {}],
    ['linux', '/opt/tools/google-chrome', { PATH: '/bin:/opt/tools' }],
    ['darwin', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', {}],
    ['darwin', '/home/cook/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge', {}],
    ['win32', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe', { 'ProgramFiles(x86)': 'C:\\Program Files (x86)' }],
  ] as const)('is one that is installed: on %s, %s', async (platform, path, env) => {
    expect(await findBrowser(machine(platform, [path], env))).toEqual({ path, from: 'system' })
  })

  it('is the one that CHROME_PATH names, whatever is installed', async () => {
    const both = machine('linux', ['/usr/bin/chromium', '/my/chrome'], { CHROME_PATH: '/my/chrome' })
    expect(await findBrowser(both)).toEqual({ path: '/my/chrome', from: 'CHROME_PATH' })
  })

  it('comes out of an npm package on a Linux without one', async () => {
    expect(await findBrowser(machine('linux', []))).toEqual({ path: '/unpacked/chromium', from: 'package' })
  })

  it('is asked for in a sentence where there is none', async () => {
    await expect(findBrowser(machine('darwin', []))).rejects.toThrow('set CHROME_PATH to where it is')
    await expect(findBrowser(machine('linux', [], { CHROME_PATH: '/gone' }))).rejects.toThrow(
      'CHROME_PATH is "/gone", and there is no program to run',
    )
  })

  it('opens, and runs a worker', async () => {
    expect(await runWorker()).toBe('fried')
  })

  it.skipIf(process.platform !== 'linux' || process.arch !== 'x64')('opens from the npm package, too', async () => {
    const { CHROME_PATH: _, ...env } = process.env
    expect(await runWorker({ env: { ...env, E2E_BROWSER: 'package' } })).toBe('fried')
  })
})

it('opens windows of one profile, also at once, each with a page of its own', async () => {
  const browser = await openBrowser()
  try {
    const context = await browser.newContext({ viewport: { width: 640, height: 360 } })
    const pages = [await openWindow(context), ...await Promise.all([openWindow(context), openWindow(context)])]
    expect(new Set(pages).size).toBe(3)
    expect(context.pages()).toEqual(expect.arrayContaining(pages))
    expect(await Promise.all(pages.map(page => page.evaluate(() => innerWidth)))).toEqual([640, 640, 640])
    const cdp = await Promise.all(pages.map(page => context.newCDPSession(page)))
    const windows = await Promise.all(cdp.map(session => session.send('Browser.getWindowForTarget')))
    expect(new Set(windows.map(({ windowId }) => windowId)).size).toBe(3)
  }
  finally {
    await browser.close()
  }
})

async function runWorker(machine?: Machine): Promise<unknown> {
  const browser = await openBrowser(machine)
  try {
    const page = await browser.newPage()
    return await page.evaluate(() => new Promise((resolve) => {
      const worker = new Worker(URL.createObjectURL(new Blob(['postMessage("fried")'])))
      worker.onmessage = ({ data }) => resolve(data)
    }))
  }
  finally {
    await browser.close()
  }
}
