import type { KitchenProcess } from './kitchen-process.ts'
import process from 'node:process'
import { afterEach, expect, it } from 'vitest'
import { startKitchen } from '../../egg-server/node.ts'
import { ask, until } from '../../egg-server/testing.ts'
import { openKitchenProcess } from './kitchen-process.ts'

const opened: KitchenProcess[] = []
afterEach(() => opened.splice(0).forEach(one => one.close()))

function open(port: number): { kitchen: KitchenProcess, said: string[] } {
  const said: string[] = []
  const kitchen = openKitchenProcess({ port, ms: 5, command: 'npm start -- --kitchen-port', say: sentence => said.push(sentence) })
  opened.push(kitchen)
  return { kitchen, said }
}

it('is there again at the same port when it has died, and says so in a sentence', { timeout: 30_000 }, async () => {
  const { kitchen, said } = open(0)
  const url = await kitchen.url
  const port = Number(new URL(url).port)
  expect((await ask(port, '/A')).body).toBe('A')
  for (let deaths = 1; deaths <= 2; deaths++) {
    const pid = kitchen.pid()!
    process.kill(pid, 'SIGKILL')
    await until(() => kitchen.pid() !== undefined && kitchen.pid() !== pid)
    await until(() => ask(port, '/A').then(({ body }) => body === 'A', () => false))
    expect(said.filter(sentence => sentence.startsWith('The kitchen has ended (SIGKILL).'))).toHaveLength(deaths)
  }
  kitchen.close()
  await until(() => ask(port, '/A').then(() => false, () => true))
  expect(said.filter(sentence => sentence.includes('has ended'))).toHaveLength(2)
})

it('says what holds its port and what works, and takes the port once it is free', { timeout: 30_000 }, async () => {
  const other = await startKitchen({ port: 0 })
  const { kitchen, said } = open(other.port)
  expect(await kitchen.url).toBe(`http://localhost:${other.port}`)
  expect(said).toEqual([
    expect.stringMatching(
      new RegExp(
        `^Port ${other.port} is taken by another kitchen of ours, up for \\d+ s\\. Choose another port: npm start -- --kitchen-port \\d+$`,
      ),
    ),
  ])
  const advised = Number(/\d+$/.exec(said[0]!)![0])
  await (await startKitchen({ port: advised })).close(0)

  await other.close(0)
  await until(() => ask(other.port, '/health').then(({ body }) => JSON.parse(body).ms === 5, () => false))
})
