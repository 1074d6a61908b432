import { expect, it } from 'vitest'
import { createPasswordCheck } from './password.ts'

it('knows the right password, and lets nobody guess for long', () => {
  let now = 0
  const isRight = createPasswordCheck('omelette', () => now)
  expect(['/', '/?password=', '/?password=egg', '/1?x=1&password=omelette'].map(url => isRight(url))).toEqual([false, false, false, true])
  for (let i = 0; i < 30; i++)
    isRight(`/?password=egg-${i}`)
  expect(isRight('/?password=omelette')).toBe(false)
  expect(isRight('/?password=omelette', '192.168.1.7')).toBe(true)
  now += 61_000
  expect(isRight('/?password=omelette')).toBe(true)
})

it('is right in the addresses that Slidev prints, with a slash behind it', () => {
  const isRight = createPasswordCheck('omelette')
  expect(['/entry?password=omelette/', '/?password=omelette//', '/?password=omelett/'].map(url => isRight(url))).toEqual([true, false, false])
})

it.each([undefined, ''])('opens nothing where there is none: %s', (password) => {
  expect(['/?password=', '/?password=undefined', '/?password'].map(url => createPasswordCheck(password)(url))).toEqual([
    false,
    false,
    false,
  ])
})
