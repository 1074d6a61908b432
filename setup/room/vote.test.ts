import { describe, expect, it } from 'vitest'
import { createVote, readQuestion } from './vote.ts'

const question = { id: 'sequential', round: 7, words: 'How long will it take?', choices: ['2 s', '4 s', '8 s'] }

describe('a vote of the room', () => {
  it('counts one vote a phone a question', () => {
    const vote = createVote()
    vote.ask(question)
    expect([vote.cast('a', 7, 2), vote.cast('b', 7, 0), vote.cast('a', 7, 0), vote.cast('a', 7, 2)]).toEqual([
      'counted',
      'counted',
      'voted-before',
      'voted-before',
    ])
    expect(vote.votes()).toEqual({ id: 'sequential', round: 7, choices: question.choices, counts: [1, 0, 1] })
  })

  it('takes no vote before, after, for another question, or for what was not to choose', () => {
    const vote = createVote()
    expect(vote.cast('a', 7, 0)).toBe('no-such-question')
    vote.ask(question)
    expect(vote.cast('a', 6, 0)).toBe('no-such-question')
    expect([3, -1, 0.5, '0', undefined, null].map(choice => vote.cast('a', 7, choice))).toEqual(
      Array.from({ length: 6 }).fill('no-such-choice'),
    )
    vote.ask(undefined)
    expect(vote.cast('a', 7, 0)).toBe('no-such-question')
    expect(vote.votes()?.counts).toEqual([0, 0, 0])
  })

  it('keeps the count when it is closed and opened again, and begins anew in another round', () => {
    const vote = createVote()
    vote.ask(question)
    vote.cast('a', 7, 1)
    vote.ask(undefined)
    vote.ask(question)
    expect(vote.votes()?.counts).toEqual([0, 1, 0])
    vote.ask({ ...question, round: 8 })
    expect(vote.votes()?.counts).toEqual([0, 0, 0])
    expect(vote.cast('a', 8, 1)).toBe('counted')
  })

  it('is about a question, and not about whatever was written in its place', () => {
    expect(readQuestion(question)).toEqual(question)
    for (const wrong of [
      undefined,
      null,
      'x',
      {},
      { ...question, round: '7' },
      { ...question, choices: ['x'.repeat(500)] },
      { ...question, choices: Array.from({ length: 9 }).fill('x') },
    ])
      expect(readQuestion(wrong)).toBeUndefined()
  })
})
