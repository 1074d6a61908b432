import { afterAll, beforeAll, expect, it } from 'vitest'
import { startKitchen } from '../../egg-server/node.ts'
import { setRules } from './set-rules.ts'

let kitchen: Awaited<ReturnType<typeof startKitchen>>

beforeAll(async () => {
  kitchen = await startKitchen({ port: 0, ms: 10 })
})

afterAll(() => kitchen.close(0))

it('tells the kitchen how full it may get, and the kitchen keeps to it', async () => {
  expect(await setRules(fetch, `${kitchen.url}/run/full`, { closed: { from: 0, to: 60_000 } })).toBeUndefined()
  expect((await fetch(`${kitchen.url}/run/full/A`)).status).toBe(503)
  expect((await fetch(`${kitchen.url}/run/other/A`)).status).toBe(200)
})

it('says why the kitchen did not take them', async () => {
  expect(await setRules(fetch, `${kitchen.url}/run/wrong`, { pans: 0 })).toMatch(
    /^The kitchen did not take the rules of this run: .*pans.* has to be a whole number/s,
  )
  // What serves only files answers without a word.
  expect(await setRules(async () => new Response(null, { status: 405 }), kitchen.url, {})).toBe(
    'The kitchen did not take the rules of this run: status 405',
  )
  expect(await setRules(async () => Promise.reject(new Error('no way')), kitchen.url, {})).toContain('no way')
})
