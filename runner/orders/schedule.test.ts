import type { Turn } from '../run/messages.ts'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { allOrders, namesOf, StrayedError } from './schedule.ts'

/** Plays tasks that each do their steps one after the other, and nothing else. */
function tasks(...steps: number[]) {
  return async (order: readonly number[]) => {
    const left = [...steps]
    const turns: Turn[] = []
    for (;;) {
      const among = left.flatMap((count, i) => count > 0 ? i : [])
      if (among.length === 0)
        return { turns }
      const took = order[turns.length] ?? 0
      turns.push({ among: among.map(i => 'ABCDEFG'[i]!), took })
      left[among[took]!]!--
    }
  }
}

async function play(steps: number[], most = 10_000) {
  const found: string[] = []
  let isComplete = false
  for await (const { turns, number, isLast } of allOrders(tasks(...steps), most)) {
    found.push(namesOf(turns).join(''))
    expect(number).toBe(found.length)
    isComplete = isLast
  }
  return { found, isComplete }
}

const factorial = (n: number): number => n < 2 ? 1 : n * factorial(n - 1)

it('finds each order once, and as many as there are', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 }), async (steps) => {
    const all = factorial(steps.reduce((sum, count) => sum + count, 0)) / steps.reduce((product, count) => product * factorial(count), 1)
    fc.pre(all <= 2_000)
    const { found, isComplete } = await play(steps)
    expect(new Set(found).size).toBe(all)
    expect(found).toHaveLength(all)
    expect(isComplete).toBe(true)
  }))
})

it('numbers them the same each time, the usual one first', async () => {
  expect((await play([1, 1, 1])).found).toEqual(['ABC', 'ACB', 'BAC', 'BCA', 'CAB', 'CBA'])
  expect((await play([2, 1])).found).toEqual(['AAB', 'ABA', 'BAA'])
})

it('stops at its bound, and says whether that was all', async () => {
  expect(await play([1, 1, 1], 5)).toMatchObject({ isComplete: false, found: { length: 5 } })
  expect(await play([1, 1, 1], 6)).toMatchObject({ isComplete: true, found: { length: 6 } })
})

it('goes on after an order that never came to its end', async () => {
  const found: (string | undefined)[] = []
  const play = tasks(1, 1, 1)
  const hangs = async (order: readonly number[]) => {
    const { turns } = await play(order)
    return namesOf(turns)[0] === 'B' ? {} : { turns }
  }
  for await (const { turns } of allOrders<{ turns?: readonly Turn[] }>(hangs, 100))
    found.push(namesOf(turns).join(''))
  expect(found).toEqual(['ABC', 'ACB', 'B', 'CAB', 'CBA'])
})

it('says so when a program goes another way each time', async () => {
  let plays = 0
  const strays = () => tasks(...plays++ === 0 ? [1, 1] : [1])([])
  await expect(async () => {
    for await (const _ of allOrders(strays, 100)) { /* the next one */ }
  }).rejects.toThrow(StrayedError)
})
