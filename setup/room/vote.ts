import { MOST_CHOICES } from '../../runner/windows/room.ts'

/** A question that is put to the room, as the presenter's window writes it. */
export interface RoomQuestion {
  /** The place of the question in the deck, and which time it is asked there. */
  id: string
  round: number
  words: string
  choices: string[]
}

export interface RoomVotes {
  id: string
  round: number
  choices: string[]
  /** How many chose each, in that order. */
  counts: number[]
}

/** What became of a vote. */
export type Cast = 'counted' | 'no-such-question' | 'no-such-choice' | 'voted-before'

export interface Vote {
  /** Closes what was asked before, and asks this; nothing closes. */
  ask: (question: RoomQuestion | undefined) => void
  asked: () => RoomQuestion | undefined
  cast: (phone: string, round: unknown, choice: unknown) => Cast
  votes: () => RoomVotes | undefined
}

/** Counts one vote a phone; which phone chose what is not kept. */
export function createVote(): Vote {
  let asked: RoomQuestion | undefined
  let counted: RoomVotes | undefined
  let voted = new Set<string>()
  return {
    ask(question) {
      asked = question
      if (!question || (counted?.id === question.id && counted.round === question.round))
        return
      counted = { id: question.id, round: question.round, choices: question.choices, counts: question.choices.map(() => 0) }
      voted = new Set()
    },
    asked: () => asked,
    cast(phone, round, choice) {
      if (!asked || !counted || asked.round !== round)
        return 'no-such-question'
      if (!Number.isInteger(choice) || counted.counts[choice as number] === undefined)
        return 'no-such-choice'
      if (voted.has(phone))
        return 'voted-before'
      voted.add(phone)
      counted.counts[choice as number]!++
      return 'counted'
    },
    votes: () => counted && { ...counted, counts: [...counted.counts] },
  }
}

const MOST_CHARS = 400

/** What a window wrote, if it is a question at all. */
export function readQuestion(value: unknown): RoomQuestion | undefined {
  const { id, round, words, choices } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  const isText = (text: unknown): text is string => typeof text === 'string' && text.length <= MOST_CHARS
  return isText(id)
    && Number.isFinite(round)
    && isText(words)
    && Array.isArray(choices)
    && choices.length <= MOST_CHOICES
    && choices.every(isText)
    ? { id, round: round as number, words, choices }
    : undefined
}

/** In which round phones may order, as a window wrote it. */
export function readRound(value: unknown): number | undefined {
  const { round } = (typeof value === 'object' && value !== null ? value : {}) as { round?: unknown }
  return Number.isSafeInteger(round) && (round as number) >= 0 ? round as number : undefined
}
