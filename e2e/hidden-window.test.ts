import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'undici'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadSlides } from '../talk/slides.ts'
import { findBrowser } from '../tools/browser.ts'
import { setStage } from './stage.ts'
import '../tools/exit-with-parent.ts'

/**
 * The presenter's tab behind another one: the browser gives it one timer a second. A driver makes every page believe
 * that it is in front, and its flags switch throttling off; so this browser is started bare, and asked through its own
 * protocol.
 */

/** Four eggs one by one: four seconds. */
const SLUG = 'sequential'
const no = (await loadSlides()).find(({ demos }) => demos.length === 1 && demos[0] === SLUG)!.no
const EGGS = 4

const stage = setStage()
let profile: string
let browser: ChildProcess
let socket: WebSocket
let asked = 0

beforeAll(async () => {
  profile = mkdtempSync(join(tmpdir(), 'four-eggs-hidden-'))
  const { path } = await findBrowser()
  browser = spawn(path, [
    '--headless=new',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--window-size=1280,800',
    // As root there can be no sandbox. The only pages it opens are our own.
    '--no-sandbox',
  ], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  const address = await new Promise<string>((resolve, reject) => {
    browser.once('exit', () => reject(new Error(`The browser ended before it listened. It said:\n${said}`)))
    browser.stderr!.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const [, url] = /DevTools listening on (ws:\S+)/.exec(said) ?? []
      if (url)
        resolve(url)
    })
  })
  socket = new WebSocket(address)
  await once(socket as never, 'open')
}, 60_000)

afterAll(async () => {
  const gone = browser && once(browser, 'exit')
  await send('Browser.close').catch(() => browser?.kill())
  await gone
  // Its processes write to the end.
  rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 })
})

function send<T>(method: string, params: object = {}, sessionId?: string): Promise<T> {
  const id = ++asked
  return new Promise((resolve, reject) => {
    const hear = ({ data }: { data: unknown }): void => {
      const message = JSON.parse(String(data)) as { id?: number, result: T, error?: { message: string } }
      if (message.id !== id)
        return
      socket.removeEventListener('message', hear)
      if (message.error)
        reject(new Error(`${method}: ${message.error.message}`))
      else
        resolve(message.result)
    }
    socket.addEventListener('message', hear)
    socket.send(JSON.stringify({ id, method, params, sessionId }))
  })
}

async function openTab(url: string) {
  const { targetId } = await send<{ targetId: string }>('Target.createTarget', { url })
  const { sessionId } = await send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true })
  return {
    bringToFront: () => send('Target.activateTarget', { targetId }),
    async evaluate<T>(body: string): Promise<T> {
      const { result, exceptionDetails } = await send<{ result: { value: T }, exceptionDetails?: { exception: { description: string } } }>(
        'Runtime.evaluate',
        { expression: `(async () => { ${body} })()`, awaitPromise: true, returnByValue: true },
        sessionId,
      )
      if (exceptionDetails)
        throw new Error(exceptionDetails.exception.description)
      return result.value
    },
  }
}

const DEMO = `[...document.querySelectorAll('[data-demo="${SLUG}"]')].find(one => one.checkVisibility())`

it('runs a program in a tab that is hidden, and the hall sees it grow', { timeout: 120_000 }, async () => {
  const presenter = await openTab(`${stage.deck.url}/presenter/${no}`)
  await expect.poll(() => presenter.evaluate<boolean>(`return !!${DEMO}?.querySelector('.primary:enabled')`), { timeout: 60_000 }).toBe(true)
  const hall = await openTab(`${stage.deck.url}/${no}`)
  await expect.poll(() => hall.evaluate<boolean>(`return !!${DEMO}?.querySelector('.primary:enabled')`), { timeout: 60_000 }).toBe(true)
  await hall.bringToFront()
  await expect.poll(() => presenter.evaluate<string>('return document.visibilityState')).toBe('hidden')
  expect(await presenter.evaluate<number>(`
    let ticks = 0
    const timer = setInterval(() => ticks++, 20)
    await new Promise(resolve => setTimeout(resolve, 2500))
    clearInterval(timer)
    return ticks`), 'the browser slows its timers down').toBeLessThan(20)

  await presenter.evaluate(`${DEMO}.querySelector('.primary').click()`)
  // What is drawn of the bars, each time that it has changed.
  const drawn = await hall.evaluate<number>(`
    const seen = new Set()
    while (${DEMO}.dataset.state !== 'done') {
      if (${DEMO}.dataset.state === 'running')
        seen.add([...${DEMO}.querySelectorAll('.timeline .lane path, .timeline .lane rect')].map(bar => bar.outerHTML).join())
      await new Promise(requestAnimationFrame)
    }
    return seen.size`)
  // One picture for each timer that the hidden window gets would be five.
  expect(drawn).toBeGreaterThan(15)
  for (const tab of [presenter, hall]) {
    await expect.poll(() => tab.evaluate<string>(`return ${DEMO}.dataset.state`)).toBe('done')
    const ended = await tab.evaluate<string[]>(`return [...${DEMO}.querySelectorAll('table[data-timeline] tbody tr')].map(row => row.textContent)`)
    expect(ended.length).toBeGreaterThanOrEqual(EGGS)
  }
})
