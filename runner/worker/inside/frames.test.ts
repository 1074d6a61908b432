import type { SeenInside } from '../../run/messages.ts'
import { expect, it } from 'vitest'
import { createFrames } from './frames.ts'

it('does not tell of every await of a loop that never really waits', () => {
  const told: SeenInside[] = []
  const { hooks } = createFrames({ tell: event => told.push(event), now: () => 0, later: () => {} })
  hooks.enterModule()
  const stir = hooks.enter('stir')
  for (let i = 0; i < 100_000; i++)
    hooks.resume(stir, hooks.park(stir, 3, undefined))
  hooks.leave(stir)
  expect(told.length).toBeLessThan(2_000)
  // What is seen last is that it works, until it ends.
  expect(told.slice(-2).map(({ kind }) => kind)).toEqual(['resume', 'end'])
})

it('gives a function the name of the task whose turn it awaits, and no second one', () => {
  const told: SeenInside[] = []
  const { hooks, asked } = createFrames({ tell: event => told.push(event), now: () => 0, later: () => {} })
  hooks.enterModule()
  const cook = hooks.enter('cook')
  asked('A')
  hooks.resume(cook, hooks.park(cook, 3, undefined))
  asked('A')
  hooks.park(cook, 4, undefined)
  expect(told.flatMap(event => ('task' in event && event.kind !== 'start' ? `${event.kind} ${event.task}` : []))).toEqual([
    'park A',
    'resume A',
    'park A',
  ])
  expect(told.filter(({ kind }) => kind === 'start')).toHaveLength(1)
})

it('says for when the timer was set that let somebody go on, and nothing of who parked since', () => {
  const told: SeenInside[] = []
  let turn = () => {}
  const { hooks, fires, answered } = createFrames({ tell: event => told.push(event), now: () => 900, later: callback => turn = callback })
  const main = hooks.enterModule()
  const parkAt = (line: number) => hooks.park(main, line, undefined)
  const goOn = () => hooks.resume(main)
  parkAt(3)
  fires(250)
  goOn()
  parkAt(4)
  goOn()
  parkAt(5)
  answered('A')
  goOn()
  parkAt(6)
  turn()
  goOn()
  expect(told.flatMap(event => (event.kind === 'resume' ? [[event.line, event.by, event.due]] : []))).toEqual([
    [3, undefined, 250],
    [4, undefined, undefined],
    [5, 'A', undefined],
    [6, undefined, undefined],
  ])
})

it('says what is awaited where the program has said so of that very promise, and of a step of `for await`', async () => {
  const told: SeenInside[] = []
  const { hooks, awaits } = createFrames({ tell: event => told.push(event), now: () => 0, later: () => {} })
  hooks.enterModule()
  const cook = hooks.enter('cook')
  const room = Promise.resolve()
  awaits('room in plates', room)
  hooks.resume(cook, hooks.park(cook, 3, room))
  hooks.resume(cook, hooks.park(cook, 4, room))
  awaits('room in plates', room)
  hooks.resume(cook, hooks.park(cook, 5, Promise.resolve()))
  const orders = {
    [Symbol.asyncIterator]: () => ({
      next: () => {
        awaits('a value in orders', room)
        return Promise.resolve({ done: true, value: undefined })
      },
    }),
  }
  await hooks.each(cook, 6, orders, 'orders')[Symbol.asyncIterator]().next()
  expect(told.flatMap(event => event.kind === 'park' ? [[event.line, event.thing]] : [])).toEqual([
    [3, 'room in plates'],
    [4, undefined],
    [5, undefined],
    [6, 'a value in orders'],
  ])
  expect(told.filter(event => event.kind === 'resume' && 'thing' in event)).toEqual([])
})
