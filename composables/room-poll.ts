import type { Question } from './useQuestion.ts'
import { MOST_CHOICES } from '../runner/windows/room.ts'
import { labelOf } from './useQuestion.ts'

/** A question as phones get it: one answer of a few. */
export interface Poll {
  words: string
  choices: string[]
}

/** What the room can be asked in the place of a question; nothing where its answer is typed. */
export function pollOf(question: Question): Poll | undefined {
  const poll = readPoll(question)
  return poll && poll.choices.length <= MOST_CHOICES ? poll : undefined
}

function readPoll({ ask, words, choices, eggs }: Question): Poll | undefined {
  // The presenter picks several eggs; a phone has one answer.
  if (ask === 'order')
    return { words: 'Which one is ready first?', choices: eggs }
  if (ask === 'cancelled')
    return { words: 'Is one called off? Which one first?', choices: [...eggs, 'none'] }
  return choices.length > 0 ? { words, choices: choices.map(labelOf) } : undefined
}
