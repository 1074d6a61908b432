import type { Guess } from '../trace/score.ts'
import { sayGuess } from '../trace/score.ts'

/** A question about a run that is still to come, and what can be answered. */
export interface Question {
  ask: Guess['ask']
  words: string
  /** Answers to choose from; without them, eggs are picked or a line is typed. */
  choices: Guess[]
  /** The eggs that are asked about. */
  eggs: string[]
}

/** What a question needs to know of its demo. */
export interface Subject {
  eggs: readonly string[]
  /** How long an egg takes in the kitchen at hand, in milliseconds. */
  eggMs: number
  /** The programs of a race, by their slugs. */
  contestants?: readonly string[]
}

/** Slides are written for a kitchen in which an egg takes this long; in another one, their seconds scale with it. */
const WRITTEN_FOR_MS = 2000

const WORDS: Record<Guess['ask'], string> = {
  'seconds': 'How long will it take?',
  'order': 'In which order are they ready?',
  'cancelled': 'Which eggs are called off?',
  'prints': 'What is printed first?',
  'prints-last': 'What is printed last?',
  'at-once': 'How many at the same time, at most?',
  'quickest': 'Which one is done first?',
}

/**
 * Reads what a slide writes: `seconds`, `order`, `cancelled`, `prints`, `prints-last` or `at-once`, and behind a colon
 * the answers to choose from, as in `seconds: 2, 4, 8` or `prints: A is ready | the loop is over`. A race can be asked
 * for
 * the
 * `quickest`.
 *
 * @throws {Error} a sentence for the author of the slide.
 */
export function readQuestion(written: string, { eggs, eggMs, contestants = [] }: Subject): Question {
  const [name = '', rest] = splitOnce(written, ':')
  if (!Object.hasOwn(WORDS, name))
    throw new Error(`There is no question “${written}”. A slide can ask for ${Object.keys(WORDS).join(', ')}.`)
  const ask = name as Guess['ask']
  const question: Question = { ask, words: WORDS[ask], choices: [], eggs: [...new Set(eggs)] }
  const answers = rest?.split(ask.startsWith('prints') ? '|' : ',').map(answer => answer.trim()).filter(Boolean)
  switch (ask) {
    case 'seconds':
      question.choices = answers
        ? answers.map(answer => ({ ask, ms: readSeconds(answer) * 1000 / WRITTEN_FOR_MS * eggMs }))
        : Array.from({ length: Math.max(2, Math.min(4, eggs.length)) }, (_, i) => ({ ask, ms: (i + 1) * eggMs }))
      break
    case 'prints':
    case 'prints-last':
      question.choices = (answers ?? []).map(text => ({ ask, text }))
      break
    case 'at-once':
      question.choices = (answers ?? ['1', '2', String(eggs.length)]).map(answer => ({ ask, count: readCount(answer) }))
      break
    case 'quickest':
      question.choices = [...contestants, undefined].map(slug => ({ ask, slug }))
      break
    default:
      if (answers)
        throw new Error(`The question “${ask}” takes no answers: the eggs of the demo are what can be picked.`)
  }
  return question
}

function splitOnce(text: string, by: string): [before: string, after?: string] {
  const at = text.indexOf(by)
  return at < 0 ? [text.trim()] : [text.slice(0, at).trim(), text.slice(at + 1)]
}

function readSeconds(answer: string): number {
  const value = Number(answer.replace(/\s*s$/, ''))
  if (!(value >= 0))
    throw new Error(`“${answer}” is no number of seconds.`)
  return value
}

function readCount(answer: string): number {
  if (!/^\d+$/.test(answer))
    throw new Error(`“${answer}” is no number.`)
  return Number(answer)
}

/** What a choice says on its button. */
export function labelOf(choice: Guess): string {
  return choice.ask === 'prints' || choice.ask === 'prints-last' ? choice.text : sayGuess(choice)
}
