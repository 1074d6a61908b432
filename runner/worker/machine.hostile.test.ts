import { WebSocket } from 'undici'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startKitchen } from '../../egg-server/node.ts'
import { openFeed } from '../run/kitchen-feed.ts'
import { startRun } from '../run/start-run.ts'
import { spawn } from './node.ts'

/** What a demo may try in the terminal: it has its kitchen, and nothing else of the machine. */

let kitchen: Awaited<ReturnType<typeof startKitchen>>
let feed: ReturnType<typeof openFeed>

beforeAll(async () => {
  kitchen = await startKitchen({ port: 0, ms: 50 })
  feed = openFeed(kitchen.url, { WebSocket })
  await feed.whenSynced()
})

afterAll(async () => {
  feed.close()
  await kitchen.close(0)
})

/** Each answers with what it got. */
const WAYS: Record<string, string> = {
  'require': `return require('child_process').execSync`,
  'require, by its name': `return globalThis['require']('fs').readFileSync`,
  'module': `return module.constructor._load`,
  'a built-in of process': `return process.getBuiltinModule('fs').readFileSync`,
  'a binding': `return process.binding('fs')`,
  'the main module': `return process.mainModule.require`,
  'import in a new function': `return (await new Function('return import("node:fs")')()).readFileSync`,
  'import in eval': `return (await (0, eval)('import("node:child_process")')).execSync`,
  'import in an async function of a new one': `return (await (Object.getPrototypeOf(async () => {}).constructor)('return import("fs/promises")')()).readFile`,
  'import of a file': `return (await new Function('return import("file:///etc/hostname")')())`,
  'import of a module that imports': `return (await new Function('u', 'return import(u)')('data:text/javascript,export * from "node:fs"')).readFileSync`,
  'a report': `return process.report.getReport()`,
  'the file of an environment': `process.loadEnvFile('/etc/os-release'); return process.env`,
  'a handle of the engine': `return process._getActiveHandles().map(handle => handle.constructor.name)`,
  'a signal': `return process.kill(process.pid, 0)`,
  'a debugger': `return process._debugProcess`,
  'another folder': `return process.chdir('/') ?? 'moved'`,
  'a way of fetch’s own': `return globalThis[Symbol.for('undici.globalDispatcher.1')].request({ origin: 'http://127.0.0.1:9', path: '/', method: 'GET' })`,
  'the class of a way': `return new (globalThis[Symbol.for('undici.globalDispatcher.1')].constructor)('http://127.0.0.1:9').dispatch`,
  'the class of a stream': `return process.stdout.constructor.prototype.pipe`,
  'another environment': `return Object.keys(process.env).filter(name => !['EGG_MS', 'KITCHEN_URL'].includes(name)).join() || raise()`,
}

/** The same of a thread of its own, which answers with a message. */
const THREAD_WAYS: Record<string, string> = {
  'require': `require('child_process').execSync.name`,
  'require of a module of threads': `require('node:worker_threads').threadId`,
  'process': `process.getBuiltinModule('fs').readFileSync.name`,
  'import': `import('node:fs').then(({ readFileSync }) => readFileSync.name)`,
  'import in a new function': `new Function('return import("node:fs")')().then(({ readFileSync }) => readFileSync.name)`,
  'another host': `fetch('http://127.0.0.1:9').then(() => 'answered', error => error.cause ? 'asked' : Promise.reject(error))`,
}

async function printedBy(text: string): Promise<string[]> {
  const run = startRun({
    demo: 'test',
    program: { slug: 'test', file: 'demos/javascript/test.ts', text, modules: {} },
    kitchen: kitchen.url,
    spawn,
    feed,
    toolchain: {},
  })
  const { text: why } = await run.finished
  return [
    ...run.events.flatMap(event => (event.kind === 'log' && event.stream === 'stdout' ? event.text.split('\n') : [])),
    ...(why === undefined ? [] : [why]),
  ]
}

it('is its kitchen, and nothing else of the machine', async () => {
  const tries = Object.entries(WAYS).map(([name, code]) => `await attempt(${JSON.stringify(name)}, async () => { ${code} })`)
  const printed = await printedBy(`const raise = () => { throw new TypeError('nothing') }
const attempt = async (name, go) => { try { const got = await go(); console.log(name + ': ' + (got === undefined ? 'refused' : 'GOT ' + String(got).slice(0, 60))) } catch { console.log(name + ': refused') } }
${tries.join('\n')}
console.log(await (await fetch(process.env.KITCHEN_URL + '/A')).text())`)
  expect(printed).toEqual([...Object.keys(WAYS).map(name => `${name}: refused`), 'A'])
})

it('is nothing for a thread of its own either', async () => {
  const printed = await printedBy(`const attempt = (name, code) => new Promise((resolve) => {
  const thread = new Worker('data:text/javascript,' + encodeURIComponent('Promise.resolve().then(() => ' + code + ').then(got => postMessage("GOT " + got), () => postMessage("refused"))'))
  thread.onmessage = ({ data }) => { console.log(name + ': ' + data); thread.terminate(); resolve() }
  thread.addEventListener('message', thread.onmessage)
})
${Object.entries(THREAD_WAYS).map(([name, code]) => `await attempt(${JSON.stringify(name)}, ${JSON.stringify(code)})`).join('\n')}`)
  expect([...new Set(printed)]).toEqual(Object.keys(THREAD_WAYS).map(name => `${name}: refused`))
})
