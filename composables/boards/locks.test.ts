import { describe, expect, it } from 'vitest'
import { beginLocks, nextThread, reachable, stateOf, stepThread, whyNot } from './locks.ts'

function play(order: 'any' | 'same', steps: string) {
  return steps.split('').reduce((locks, who) => stepThread(locks, who === 'A' ? 'Ada' : 'Bob'), beginLocks(order))
}

describe('two threads and two locks', () => {
  it('get through when one is done before the other begins', () => {
    expect(stateOf(play('any', 'AAAAABBBBB'))).toBe('over')
  })

  it('are stuck when each has one and wants the other, and say why', () => {
    const locks = play('any', 'AB')
    expect(stateOf(locks)).toBe('stuck')
    expect(whyNot(locks, 'Ada')).toBe('Ada waits for the salt: Bob has it, and Ada holds on to the pan meanwhile.')
    expect(whyNot(locks, 'Bob')).toBe('Bob waits for the pan: Ada has it, and Bob holds on to the salt meanwhile.')
    expect(stepThread(locks, 'Ada')).toBe(locks)
  })

  it('can be stuck in one way only, and in none when both take the locks in one order', () => {
    expect(reachable(beginLocks('any')).filter(locks => stateOf(locks) === 'stuck')).toHaveLength(1)
    expect(reachable(beginLocks('same')).filter(locks => stateOf(locks) === 'stuck')).toEqual([])
  })

  it('let a thread wait without holding on to anything', () => {
    expect(whyNot(play('same', 'A'), 'Bob')).toBe('Bob waits for the pan: Ada has it.')
  })

  it('come to a standstill by themselves when they take turns, and to an end where the order is the same', () => {
    const byThemselves = (order: 'any' | 'same') => {
      let locks = beginLocks(order)
      for (let name = nextThread(locks); name; name = nextThread(locks))
        locks = stepThread(locks, name)
      return stateOf(locks)
    }
    expect(byThemselves('any')).toBe('stuck')
    expect(byThemselves('same')).toBe('over')
  })

  it('never both hold a lock, in any order of steps', () => {
    for (const { held, threads } of reachable(beginLocks('any'))) {
      for (const { name, program, next } of threads) {
        if (program[next - 1]?.does === 'cook')
          expect(held).toEqual({ pan: name, salt: name })
      }
    }
  })
})
