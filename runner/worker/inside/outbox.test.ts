import { expect, it } from 'vitest'
import { createOutbox } from './outbox.ts'

function box() {
  const posts: number[][] = []
  const scheduled: (() => void)[] = []
  const clock = { now: 0 }
  const outbox = createOutbox<number>(events => posts.push(events), callback => scheduled.push(callback), () => clock.now)
  return { posts, scheduled, clock, ...outbox }
}

it('sends what is rare at once, even from a loop that never yields', () => {
  const { posts, add } = box()
  add(1)
  add(2)
  expect(posts).toEqual([[1], [2]])
})

it('gathers a flood into few messages, and loses nothing', () => {
  const { posts, scheduled, clock, add } = box()
  for (let i = 0; i < 50_000; i++) {
    clock.now += 0.001
    add(i)
  }
  scheduled.forEach(run => run())
  expect(posts.flat()).toEqual(Array.from({ length: 50_000 }, (_, i) => i))
  expect(posts.length).toBeLessThan(400)
})
