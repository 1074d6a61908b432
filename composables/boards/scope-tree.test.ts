import type { RunEvent } from '../../trace/events.ts'
import type { TreeTask } from './scope-tree.ts'
import { describe, expect, it } from 'vitest'
import { inThePan, mostLeaks, place } from './scope-tree.ts'

function task(name: string, state: TreeTask['state'], cause?: TreeTask['cause'], ...children: TreeTask[]): TreeTask {
  return {
    name,
    state,
    ...(cause && { cause }),
    children,
  }
}
function placed(tree: TreeTask) {
  return Object.fromEntries(place(tree).map(({ name, isLeak, passed }) => [name, isLeak ? 'leak' : (passed ?? '')]))
}

describe('a tree of tasks', () => {
  it('has an error go up, and a signal go down to those beside it', () => {
    const tree = task(
      'breakfast',
      'failed',
      'below',
      task('two', 'failed', 'below', task('A', 'cancelled', 'above'), task('B', 'failed', 'you')),
      task('more', 'cancelled', 'above', task('C', 'cancelled', 'above')),
    )
    expect(placed(tree)).toEqual({ breakfast: '', two: 'up', A: 'down', B: 'up', more: 'down', C: 'down' })
  })

  it('leaks whoever goes on when the one above has ended, with all below it', () => {
    const tree = task(
      'breakfast',
      'failed',
      'below',
      task('two', 'failed', 'below', task('A', 'running'), task('B', 'failed', 'you')),
      task('more', 'running', undefined, task('C', 'running')),
    )
    expect(placed(tree)).toEqual({ breakfast: '', two: 'up', A: 'leak', B: 'up', more: 'leak', C: 'leak' })
  })

  it('leaks nobody while all are at work', () => {
    expect(placed(task('breakfast', 'running', undefined, task('A', 'done'), task('B', 'running')))).toEqual({
      breakfast: '',
      A: '',
      B: '',
    })
  })
})

it('tells most where most go on for nobody', () => {
  const step = (...loose: TreeTask[]) => ({ t: 0, text: '', state: { scoped: task('breakfast', 'done'), loose: loose[0]! } })
  const [fine, leaking, over] = [
    task('all', 'running', undefined, task('A', 'running')),
    task('all', 'failed', 'below', task('A', 'running')),
    task('all', 'failed', 'below', task('A', 'done')),
  ]
  expect(mostLeaks([step(fine), step(leaking), step(leaking), step(over)])).toBe(2)
  expect(mostLeaks([step(fine), step(over)])).toBe(1)
})

it('the pan is what the kitchen says it is, an egg that was ordered twice included', () => {
  const seen = (t: number, kind: 'start' | 'end' | 'abort', task: string): RunEvent => ({ t, kind, task, witness: 'kitchen' })
  const events = [seen(1, 'start', 'A'), seen(2, 'start', 'B'), seen(3, 'abort', 'A'), seen(3, 'start', 'A'), seen(5, 'end', 'A')]
  expect([1, 2, 4, 5].map(t => [...inThePan(events, t)].join(''))).toEqual(['A', 'AB', 'AB', 'B'])
})
