import type { RunEvent } from './events.ts'
import { describe, expect, it } from 'vitest'
import { finished, fried, parked, ran } from './fixtures.ts'
import { formatEvent, parseEvents } from './ndjson.ts'

const whole: RunEvent[] = [
  ran,
  ...fried('A', 0, 2000, 1),
  parked(1, 'park', 'top level', 14, 1),
  { t: 2001, kind: 'log', witness: 'program', text: 'line one\nline two', stream: 'stdout' },
  finished(2010, 'done'),
]

describe('a trace, one event a line', () => {
  it('reads back what was written', () => {
    expect(parseEvents(whole.map(formatEvent).join(''))).toEqual(whole)
  })

  it('has nothing in it that a terminal obeys', () => {
    const steers: RunEvent = {
      t: 1,
      kind: 'log',
      witness: 'program',
      text: '\x1B]52;c;eA==\x07\x9B2J\x9D0;x\x9C\x7F\u202Eright',
      stream: 'stdout',
    }
    // eslint-disable-next-line no-control-regex
    expect(formatEvent(steers).trimEnd()).not.toMatch(/[\x00-\x1F\x7F-\x9F\u202E]/)
    expect(parseEvents(formatEvent(steers))).toEqual([steers])
  })

  it('does not mind empty lines, Windows line ends or a missing last line end', () => {
    const lines = whole.map(event => JSON.stringify(event))
    expect(parseEvents(`\n${lines.join('\r\n\r\n')}`)).toEqual(whole)
    expect(parseEvents('')).toEqual([])
  })

  it('keeps fields it does not know, such as the kitchen\'s own clock', () => {
    expect(parseEvents('{"t":1,"kind":"start","witness":"kitchen","task":"A","at":812.5}')).toMatchObject([{ at: 812.5 }])
  })

  it.each([
    ['{"t":1,', 'Line 2 of the trace is not JSON: {"t":1,'],
    ['[1]', 'Line 2 of the trace is not an event: expected an object, found [1].'],
    ['{"t":1,"witness":"program"}', 'Line 2 of the trace is not an event: it has no `kind`.'],
    ['{"t":1,"witness":"program","kind":"boil"}', 'Line 2 of the trace is not an event: its `kind` cannot be "boil".'],
    ['{"t":"1","witness":"program","kind":"start","task":"A"}', 'Line 2 of the trace is not an event: its `t` cannot be "1".'],
    ['{"t":1,"witness":"cook","kind":"start","task":"A"}', 'Line 2 of the trace is not an event: its `witness` cannot be "cook".'],
    ['{"t":1,"witness":"program","kind":"start"}', 'Line 2 of the trace is not an event: it has no `task`.'],
    ['{"t":1,"witness":"program","kind":"park","task":"A"}', 'Line 2 of the trace is not an event: it has no `line`.'],
    ['{"t":1,"witness":"program","kind":"start","task":"A","id":"x"}', 'Line 2 of the trace is not an event: its `id` cannot be "x".'],
    [
      '{"t":1,"witness":"program","kind":"finish","outcome":"won","ms":1}',
      'Line 2 of the trace is not an event: its `outcome` cannot be "won".',
    ],
  ])('says what is wrong with a line: %s', (line, sentence) => {
    expect(() => parseEvents(`${JSON.stringify(ran)}\n${line}\n`)).toThrow(sentence)
  })
})
