import type { RunEvent } from '../../trace/events.ts'
import { expect, it } from 'vitest'
import { fillOf, printedBy } from './loop.ts'

const step = (text: string): RunEvent => ({ t: 1, kind: 'step', witness: 'program', text, state: {} })
const log = (text: string): RunEvent => ({ t: 1, kind: 'log', witness: 'program', text, stream: 'stdout' })

it('what is printed belongs to the step that says so, even where the clock is too coarse to tell', () => {
  const events = [step('a'), log('one'), step('b'), log('two\n'), log('three'), step('c')]
  expect([0, 1, 2].map(at => printedBy(events, at))).toEqual([['one'], ['one', 'two', 'three'], ['one', 'two', 'three']])
  expect(printedBy([log('early'), ...events], 0)).toEqual(['early', 'one'])
})

it('a part looks like what is in it: working, ready, or waiting', () => {
  expect(['stack', 'microtasks', 'immediates', 'timers', 'waiting'].map(part => fillOf(part, { name: 'A' }))).toEqual([
    'working',
    'ready',
    'ready',
    'waiting',
    'waiting',
  ])
  expect(fillOf('timers', { name: 'timer', note: ':5 due' })).toBe('ready')
})
