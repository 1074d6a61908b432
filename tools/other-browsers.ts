import type { ChildProcess } from 'node:child_process'
import type { Socket } from 'node:net'
import { Buffer } from 'node:buffer'
import { spawn } from 'node:child_process'
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import './exit-with-parent.ts'

/**
 * Firefox and WebKit as a distribution has them, which no driver of Chromium can steer: Firefox by its own Marionette,
 * WebKit by its WebDriver. Both understand the commands of WebDriver; only as much of it is here as our tests need.
 */
export interface OtherBrowser {
  name: 'Firefox' | 'WebKit'
  goto: (url: string) => Promise<void>
  /** Runs a function's body in the page and hands back what it returns; a promise is awaited. */
  evaluate: <T>(body: string, ...args: unknown[]) => Promise<T>
  /** Types into what has the focus, in WebDriver's notation. */
  type: (text: string) => Promise<void>
  /** The page as PDF, A4: Firefox only. */
  print: () => Promise<Buffer>
  setWindow: (width: number, height: number) => Promise<void>
  close: () => Promise<void>
}

/** A browser that has just been started on a busy machine. */
const START_MS = 60_000

/** One script: a test that has more to do asks in pieces. */
const SCRIPT_MS = 120_000

const FIREFOX = ['firefox', 'firefox-esr']
const WEBKIT = ['WebKitWebDriver']

export const findFirefox = (): string | undefined => find(FIREFOX)
export const findWebKit = (): string | undefined => find(WEBKIT)

function find(names: string[]): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(':').filter(Boolean), '/usr/bin', '/usr/local/bin']
  return names.flatMap(name => folders.map(folder => join(folder, name))).find((path) => {
    try {
      accessSync(path, constants.X_OK)
      return true
    }
    catch {
      return false
    }
  })
}

type Command = (name: string, parameters?: object) => Promise<unknown>

export async function openFirefox(path: string, prefs: Record<string, string | number | boolean> = {}): Promise<OtherBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'four-eggs-firefox-'))
  const port = await freePort()
  const all = {
    'marionette.port': port,
    'browser.shell.checkDefaultBrowser': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'app.update.enabled': false,
    ...prefs,
  }
  writeFileSync(
    join(profile, 'user.js'),
    Object.entries(all)
      .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`)
      .join('\n'),
  )
  const child = spawn(path, ['--headless', '--marionette', '--no-remote', '--profile', profile], { stdio: 'ignore' })
  const socket = await reach(port)
  const command = speakMarionette(socket)
  await command('WebDriver:NewSession', {})
  await command('WebDriver:SetTimeouts', { script: SCRIPT_MS, pageLoad: START_MS })
  return toBrowser('Firefox', command, async () => {
    socket.destroy()
    await end(child)
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  })
}

export async function openWebKit(path: string): Promise<OtherBrowser> {
  const [port, display] = [await freePort(), 100 + process.pid % 800]
  const screen = spawn('Xvfb', [`:${display}`, '-screen', '0', '1600x1100x24'], { stdio: 'ignore' })
  const child = spawn(path, [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: `:${display}`, WEBKIT_DISABLE_COMPOSITING_MODE: '1' },
  })
  await reach(port).then(socket => socket.destroy())
  const base = `http://127.0.0.1:${port}/session`
  const { sessionId } = await ask('POST', base, { capabilities: {} }) as { sessionId: string }
  const PATHS: Record<string, [method: string, path: string]> = {
    'WebDriver:Navigate': ['POST', 'url'],
    'WebDriver:ExecuteAsyncScript': ['POST', 'execute/async'],
    'WebDriver:PerformActions': ['POST', 'actions'],
    'WebDriver:SetWindowRect': ['POST', 'window/rect'],
    'WebDriver:SetTimeouts': ['POST', 'timeouts'],
    'WebDriver:DeleteSession': ['DELETE', ''],
  }
  const command: Command = (name, parameters) => {
    const [method, path] = PATHS[name]!
    return ask(method, `${base}/${sessionId}${path && `/${path}`}`, parameters)
  }
  await command('WebDriver:SetTimeouts', { script: SCRIPT_MS, pageLoad: START_MS })
  return toBrowser('WebKit', command, async () => {
    await end(child)
    await end(screen)
  })
}

function toBrowser(name: OtherBrowser['name'], command: Command, clean: () => Promise<void>): OtherBrowser {
  const browser: OtherBrowser = {
    name,
    async goto(url) {
      await command('WebDriver:Navigate', { url })
      // The answer may come while the page before is still being left.
      const { origin } = new URL(url)
      const until = Date.now() + START_MS
      while (
        !(await browser
          .evaluate<boolean>('return location.origin === args[0] && document.readyState === "complete"', origin)
          .catch(() => false))
      ) {
        if (Date.now() > until)
          throw new Error(`${name} has not loaded ${url} after ${START_MS / 1000} s.`)
        await new Promise(resolve => setTimeout(resolve, 100))
      }
    },
    async evaluate<T>(body: string, ...args: unknown[]) {
      const script = `const [...args] = arguments, tell = args.pop(); (async (...args) => { ${body} })(...args).then(value => tell({ value }), error => tell({ problem: error + ' ' + (error && error.stack || '') }))`
      const { value, problem } = await command('WebDriver:ExecuteAsyncScript', { script, args }) as { value: T, problem?: string }
      if (problem !== undefined)
        throw new Error(`${name}: ${problem}`)
      return value
    },
    async type(text) {
      const actions = [...text].flatMap(value => [{ type: 'keyDown', value }, { type: 'keyUp', value }])
      await command('WebDriver:PerformActions', { actions: [{ type: 'key', id: 'keys', actions }] })
    },
    async print() {
      return Buffer.from(await command('WebDriver:Print', { background: true, page: { width: 21, height: 29.7 } }) as string, 'base64')
    },
    setWindow: async (width, height) => void await command('WebDriver:SetWindowRect', { width, height }),
    async close() {
      await command('WebDriver:DeleteSession').catch(() => {})
      await clean()
    },
  }
  return browser
}

/**
 * Messages are JSON, each with its length in front of it: `[0, id, name, parameters]`, and `[1, id, error, result]`.
 */
function speakMarionette(socket: Socket): Command {
  const waiting = new Map<number, { resolve: (value: unknown) => void, reject: (error: Error) => void }>()
  let last = 0
  let rest = Buffer.alloc(0)
  socket.on('data', (chunk) => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      const colon = rest.indexOf(':')
      const length = Number(rest.subarray(0, colon).toString())
      if (colon < 0 || rest.length < colon + 1 + length)
        return
      const message: unknown = JSON.parse(rest.subarray(colon + 1, colon + 1 + length).toString())
      rest = rest.subarray(colon + 1 + length)
      // The first thing it says is who it is.
      if (!Array.isArray(message))
        continue
      const [, id, error, result] = message as [number, number, { message: string } | null, { value?: unknown }]
      const answer = waiting.get(id)
      waiting.delete(id)
      if (error)
        answer?.reject(new Error(`Firefox: ${error.message}`))
      else
        answer?.resolve(result?.value)
    }
  })
  socket.on('close', () => waiting.forEach(({ reject }) => reject(new Error('Firefox is gone.'))))
  return (name, parameters = {}) => new Promise((resolve, reject) => {
    const id = ++last
    waiting.set(id, { resolve, reject })
    const text = JSON.stringify([0, id, name, parameters])
    socket.write(`${Buffer.byteLength(text)}:${text}`)
  })
}

async function ask(method: string, url: string, body?: object): Promise<unknown> {
  const reply = await fetch(url, { method, ...body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } })
  const { value } = await reply.json() as { value: { message?: string } }
  if (!reply.ok)
    throw new Error(`WebKit: ${value.message}`)
  return value
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

async function reach(port: number): Promise<Socket> {
  const until = Date.now() + START_MS
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    const isThere = await new Promise<boolean>(resolve => socket.once('connect', () => resolve(true)).once('error', () => resolve(false)))
    if (isThere)
      return socket
    if (Date.now() > until)
      throw new Error(`Nothing listens on port ${port} after ${START_MS / 1000} s.`)
    await new Promise(resolve => setTimeout(resolve, 200))
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null)
    return
  const gone = new Promise(resolve => child.once('exit', resolve))
  child.kill()
  const timer = setTimeout(() => child.kill('SIGKILL'), 3000)
  await gone
  clearTimeout(timer)
}
