import { expect, it } from 'vitest'
import { capped, createConsole, describeThrown } from './console.ts'

let now = 0

function listen() {
  const heard: [string, string][] = []
  const output = capped((text, stream) => heard.push([stream, text]))
  return { heard, console: createConsole(output, { now: () => now, calls: () => '\n    at fry (egg.ts:1:2)' }) as Console, write: output.write, end: output.end }
}

it('keeps the two streams apart', () => {
  const { heard, console } = listen()
  console.log('a')
  console.info('b')
  console.warn('c')
  console.error('d')
  console.assert(false, 'e')
  console.assert(true, 'f')
  expect(heard).toEqual([['stdout', 'a'], ['stdout', 'b'], ['stderr', 'c'], ['stderr', 'd'], ['stderr', 'Assertion failed: e']])
})

it('groups and counts', () => {
  const { heard, console } = listen()
  console.group('eggs')
  console.log('A\nB')
  console.groupEnd()
  console.count()
  console.count()
  console.countReset('never')
  const { groupCollapsed, log } = console
  groupCollapsed('free')
  log('of its object')
  expect(heard.map(([, text]) => text)).toEqual([
    'eggs',
    '  A\n  B',
    'default: 1',
    'default: 2',
    'Warning: Count for \'never\' does not exist',
    'free',
    '  of its object',
  ])
})

it('tells times as Node does, and which label it does not know', () => {
  const { heard, console } = listen()
  console.time('t')
  console.time('t')
  for (now of [1.23456, 1_500, 61_002])
    console.timeLog('t', { egg: 'A' })
  console.timeEnd('t')
  console.timeEnd('t')
  expect(heard.map(([, text]) => text)).toEqual([
    'Warning: Label \'t\' already exists for console.time()',
    't: 1.235ms { egg: \'A\' }',
    't: 1.500s { egg: \'A\' }',
    't: 1:01.002 (m:ss.mmm) { egg: \'A\' }',
    't: 1:01.002 (m:ss.mmm)',
    'Warning: No such label \'t\' for console.timeEnd()',
  ])
})

it('says with a trace who called', () => {
  const { heard, console } = listen()
  console.trace()
  console.trace('%s!', 'egg', 1)
  console.assert(false)
  console.assert(false, { a: 1 }, 2)
  expect(heard.map(([, text]) => text)).toEqual([
    'Trace\n    at fry (egg.ts:1:2)',
    'Trace: egg! 1\n    at fry (egg.ts:1:2)',
    'Assertion failed',
    'Assertion failed: [object Object] 2',
  ])
})

it('keeps the first and the last lines of a long output, and says how many are between', () => {
  const { heard, console, end } = listen()
  for (let i = 1; i <= 5_000; i++) console.log(`line ${i}`)
  expect(heard.slice(899)).toEqual([
    ['stdout', 'line 900'],
    ['stderr', 'More than 900 lines were printed: from here on only the last 100 lines are kept. The program goes on.'],
  ])
  end()
  expect(heard.slice(901, 903)).toEqual([['stderr', '4000 lines are left out here.'], ['stdout', 'line 4901']])
  expect(heard.at(-1)).toEqual(['stdout', 'line 5000'])
})

it('counts lines within one call, and keeps those that fit', () => {
  const { heard, console } = listen()
  console.log(Array.from({ length: 3_000 }, (_, i) => i).join('\n'))
  expect(heard).toHaveLength(2)
  expect(heard[0]![1].split('\n')).toHaveLength(900)
})

it('stops after 64 KB, and cuts a line that is data', () => {
  const { heard, console } = listen()
  for (let i = 0; i < 100; i++)
    console.log('x'.repeat(1_000_000))
  expect(heard[0]![1]).toHaveLength(2_000)
  expect(heard.at(-1)![1]).toContain('More than 64 KB were printed')
  expect(heard.map(([, text]) => text).join('').length).toBeLessThan(65 * 1024)
})

it('ends a line that is written piece by piece where the program ends it', () => {
  const { heard, console, write, end } = listen()
  write('a', 'stdout')
  write('b\nc', 'stdout')
  console.log('d')
  write('e', 'stdout')
  end()
  expect(heard).toEqual([['stdout', 'ab'], ['stdout', 'cd'], ['stdout', 'e']])
})

it('says what was thrown, and where', () => {
  const error = new Error('boo')
  expect(describeThrown(error, () => ({ file: 'demos/javascript/kitchen.ts', line: 7, column: 3 }))).toBe(
    'Error: boo (demos/javascript/kitchen.ts, line 7, column 3)',
  )
  expect(describeThrown(error, () => undefined)).toBe('Error: boo')
  expect(describeThrown(new Error('x'.repeat(1_000_000)), () => undefined).length).toBeLessThan(3_000)
  expect(describeThrown('x', () => undefined)).toBe('The program threw \'x\', which is not an Error.')
  expect(describeThrown(null, () => undefined)).toBe('The program threw null, which is not an Error.')
})
