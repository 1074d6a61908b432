import type { RunningKitchen } from './node.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startKitchen } from './node.ts'

let open: RunningKitchen

beforeEach(async () => {
  open = await startKitchen({ port: 0, ms: 20_000 })
})

afterEach(() => open.close(0))

it('takes what a stopped run has in the pan off the heat, steps included, and nothing else', async () => {
  const replies = ['run/mine/A', 'run/mine/B?burn', 'run/mine/C/steps'].map(async (path) => {
    const reply = await fetch(`${open.url}/${path}`)
    return `${reply.status} ${await reply.text().then(text => /called.off/i.test(text) ? 'called off' : text)}`
  })
  const other = new AbortController()
  const others = fetch(`${open.url}/run/other/A`, { signal: other.signal }).catch(() => 'hung up')
  await expect.poll(() => open.kitchen.counts.pan).toBe(4)

  open.kitchen.callOff('mine')
  expect(open.kitchen.counts).toMatchObject({ pan: 1, aborted: 3 })
  expect(await Promise.all(replies)).toEqual(['409 called off', '409 called off', '200 called off'])

  other.abort()
  expect(await others).toBe('hung up')
})

it('does nothing for a run that has nothing in the pan', async () => {
  expect(await (await fetch(`${open.url}/run/mine/A?ms=5`)).text()).toBe('A')
  open.kitchen.callOff('mine')
  open.kitchen.callOff('never seen')
  expect(open.kitchen.counts).toMatchObject({ pan: 0, served: 1, aborted: 0 })
})
