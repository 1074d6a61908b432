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
  expect(format([new Error('late', { cause: new Error('slow') })])).toBe('Error: late {\n  [cause]: Error: slow\n}')
  expect(format([new AggregateError([new Error('a'), 'b'], 'none')])).toBe(
    'AggregateError: none {\n  [errors]: [\n    Error: a,\n    \'b\'\n  ]\n}',
  )
})

it('prints errors without their stacks wherever the folder is', () => {
  const stack = 'Error: x\n    at f (/a folder/b [c] #d/ü.ts:1:2)\n    at async /a folder/x.ts:3:4\n    at new Y (file:///a%20b/z.ts:5:6)'
  expect(format([Object.assign(new Error('x'), { stack })])).toBe('Error: x')
})

it('knows the directives of consoles', () => {
  expect(format(['%s takes %d s, %i, %f, %j, %o, 100%%%c', 'A', '2', 2.9, '1.5x', [1], 'q', 'css', 'rest'])).toBe(
    'A takes 2 s, 2, 1.5, [1], \'q\', 100% rest',
  )
  expect(format(['%s and %s', 'A'])).toBe('A and %s')
  expect(format(['100%'])).toBe('100%')
})

it('does not say of an iterator that nothing is left in it', () => {
  expect(format([new Set([1]).values(), [new Map([[1, 2]]).entries()]])).toBe('[Set Iterator] { <unknown> } [ [Map Iterator] { <unknown> } ]')
})

it('survives what cannot be shown', () => {
  const circle: Record<string, unknown> = {}
  circle.self = circle
  expect(format([circle])).toBe('<ref *1> { self: [Circular *1] }')
  expect(format(['%j', circle])).toBe('[Circular]')
  const refusing = {
    get a() {
      throw new Error('no')
    },
  }
  expect(format([refusing])).toBe('{ a: [Getter] }')
  expect(format(['%d', Symbol('x')])).toBe('NaN')
  expect(format([Object.assign(new Error('x'), { code: 'E' }), new Map([[1, { a: 2 }]])])).toBe(
    'Error: x {\n  code: \'E\'\n} Map(1) { 1 => { a: 2 } }',
  )
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
  expect(showTable([{ 名: '卵' }]).split('\n')[1]).toBe('│ (index) │ 名   │')
  expect(showTable(3)).toBe('3')
})
