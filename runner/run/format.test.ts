import { expect, it } from 'vitest'
import { format, showTable } from './format.ts'

it('prints as Node does', () => {
  expect(format([['A', 'B']])).toBe('[ \'A\', \'B\' ]')
  expect(format(['A', 1, null, undefined, true, 0, -0])).toBe('A 1 null undefined true 0 -0')
  expect(format([{ a: { b: [1, 'x'] } }])).toBe('{ a: { b: [ 1, \'x\' ] } }')
  expect(format([])).toBe('')
})

it('prints errors without their stacks, and with their causes', () => {
  expect(format([new TypeError('no egg')])).toBe('TypeError: no egg')
  expect(format([new Error('late', { cause: new Error('slow') })])).toBe('Error: late\n  caused by Error: slow')
  expect(format([new AggregateError([new Error('a'), 'b'], 'none')])).toBe('AggregateError: none\n  Error: a\n  b')
})

it('knows the directives of consoles', () => {
  expect(format(['%s takes %d s, %i, %f, %j, %o, 100%%%c', 'A', '2', 2.9, '1.5x', [1], 'q', 'css', 'rest'])).toBe('A takes 2 s, 2, 1.5, [1], \'q\', 100% rest')
  expect(format(['%s and %s', 'A'])).toBe('A and %s')
  expect(format(['100%'])).toBe('100%')
})

it('survives what cannot be shown', () => {
  const circle: Record<string, unknown> = {}
  circle.self = circle
  expect(format([circle])).toBe('{ self: [Circular] }')
  expect(format(['%j', circle])).toBe('[Circular]')
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  expect(format([proxy])).toBe('[cannot be shown]')
})

it('draws tables', () => {
  expect(showTable([{ egg: 'A', ms: 2 }, { egg: 'B' }]).split('\n')).toEqual([
    '┌─────────┬─────┬────┐',
    '│ (index) │ egg │ ms │',
    '├─────────┼─────┼────┤',
    '│ 0       │ \'A\' │ 2  │',
    '│ 1       │ \'B\' │    │',
    '└─────────┴─────┴────┘',
  ])
  expect(showTable(['x']).split('\n')[3]).toBe('│ 0       │ \'x\'    │')
  expect(showTable(3)).toBe('3')
})
