import type { KitchenEvent } from '../../trace/events.ts'
import { describe, expect, it } from 'vitest'
import { openTabKitchen } from './kitchen.ts'
import { kitchenOf } from './protocol.ts'

const SITE = 'https://talk.example/eggs/'
const URL_OF = kitchenOf(SITE)

function open(ms = 20) {
  const kitchen = openTabKitchen(URL_OF, { ms })
  const seen: KitchenEvent[] = []
  kitchen.subscribe(event => seen.push(event))
  return { kitchen, seen, ask: (path: string, init?: RequestInit) => kitchen.fetch(new Request(`${URL_OF}${path}`, init)) }
}

describe('the kitchen under an address of the site', () => {
  it('is beside the site’s page, wherever that is', () => {
    expect(URL_OF).toBe('https://talk.example/eggs/kitchen')
    const { kitchen } = open()
    expect([`${URL_OF}/A`, `${URL_OF}/run/r1/A`].map(kitchen.isFor)).toEqual([true, true])
    expect([`${SITE}index.html`, `${SITE}kitchenette/A`, URL_OF, 'https://other.example/eggs/kitchen/A'].map(kitchen.isFor)).toEqual([
      false,
      false,
      false,
      false,
    ])
  })

  it('fries an egg in its time, and tells it as any kitchen does', async () => {
    const { ask, seen } = open()
    const began = performance.now()
    const reply = await ask('/run/r1/A')
    expect(performance.now() - began).toBeGreaterThanOrEqual(20)
    expect([reply.status, await reply.text()]).toEqual([200, 'A'])
    expect(seen.map(({ kind, task, run, witness }) => [kind, task, run, witness])).toEqual([
      ['start', 'A', 'r1', 'kitchen'],
      ['end', 'A', 'r1', 'kitchen'],
    ])
  })

  it('tells afterwards what it saw of a run', async () => {
    const { ask } = open()
    await ask('/run/r1/A')
    await ask('/run/r2/B')
    const lines = (await (await ask('/run/r1/trace')).text()).trim().split('\n').map(line => JSON.parse(line) as KitchenEvent)
    expect(lines.map(({ kind, task }) => [kind, task])).toEqual([['start', 'A'], ['end', 'A']])
  })

  it('burns, refuses and pages like the one on a port', async () => {
    const { ask } = open()
    expect((await ask('/A?burn&ms=1')).status).toBe(500)
    expect((await ask('/no.name')).status).toBe(400)
    expect(await (await ask('/health')).json()).toMatchObject({ name: 'egg-server' })
    expect((await ask('/orders?ms=1')).status).toBe(200)
  })

  it('puts the gas off when its guest says so, and when a run is called off', async () => {
    const { kitchen, seen } = open(60_000)
    let leave = () => {}
    const left = kitchen.fetch(new Request(`${URL_OF}/run/r1/A`), { onGone: (stop: () => void) => {
      leave = stop
      return () => {}
    } })
    const calledOff = kitchen.fetch(new Request(`${URL_OF}/run/r2/B`))
    await expect.poll(() => kitchen.counts.pan).toBe(2)
    leave()
    expect(kitchen.counts.pan).toBe(1)
    kitchen.callOff('r2')
    expect(kitchen.counts.pan).toBe(0)
    await Promise.allSettled([left, calledOff])
    expect(seen.filter(({ kind }) => kind === 'abort').map(({ task }) => task)).toEqual(['A', 'B'])
  })

  it('has all twelve eggs in the pan at once: there are no connections to run out of', async () => {
    const { kitchen, ask } = open(50)
    const eggs = [...'ABCDEFGHIJKL'].map(egg => ask(`/${egg}`))
    await expect.poll(() => kitchen.counts.pan, { interval: 1 }).toBe(12)
    expect((await Promise.all(eggs)).map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 200))
  })
})
