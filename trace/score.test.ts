import type { RunEvent } from './events.ts'
import type { Guess } from './score.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finished, fried, fullKitchen, moved, ran } from './fixtures.ts'
import { sayGuess, score, scoreRace } from './score.ts'

const together = [ran, ...['A', 'B', 'C', 'D'].flatMap((egg, i) => fried(egg, i, 2000 + i, i + 1)), finished(2010, 'done')]
const log = (t: number, text: string): RunEvent => ({ t, kind: 'log', witness: 'program', stream: 'stdout', text })

describe('a guess of how long it takes', () => {
  it('is right when it is near', () => {
    expect(score({ ask: 'seconds', ms: 2000 }, together)).toEqual({ right: true, words: 'You guessed 2 s: right' })
  })

  it('says by how much it is wrong, and in which direction', () => {
    expect(score({ ask: 'seconds', ms: 4000 }, together)).toEqual({ right: false, words: 'You guessed 4 s: 1.99 s too long' })
    expect(score({ ask: 'seconds', ms: 500 }, together)).toEqual({ right: false, words: 'You guessed 0.5 s: 1.51 s too short' })
  })

  it('has no score before there is a result', () => {
    expect(score({ ask: 'seconds', ms: 2000 }, [])).toBeUndefined()
    expect(score({ ask: 'seconds', ms: 2000 }, together.slice(0, -1))).toBeUndefined()
    expect(score({ ask: 'seconds', ms: 2000 }, [ran, finished(700, 'stopped')])).toBeUndefined()
    expect(score({ ask: 'seconds', ms: 2000 }, [ran, finished(30_000, 'timeout')])).toBeUndefined()
  })
})

describe('a guess of the order', () => {
  const race = [ran, ...fried('A', 0, 2000, 1), ...fried('B', 0, 1000, 2), ...fried('C', 0, 3000, 3), finished(3010, 'done')]

  it('is the order in which eggs come out', () => {
    expect(score({ ask: 'order', tasks: ['B', 'A', 'C'] }, race)!.right).toBe(true)
    expect(score({ ask: 'order', tasks: ['A', 'B', 'C'] }, race)).toEqual({ right: false, words: 'You guessed A, B, C: it was B, A, C' })
  })

  it('is right either way when two come out together: nobody promised an order', () => {
    expect(score({ ask: 'order', tasks: ['D', 'C', 'B', 'A'] }, together)!.right).toBe(true)
  })

  it('must name every egg that comes out, and none that does not', () => {
    const burnt = [ran, ...fried('A', 0, 2000, 1), ...fried('B', 0, 1000, 2, 'fail'), finished(2000, 'done')]
    expect(score({ ask: 'order', tasks: ['B', 'A'] }, burnt)!.right).toBe(false)
    expect(score({ ask: 'order', tasks: ['A'] }, burnt)!.right).toBe(true)
    expect(score({ ask: 'order', tasks: ['A'] }, [ran, finished(5, 'failed')])!.words).toBe('You guessed A: none came out')
  })
})

describe('a guess of who is called off', () => {
  it('is settled by the kitchen: a loser that fries on was not called off', () => {
    const fryOn = [
      ran,
      ...fried('B', 0, 1000, 2),
      moved(0, 'start', 'A', 1),
      moved(2, 'start', 'A', 1, 'kitchen'),
      moved(1000, 'abort', 'A', 1),
      finished(1000, 'done'),
      moved(2000, 'end', 'A', 1, 'kitchen'),
    ]
    expect(score({ ask: 'cancelled', tasks: ['A'] }, fryOn)).toEqual({ right: false, words: 'You guessed A: it was none' })
    expect(score({ ask: 'cancelled', tasks: [] }, fryOn)).toEqual({ right: true, words: 'You guessed none: right' })
  })

  it('knows no order', () => {
    const off = [
      ran,
      ...fried('B', 0, 1000, 2),
      ...fried('A', 0, 1000, 1, 'abort'),
      ...fried('C', 0, 1000, 3, 'abort'),
      finished(1000, 'done'),
    ]
    expect(score({ ask: 'cancelled', tasks: ['C', 'A'] }, off)!.right).toBe(true)
    expect(score({ ask: 'cancelled', tasks: ['C'] }, off)!.words).toBe('You guessed C: it was A, C')
  })
})

describe('a guess of what is printed', () => {
  it('is about the first line, without its quotes and spaces', () => {
    const run = [ran, log(1, '[ \'A\',  \'B\' ]\nmore'), log(2, 'later'), finished(5, 'done')]
    expect(score({ ask: 'prints', text: '[ A, B ]' }, run)!.right).toBe(true)
    expect(score({ ask: 'prints', text: 'later' }, run)!.words).toBe('You guessed “later”: it was “[ \'A\',  \'B\' ]”')
    expect(score({ ask: 'prints', text: 'later' }, [ran, finished(5, 'done')])!.words).toBe('You guessed “later”: nothing was printed')
  })
})

it('a guess can be said in a few words', () => {
  const guesses: Guess[] = [
    { ask: 'seconds', ms: 2000 },
    { ask: 'seconds', ms: 400 },
    { ask: 'order', tasks: ['B', 'A'] },
    { ask: 'cancelled', tasks: [] },
    { ask: 'prints', text: 'hello' },
  ]
  expect(guesses.map(sayGuess)).toEqual(['2 s', '0.4 s', 'B, A', 'none', '“hello”'])
})

it('whoever guesses what happened is right', () => {
  const ends = fc.uniqueArray(fc.integer({ min: 10, max: 9000 }), {
    minLength: 1,
    maxLength: 4,
    comparator: (a, b) => Math.abs(a - b) < 20,
  })
  fc.assert(
    fc.property(ends, (ends) => {
      const names = ['A', 'B', 'C', 'D'].slice(0, ends.length)
      const events = [ran, ...names.flatMap((egg, i) => fried(egg, 0, ends[i]!, i + 1)), finished(Math.max(...ends), 'done')]
      const tasks = names.toSorted((a, b) => ends[names.indexOf(a)]! - ends[names.indexOf(b)]!)
      expect(score({ ask: 'order', tasks }, events)!.right).toBe(true)
      expect(score({ ask: 'order', tasks: tasks.toReversed() }, events)!.right).toBe(tasks.length === 1)
      expect(score({ ask: 'seconds', ms: Math.max(...ends) }, events)!.right).toBe(true)
    }),
  )
})

describe('a guess of the last line', () => {
  it('is the last one that is printed, whatever came before', () => {
    const events = [ran, log(1, 'script'), log(2, 'then\ntimer\n'), finished(10, 'done')]
    expect(score({ ask: 'prints-last', text: 'timer' }, events)).toEqual({ right: true, words: 'You guessed “timer”: right' })
    expect(score({ ask: 'prints-last', text: 'then' }, events)).toEqual({ right: false, words: 'You guessed “then”: it was “timer”' })
    expect(score({ ask: 'prints-last', text: 'then' }, [ran, finished(10, 'done')])!.words).toBe('You guessed “then”: nothing was printed')
  })
})

describe('a guess of how many at once', () => {
  it('counts eggs in the pan, and one that makes room for another only once', () => {
    const two = [ran, ...fried('A', 0, 1000, 1), ...fried('B', 0, 1000, 2), ...fried('C', 1000, 2000, 3), finished(2000, 'done')]
    expect(score({ ask: 'at-once', count: 2 }, two)).toEqual({ right: true, words: 'You guessed 2: right' })
    expect(score({ ask: 'at-once', count: 3 }, two)).toEqual({ right: false, words: 'You guessed 3: it was 2' })
    expect(score({ ask: 'at-once', count: 4 }, together)!.right).toBe(true)
  })

  it('counts who works, where no egg is fried', () => {
    const busy = [
      ran,
      ...['A', 'B'].flatMap((task, i): RunEvent[] => [
        moved(0, 'start', task),
        { t: i * 10, kind: 'resume', witness: 'program', task, line: 1 },
        moved(i * 10 + 10, 'end', task),
      ]),
      finished(20, 'done'),
    ]
    expect(score({ ask: 'at-once', count: 1 }, busy)!.right).toBe(true)
  })
})

it('nobody is in the pan who queues for it', () => {
  expect(score({ ask: 'at-once', count: 1 }, fullKitchen)).toEqual({ right: true, words: 'You guessed 1: right' })
})

describe('a guess at a race', () => {
  const times = [{ slug: 'threads', ms: 1600 }, { slug: 'processes', ms: 900 }]

  it('is right about the quickest', () => {
    expect(scoreRace({ ask: 'quickest', slug: 'processes' }, times)).toEqual({ right: true, words: 'You guessed processes: right' })
    expect(scoreRace({ ask: 'quickest', slug: 'threads' }, times)).toEqual({ right: false, words: 'You guessed threads: it was processes' })
  })

  it('knows that two can take the same time', () => {
    const same = [{ slug: 'threads', ms: 2010 }, { slug: 'tasks', ms: 2000 }]
    expect(scoreRace({ ask: 'quickest', slug: undefined }, same)?.right).toBe(true)
    expect(scoreRace({ ask: 'quickest', slug: 'tasks' }, same)?.words).toBe('You guessed tasks: it was no difference')
  })
})
