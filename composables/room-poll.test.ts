import { describe, expect, it } from 'vitest'
import { readQuestion } from '../talk/question.ts'
import { pollOf } from './room-poll.ts'

const subject = { eggs: ['A', 'B'], eggMs: 2000, contestants: ['one', 'two'] }

describe('what phones are asked', () => {
  it.each([
    ['seconds: 2, 8', 'How long will it take?', ['2 s', '8 s']],
    ['order', 'Which one is ready first?', ['A', 'B']],
    ['cancelled', 'Is one called off? Which one first?', ['A', 'B', 'none']],
    ['prints: hot | cold', 'What is printed first?', ['hot', 'cold']],
    ['at-once: 1, 2', 'How many at the same time, at most?', ['1', '2']],
    ['quickest', 'Which one is done first?', ['one', 'two', 'no difference']],
  ])('%s', (written, words, choices) => expect(pollOf(readQuestion(written, subject))).toEqual({ words, choices }))

  it('is nothing where a line is to be typed', () => expect(pollOf(readQuestion('prints', subject))).toBeUndefined())

  it('is nothing where there are more answers than a phone shows', () => {
    expect(pollOf(readQuestion('order', { ...subject, eggs: [...'ABCDEFGHI'] }))).toBeUndefined()
  })
})
