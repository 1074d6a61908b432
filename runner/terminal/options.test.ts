import { expect, it } from 'vitest'
import { readCommand } from './options.ts'

const read = (line: string) => readCommand(line.split(' ').filter(Boolean))

it('lists, helps, and runs', () => {
  expect(read('')).toEqual({ kind: 'list' })
  expect(read('--help')).toEqual({ kind: 'help' })
  expect(read('promise-all')).toEqual({ kind: 'run', slug: 'promise-all', ms: 2000, json: false, watch: false, check: false })
  expect(read('promise-all --json --ms 200 --limit 0.5 --trace t.json')).toEqual({
    kind: 'run',
    slug: 'promise-all',
    ms: 200,
    json: true,
    watch: false,
    check: false,
    limitMs: 500,
    trace: 't.json',
  })
})

it('knows which orders are asked for', () => {
  expect(read('x --orders')).toMatchObject({ orders: { most: 1000 } })
  expect(read('x --orders --most 7')).toMatchObject({ orders: { most: 7 } })
  expect(read('x --order 17')).toMatchObject({ orders: { number: 17 } })
})

it('knows how fast the clock of the run goes', () => {
  expect(read('x --speed 0.25')).toMatchObject({ speed: 0.25 })
  expect(read('x --speed 0.1')).toMatchObject({ speed: 0.1 })
  expect(read('x --speed 1')).toMatchObject({ speed: 1 })
})

it('answers mistakes in sentences', () => {
  for (const [line, sentence] of [
    ['x --ms', 'Option \'--ms <value>\' argument missing.'],
    ['x --ms=-1', '--ms is "-1"'],
    ['x --ms 60001', 'from 0 to 60000'],
    ['x --limit 0', '--limit is "0"'],
    ['x --speed 0', '--speed is "0"'],
    ['x --speed 0.09', 'a number from 0.1 to 1'],
    ['x --speed 2', '--speed is "2"'],
    ['x --speed slow', '--speed is "slow"'],
    ['x --speed', 'Option \'--speed <value>\' argument missing.'],
    ['x --orders --speed 0.5', '--speed is for a run that takes its time'],
    ['x --fast', 'Unknown option \'--fast\'.'],
    ['a b', 'names a, b.'],
    ['--json', 'Which demo?'],
    ['x --order 0', '--order is "0"'],
    ['x --order last', '--order is "last"'],
    ['x --orders --order 2', 'say one of the two'],
    ['x --orders --most 0', '--most is "0"'],
    ['x --most 7', '--most says how many of --orders'],
    ['x --orders --watch', '--watch is for a run that takes its time'],
    ['x --order 1 --limit 3', '--limit is for a run that takes its time'],
    ['x --orders --trace t.json', 'say which with --order N'],
    ['./mine.ts --check', 'a file of your own has none'],
  ])
    expect(read(line!)).toEqual({ kind: 'mistake', sentence: expect.stringContaining(sentence!) })
})
