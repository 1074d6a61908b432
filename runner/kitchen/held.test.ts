import { expect, it } from 'vitest'
import { createHeld } from './held.ts'

/** Lets everything go; answers who went when. */
function letAllGo(order: number[], hold: (held: ReturnType<typeof createHeld>, went: (name: string) => () => void) => void) {
  const held = createHeld(order, 100)
  const went: string[] = []
  hold(held, name => () => void went.push(`${name} ${Math.round(held.now())}`))
  while (held.next()) { /* the next one */ }
  return { went, turns: held.turns }
}

it('lets answers go in any order, none before it is due, and far enough apart to be told apart', () => {
  const hold = (held: ReturnType<typeof createHeld>, went: (name: string) => () => void) => {
    held.answer('B', 300, went('B'))
    held.answer('A', 200, went('A'))
    held.answer('C', 1000, went('C'))
  }
  expect(letAllGo([], hold).went).toEqual(['A 200', 'B 300', 'C 1000'])
  expect(letAllGo([2, 1], hold)).toEqual({
    went: ['C 1000', 'B 1100', 'A 1200'],
    turns: [{ among: ['A', 'B', 'C'], took: 2 }, { among: ['A', 'B'], took: 1 }, { among: ['A'], took: 0 }],
  })
})

it('lets timers go as they are due among themselves, and before or after any answer', () => {
  const hold = (held: ReturnType<typeof createHeld>, went: (name: string) => () => void) => {
    held.timer('late', 900, went('late'))
    held.timer('soon', 400, went('soon'))
    held.answer('A', 500, went('A'))
  }
  expect(letAllGo([], hold).turns[0]).toEqual({ among: ['soon', 'A'], took: 0 })
  expect(letAllGo([1], hold).went).toEqual(['A 500', 'soon 500', 'late 900'])
  expect(letAllGo([0, 1], hold).went).toEqual(['soon 400', 'late 900', 'A 900'])
})

it('does not let a timer that repeats go before an answer for ever', () => {
  const held = createHeld(Array.from({ length: 1000 }, () => 1), 100)
  let rings = 0
  let isServed = false
  const ring = () => {
    rings++
    if (!isServed)
      held.timer('timer', 100, ring)
  }
  held.answer('A', 1, () => void (isServed = true))
  ring()
  while (held.next()) { /* the next one */ }
  expect(rings).toBe(12)
})

it('forgets what is called off, and lets a loop that watches the clock end', () => {
  const { went } = letAllGo([], (held, went) => {
    held.answer('A', 1, went('A'))()
    held.timer('B', 1, went('B'))()
    while (held.now() < 2000) { /* it looks */ }
  })
  expect(went).toEqual([])
})
