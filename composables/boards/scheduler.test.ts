import type { Doing, Rules, Schedule, TaskPlan } from './scheduler.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beginSchedule, canChoose, EGGS, HOG, isOver, nextMove, play, scoreOf, tick, toBars } from './scheduler.ts'

const fair: Rules = { mode: 'preemptive', policy: 'round-robin', slice: 1, cores: 1 }

const pastOf = (schedule: Schedule, name: string) => schedule.tasks.find(task => task.name === name)!.past.map(doing => doing[0]).join('')
const long: TaskPlan = { name: 'long', arrives: 0, bursts: [6] }
const short: TaskPlan = { name: 'short', arrives: 0, bursts: [1] }

describe('the scheduler', () => {
  it('lets a task that does not wait keep its core where all must cooperate', () => {
    const schedule = play([long, short], { ...fair, mode: 'cooperative' })
    expect(pastOf(schedule, 'long')).toBe('rrrrrrd')
    expect(schedule.tasks[1]!.ended).toBe(7)
  })

  it('takes the core away after a slice where it can', () => {
    expect(play([long, short], fair).tasks[1]!.ended).toBe(2)
    expect(play([long, short], { ...fair, slice: 3 }).tasks[1]!.ended).toBe(4)
  })

  it('gives the shortest its turn first, if told so', () => {
    expect(play([long, short], { ...fair, mode: 'cooperative', policy: 'shortest' }).tasks[1]!.ended).toBe(1)
  })

  it('runs on two cores what is ready, and on one no more than one', () => {
    const schedule = play([long, short], { ...fair, cores: 2 })
    expect(schedule.tasks.map(({ ended }) => ended)).toEqual([6, 1])
    expect(schedule.switches).toBe(0)
  })

  it('lets others compute while one waits', () => {
    const schedule = play(
      [
        { name: 'A', arrives: 0, bursts: [1, 3, 1] },
        { name: 'B', arrives: 0, bursts: [3] },
      ],
      { ...fair, mode: 'cooperative' },
    )
    expect(schedule.tick).toBe(5)
  })

  it('does what the player says, where there is something to say', () => {
    const rules: Rules = { ...fair, mode: 'cooperative', policy: 'player' }
    const schedule = beginSchedule([long, short], 1)
    expect(canChoose(schedule, rules)).toBe(true)
    const next = tick(schedule, rules, 'short')
    expect(next.tasks[1]!.ended).toBe(1)
    expect(canChoose(tick(next, rules, 'long'), rules)).toBe(false)
  })

  it('asks the player while somebody is ready and a core is free, and nobody else', () => {
    const rules: Rules = { ...fair, policy: 'player' }
    const schedule = beginSchedule([long, short], 1)
    expect(nextMove(schedule, rules)).toBeUndefined()
    expect(nextMove(schedule, fair)).toEqual({})
    expect(nextMove(play([long, short], fair), fair)).toBeUndefined()
  })

  it('takes in a hog whenever it comes, and preemption keeps it from starving the others', () => {
    const withHog = (rules: Rules) => scoreOf(play([...EGGS, { ...HOG, arrives: 0 }], rules))
    expect(withHog(fair).fairness).toBeGreaterThan(withHog({ ...fair, mode: 'cooperative', policy: 'fifo' }).fairness)
    expect(withHog(fair).switches).toBeGreaterThan(withHog({ ...fair, mode: 'cooperative' }).switches)
    expect(pastOf(play([...EGGS, { ...HOG, arrives: 5 }], fair), 'hog')).toMatch(/^aaaaa[^a]+$/)
  })

  it('draws a bar for each stretch of one kind, and none for being away or done', () => {
    const past: Doing[] = ['away', 'ready', 'running', 'running', 'waiting', 'running', 'done', 'done']
    expect(toBars(past)).toEqual([
      { doing: 'ready', from: 1, to: 2 },
      { doing: 'running', from: 2, to: 4 },
      { doing: 'waiting', from: 4, to: 5 },
      { doing: 'running', from: 5, to: 6 },
    ])
  })

  it('loses no work: each task computes and waits as long as it has to, under any rules', () => {
    const plans = fc.array(
      fc.record({ arrives: fc.nat(4), bursts: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }) }),
      { minLength: 1, maxLength: 4 },
    )
    const rules = fc.record<Rules>({
      mode: fc.constantFrom('cooperative', 'preemptive'),
      policy: fc.constantFrom('fifo', 'round-robin', 'shortest', 'player'),
      slice: fc.integer({ min: 1, max: 4 }),
      cores: fc.integer({ min: 1, max: 3 }),
    })
    fc.assert(fc.property(plans, rules, (drawn, rules) => {
      const plans = drawn.map((plan, i) => ({ ...plan, name: `${i}` }))
      let schedule = beginSchedule(plans, rules.cores)
      while (!isOver(schedule)) {
        schedule = tick(schedule, rules)
        expect(schedule.tasks.filter(({ past }) => past.at(-1) === 'running').length).toBeLessThanOrEqual(rules.cores)
      }
      for (const [i, { past }] of schedule.tasks.entries()) {
        const sum = (parity: number) => plans[i]!.bursts.filter((_, at) => at % 2 === parity).reduce((a, b) => a + b, 0)
        expect(past.filter(doing => doing === 'running')).toHaveLength(sum(0))
        expect(past.filter(doing => doing === 'waiting')).toHaveLength(sum(1))
      }
      const { fairness } = scoreOf(schedule)
      expect(fairness).toBeGreaterThan(0)
      expect(fairness).toBeLessThanOrEqual(1.000001)
    }))
  })
})
