import type { Knobs } from '../../demos/javascript/boards/rush-settings.ts'
import type { RunEvent } from '../../trace/events.ts'
import type { Rush, RushState } from './rush.ts'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CALM_MS, p99, toGoals, toPans, toRush } from './rush.ts'

const knobs: Knobs = { rate: 500, atOnce: 3, queue: null, patience: 2000, retry: 'at once', cancel: false, hedge: false }

function told(t: number, state: Partial<RushState>): RunEvent {
  const whole: RushState = { knobs, scale: 1, waiting: 0, came: [], over: [], went: [], ...state }
  return { t, kind: 'step', witness: 'program', text: '', state: whole }
}

function kitchen(t: number, kind: 'start' | 'end' | 'abort', task: string, id: number): RunEvent {
  return { t, kind, witness: 'kitchen', task, id }
}

describe('a rush', () => {
  it('takes the time of a meal from the guest’s arrival to the moment at which the kitchen has the egg ready', () => {
    const { came, meals } = toRush([
      kitchen(150, 'start', 'g1-1', 1),
      kitchen(650, 'end', 'g1-1', 1),
      told(700, { came: [['g1', 600]], over: [['g1-1', 40, true]] }),
    ])
    expect(came).toEqual([100])
    expect(meals).toEqual([{ at: 650, ms: 550, hasEaten: true }])
  })

  it('counts the wait of all orders of a guest, and the first of two eggs for one order', () => {
    const { meals } = toRush([
      told(200, { came: [['g1', 200]] }),
      kitchen(2100, 'start', 'g1-2', 1),
      kitchen(2850, 'start', 'g1-2-again', 2),
      kitchen(3350, 'end', 'g1-2-again', 2),
      kitchen(3360, 'abort', 'g1-2', 1),
      told(3400, { over: [['g1-1', 1400, false], ['g1-2', 45, true]] }),
    ])
    expect(meals).toEqual([{ at: 3350, ms: 3350, hasEaten: true }])
  })

  it('knows who has gone without, and from when on a pan fries for no guest', () => {
    const { meals, pans } = toRush([
      kitchen(1000, 'start', 'g1-1', 1),
      kitchen(1500, 'start', 'g2-1', 2),
      told(2000, { came: [['g1', 2000], ['g2', 600]], over: [['g1-1', 0, false]], went: [['g1', 0]] }),
      kitchen(2500, 'end', 'g1-1', 1),
    ])
    expect(meals).toEqual([{ at: 2000, ms: 2000, hasEaten: false }])
    expect(pans).toEqual([
      { from: 1000, to: 2500, forNobody: 2000 },
      { from: 1500, to: 2000, forNobody: Infinity },
    ])
    expect(toPans(pans)).toEqual([
      { at: 1000, used: 1, forNobody: 0 },
      { at: 1500, used: 2, forNobody: 0 },
      { at: 2000, used: 1, forNobody: 0 },
      { at: 2000, used: 1, forNobody: 1 },
      { at: 2500, used: 0, forNobody: 0 },
    ])
  })

  it('says which knobs were turned, and ends where it is told to', () => {
    const events = [
      told(200, {}),
      told(400, { knobs: { ...knobs, atOnce: 6, queue: 8 } }),
      told(600, { knobs: { ...knobs, atOnce: 6, queue: 8, cancel: true } }),
    ]
    expect(toRush(events).turned).toEqual([{ at: 400, words: '6 at once, queue of 8' }, { at: 600, words: 'cancel' }])
    expect(toRush(events, 500)).toMatchObject({ to: 400, turned: [{ at: 400, words: '6 at once, queue of 8' }] })
  })
})

describe('the goals', () => {
  const to = 20_000
  const moments = Array.from({ length: 84 }, (_, i) => to - i * 120)
  const calm: Rush = {
    came: moments.toReversed(),
    meals: moments.map(at => ({ at, ms: 900, hasEaten: true })),
    pans: moments.map(at => ({ from: at - 500, to: at, forNobody: at })),
    queue: [],
    turned: [],
    scale: 1,
    to,
  }
  const open = (rush: Rush) => toGoals(rush).filter(({ isReached }) => !isReached).map(({ name }) => name)
  const goals = ['p99 under 3 s', '95 of 100 guests eat', 'no pan fries for a guest who has left', '500 guests a minute']

  it('are all reached by a calm house, in a kitchen of any speed', () => {
    expect(open(calm)).toEqual([])
    const faster = (t: number) => t / 10
    expect(open({
      ...calm,
      scale: 0.1,
      to: to / 10,
      came: calm.came.map(faster),
      meals: calm.meals.map(({ at, ms, hasEaten }) => ({ at: at / 10, ms: ms / 10, hasEaten })),
      pans: calm.pans.map(pan => ({ from: pan.from / 10, to: pan.to / 10, forNobody: pan.to / 10 })),
    })).toEqual([])
  })

  it('are none before anything has happened, nor in its first seconds', () => {
    expect(open(toRush([]))).toEqual(goals)
    expect(open({ ...calm, to: CALM_MS - 1, came: calm.came.filter(at => at < CALM_MS) })).toEqual(goals)
  })

  it('fail each by itself', () => {
    const [first, ...others] = calm.meals
    expect(open({ ...calm, meals: [{ ...first!, ms: 3100 }, ...others] })).toEqual(['p99 under 3 s'])
    const fed = calm.meals.map((meal, i) => ({ ...meal, hasEaten: i % 16 !== 0 }))
    expect(open({ ...calm, meals: fed })).toEqual(['95 of 100 guests eat'])
    expect(open({ ...calm, pans: [...calm.pans, { from: 12_000, to: 12_500, forNobody: 12_100 }] })).toEqual(['no pan fries for a guest who has left'])
    expect(open({ ...calm, came: calm.came.filter((_, i) => i % 2) })).toEqual(['500 guests a minute'])
  })

  it('forgive what is long ago, and the moment that it takes to turn the gas off', () => {
    const before = { from: 8000, to: 9900, forNobody: 8100 }
    const prompt = { from: 15_000, to: 15_540, forNobody: 15_500 }
    const meals = [...calm.meals, { at: 9900, ms: 9000, hasEaten: false }]
    expect(open({ ...calm, pans: [...calm.pans, before, prompt], meals })).toEqual([])
  })

  it('takes p99 by nearest rank', () => {
    expect(p99([])).toBeUndefined()
    expect(p99([5])).toBe(5)
    expect(p99(Array.from({ length: 100 }, (_, i) => i + 1))).toBe(99)
    expect(p99(Array.from({ length: 200 }, (_, i) => 200 - i))).toBe(198)
  })
})

it('the recorded rush goes from collapse to calm', () => {
  const lines = readFileSync(new URL('../../demos/recordings/rush-board.ndjson', import.meta.url), 'utf8').trim().split('\n')
  const events = lines.map(line => JSON.parse(line) as RunEvent)
  const reached = (at?: number) => toGoals(toRush(events, at)).filter(({ isReached }) => isReached).length
  expect(reached(12_000)).toBeLessThanOrEqual(2)
  expect(reached()).toBe(4)
  const { meals, turned } = toRush(events)
  expect(turned.map(({ words }) => words)).toEqual(['6 at once', 'retry: budget, cancel', 'queue of 8, hedge'])
  const share = (from: number, to: number) => {
    const some = meals.filter(({ at }) => at > from && at <= to)
    return some.filter(({ hasEaten }) => hasEaten).length / some.length
  }
  expect(share(6500, 10_000)).toBeLessThan(0.2)
  expect(share(20_000, 27_000)).toBeGreaterThan(0.95)
})
