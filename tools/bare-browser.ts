import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'undici'
import { findBrowser } from './browser.ts'
import { eventually } from './processes.ts'
import './exit-with-parent.ts'

/** A tab of a browser that nobody drives. */
export interface BareTab {
  /** Shows it; the tab that was shown is hidden then. */
  bringToFront: () => Promise<unknown>
  close: () => Promise<unknown>
  /** What the body of an async function answers in the page: plain data. Throws what it throws. */
  evaluate: <T>(body: string) => Promise<T>
  /** The same of a function that uses nothing but what it is given. */
  call: <A, T>(work: (given: A) => T, given: A) => Promise<Awaited<T>>
  /** Asks the browser's protocol about this tab. */
  send: <T>(method: string, params?: object) => Promise<T>
  /** Writes over what is selected, as an input method does. */
  insertText: (text: string) => Promise<unknown>
  /** Presses a key, with Control where that is wanted. */
  press: (key: { key: string, code: string, number: number, control?: true }) => Promise<void>
}

export interface BareBrowser {
  /** Opens a page in a tab in front; it is there, and what it loads may still be on its way. */
  openTab: (url: string) => Promise<BareTab>
  close: () => Promise<void>
}

/** tsx gives functions their names by a helper that no page has. */
const NAMES = 'globalThis.__name ??= named => named'

/** A deck that was just started, on a busy machine. */
const COLD_MS = 120_000

interface Evaluated<T> {
  result: { value: T }
  exceptionDetails?: { exception: { description: string } }
}

/** In the browser's protocol. */
const CONTROL = 2

/**
 * Starts Chromium as a person does, without a driver. One that is driven makes every page believe that it is in front,
 * has its throttling switched off, and tells its driver of each request, which takes time from a page that makes
 * thousands. This one is asked through its own protocol, and tells nothing unasked.
 */
export async function openBareBrowser({ width, height }: { width: number, height: number }): Promise<BareBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'four-eggs-bare-'))
  const { path } = await findBrowser()
  const browser = spawn(path, [
    '--headless=new',
    '--remote-debugging-port=0',
    `--user-data-dir=${profile}`,
    '--no-first-run',
    `--window-size=${width},${height}`,
    // As root there can be no sandbox. The only pages it opens are our own.
    '--no-sandbox',
  ], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  const address = await new Promise<string>((resolve, reject) => {
    browser.once('exit', () => reject(new Error(`The browser ended before it listened. It said:\n${said}`)))
    browser.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const [, url] = /DevTools listening on (ws:\S+)/.exec(said) ?? []
      if (url)
        resolve(url)
    })
  })
  const socket = new WebSocket(address)
  await once(socket as never, 'open')
  let asked = 0

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

  return {
    async openTab(url) {
      const { targetId } = await send<{ targetId: string }>('Target.createTarget', { url })
      const { sessionId } = await send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true })
      const sendToTab = <T>(method: string, params?: object): Promise<T> => send(method, params, sessionId)

      async function evaluate<T>(body: string): Promise<T> {
        const { result, exceptionDetails } = await sendToTab<Evaluated<T>>('Runtime.evaluate', {
          expression: `(async () => { ${body} })()`,
          awaitPromise: true,
          returnByValue: true,
        })
        if (exceptionDetails)
          throw new Error(exceptionDetails.exception.description)
        return result.value
      }

      // A page on its way has nobody yet who could answer.
      await eventually(
        () => evaluate<boolean>('return location.href !== \'about:blank\' && document.readyState !== \'loading\'').catch(() => false),
        () => `${url} was not loaded within ${COLD_MS / 1000} s.`,
        COLD_MS,
      )
      return {
        send: sendToTab,
        evaluate,
        call: (work, given) => evaluate(`${NAMES}; return (${work})(${JSON.stringify(given)})`),
        bringToFront: () => send('Target.activateTarget', { targetId }),
        close: () => send('Target.closeTarget', { targetId }),
        insertText: text => sendToTab('Input.insertText', { text }),
        async press({ key, code, number, control }) {
          const pressed = { key, code, windowsVirtualKeyCode: number, ...control && { modifiers: CONTROL } }
          await sendToTab('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...pressed })
          await sendToTab('Input.dispatchKeyEvent', { type: 'keyUp', ...pressed })
        },
      }
    },
    async close() {
      const gone = once(browser, 'exit')
      await send('Browser.close').catch(() => browser.kill())
      await gone
      // Its processes write to the end.
      rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 })
    },
  }
}
