import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it } from 'vitest'
import { ask, until } from './testing.ts'

interface Started {
  child: ChildProcess
  /** All that it printed so far, on either stream. */
  said: () => string
  /** Its exit code. */
  ended: Promise<number | null>
}

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0))
    child.kill('SIGKILL')
})

function start(...args: string[]): Started {
  const child = fork(fileURLToPath(new URL('main.ts', import.meta.url)), args, {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  children.push(child)
  let text = ''
  child.stdout!.on('data', chunk => text += chunk)
  child.stderr!.on('data', chunk => text += chunk)
  const ended = Promise.all([once(child, 'exit'), once(child.stdout!, 'close'), once(child.stderr!, 'close')])
  return { child, said: () => text, ended: ended.then(([[code]]) => code) }
}

async function startOpen(...args: string[]): Promise<Started & { port: number, url: string }> {
  const started = start('--port', '0', ...args)
  const [message] = await once(started.child, 'message')
  expect(message).toEqual({ kind: 'listening', url: expect.stringMatching(/^http:\/\/localhost:\d+$/), port: expect.any(Number) })
  return { ...started, ...message }
}

async function inPan(port: number): Promise<number> {
  return JSON.parse((await ask(port, '/health')).body).pan
}

it('says in one line where it is open and how to try it', async () => {
  const { port, said } = await startOpen('--ms', '7')
  expect(said()).toBe(`The kitchen is open at http://localhost:${port}; an egg takes 7 ms. Try: curl localhost:${port}/A\n`)
  expect((await ask(port, '/A')).body).toBe('A')
})

it('told to end, it finishes what is in the pan and takes nothing new', async () => {
  const { child, port, ended } = await startOpen('--ms', '700')
  const egg = ask(port, '/A')
  const pageEgg = ask(port, '/B', { headers: { origin: 'http://localhost:3030' } })
  const steps = ask(port, '/C/steps')
  await until(async () => await inPan(port) === 3)
  child.kill('SIGTERM')
  await until(() => ask(port, '/D').then(({ status }) => status === 503, () => true))
  expect((await egg).body).toBe('A')
  expect((await pageEgg).body).toBe('B')
  expect((await steps).body).toContain('ready')
  expect(await ended).toBe(0)
})

it('told twice, it ends at once', async () => {
  const { child, port, ended } = await startOpen('--ms', '60000')
  const egg = ask(port, '/A').catch(() => 'hung up')
  await until(async () => await inPan(port) === 1)
  child.kill('SIGINT')
  await until(() => ask(port, '/B').then(({ status }) => status === 503, () => true))
  child.kill('SIGINT')
  expect(await ended).toBe(0)
  expect(await egg).toBe('hung up')
})

it('ends with the program that started it', async () => {
  const { child, ended } = await startOpen()
  child.disconnect()
  expect(await ended).toBe(0)
})

it('a port that is taken by another kitchen: says so, and how to choose another', async () => {
  const { port } = await startOpen()
  const second = start('--port', `${port}`)
  const [message] = await once(second.child, 'message')
  expect(await second.ended).toBe(1)
  // The next one that is free: others may have the one beside it.
  const [, free] = new RegExp(`^Port ${port} is taken by another kitchen of ours, up for \\d+ s\\. .*npm run kitchen -- --port (\\d+)\n$`)
    .exec(second.said()) ?? expect.fail(second.said())
  expect(Number(free)).toBeGreaterThan(port)
  expect(message).toEqual({ kind: 'failed', message: second.said().trim() })
})

it('a port that is taken by something else: says so', async () => {
  const other = createServer((_, response) => response.end('no kitchen')).listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as { port: number }
  const { ended, said } = start('--port', `${port}`)
  expect(await ended).toBe(1)
  expect(said()).toMatch(new RegExp(`^Port ${port} is taken by .+\\. Choose another port: npm run kitchen -- --port \\d+\n$`))
  other.close()
})

it('an address that is not of this machine: says so', async () => {
  const { ended, said } = start('--port', '0', '--host', '192.0.2.1')
  expect(await ended).toBe(1)
  expect(said()).toMatch(/^192\.0\.2\.1 is no address of this machine\./)
})

it.each([
  [['--port', '65536'], /--port is "65536".*0 to 65535/],
  [['--port', 'x'], /--port is "x"/],
  [['--ms', '-1'], /--ms/],
  [['--ms', '60001'], /--ms is "60001".*0 to 60000/],
  [['--host', ''], /--host is empty/],
  [['--salt'], /--salt/],
  [['A'], /'A'/],
])('a mistake on the command line is explained: %s', async (args, sentence) => {
  const { ended, said } = start(...args)
  expect(await ended).toBe(2)
  expect(said()).toMatch(sentence)
})

it('--help says what there is', async () => {
  const { child, ended, said } = start('--help')
  child.disconnect()
  expect(await ended).toBe(0)
  for (const option of ['--port', '--host', '--ms', '3001', '2000'])
    expect(said()).toContain(option)
})
