import { describe, expect, it } from 'vitest'
import { labelOf, readQuestion } from './question.ts'

const four = { eggs: ['A', 'B', 'C', 'D'], eggMs: 2000 }
const labels = (written: string, subject = four) => readQuestion(written, subject).choices.map(labelOf)

describe('what a slide asks before a run', () => {
  it('offers the time of one egg, of two, of all', () => {
    expect(labels('seconds')).toEqual(['2 s', '4 s', '6 s', '8 s'])
    expect(labels('seconds', { eggs: ['A'], eggMs: 2000 })).toEqual(['2 s', '4 s'])
  })

  it('offers what the slide offers, in the time of the kitchen at hand', () => {
    expect(labels('seconds: 2, 4 s, 8')).toEqual(['2 s', '4 s', '8 s'])
    expect(labels('seconds: 2, 4, 8', { ...four, eggMs: 200 })).toEqual(['0.2 s', '0.4 s', '0.8 s'])
    expect(labels('prints: A is ready | the loop is over')).toEqual(['A is ready', 'the loop is over'])
    expect(labels('prints-last: A, B | none')).toEqual(['A, B', 'none'])
    expect(labels('at-once: 1, 2, 6')).toEqual(['1', '2', '6'])
    expect(labels('at-once')).toEqual(['1', '2', '4'])
  })

  it('lets eggs be picked, each once', () => {
    expect(readQuestion('order', { ...four, eggs: ['A', 'B', 'A'] })).toMatchObject({ ask: 'order', choices: [], eggs: ['A', 'B'] })
  })

  it('tells the author of a slide what is wrong with it', () => {
    expect(() => readQuestion('speed', four)).toThrow(
      'There is no question “speed”. A slide can ask for seconds, order, cancelled, prints, prints-last, at-once, quickest.',
    )
    expect(() => readQuestion('seconds: soon', four)).toThrow('“soon” is no number of seconds.')
    expect(() => readQuestion('at-once: all', four)).toThrow('“all” is no number.')
    expect(() => readQuestion('order: A', four)).toThrow('takes no answers')
  })
})
