import { expect, it } from 'vitest'
import { capped, createConsole, describeThrown } from './console.ts'

function listen() {
  const heard: [string, string][] = []
  const output = capped((text, stream) => heard.push([stream, text]))
  return { heard, console: createConsole(output, () => 0) as Console }
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
  console.time('t')
  console.timeEnd('t')
  console.timeEnd('t')
  expect(heard.map(([, text]) => text)).toEqual(['eggs', '  A\n  B', 'default: 1', 'default: 2', 't: 0.0 ms'])
})

it('stops printing after a thousand lines, and says so once', () => {
  const { heard, console } = listen()
  for (let i = 1; i <= 5_000; i++)
    console.log(`line ${i}`)
  expect(heard).toHaveLength(1_001)
  expect(heard[999]).toEqual(['stdout', 'line 1000'])
  expect(heard[1_000]).toEqual(['stderr', 'Output stopped here, after 1 000 lines; the program goes on.'])
})

it('counts lines within one call, and keeps those that fit', () => {
  const { heard, console } = listen()
  console.log(Array.from({ length: 3_000 }, (_, i) => i).join('\n'))
  expect(heard).toHaveLength(2)
  expect(heard[0]![1].split('\n')).toHaveLength(1_000)
})

it('stops after 64 KB, and cuts a line that is data', () => {
  const { heard, console } = listen()
  for (let i = 0; i < 100; i++)
    console.log('x'.repeat(1_000_000))
  expect(heard[0]![1]).toHaveLength(2_000)
  expect(heard.at(-1)).toEqual(['stderr', 'Output stopped here, after 64 KB; the program goes on.'])
  expect(heard.map(([, text]) => text).join('').length).toBeLessThan(65 * 1024)
})

it('says what was thrown, and where', () => {
  const error = new Error('boo')
  error.stack = 'Error: boo\n    at demos/javascript/kitchen.ts:7:3\n    at demos/javascript/x.ts:12:9'
  expect(describeThrown(error, ['demos/javascript/x.ts', 'demos/javascript/kitchen.ts'])).toBe('Error: boo (demos/javascript/kitchen.ts, line 7)')
  expect(describeThrown('x', [])).toBe('The program threw \'x\', which is not an Error.')
  expect(describeThrown(null, [])).toBe('The program threw null, which is not an Error.')
})
