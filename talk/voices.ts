import type { Slide } from './check.ts'
import { linksOf } from './check.ts'
import { readNote } from './note.ts'
import { withoutCode } from './slide.ts'

/** As many as fit into the presenter's window without scrolling, each on a line of it. */
const MOST_CUES = 3
const MOST_WORDS_IN_CUE = 14

/** What one says to a presenter, or only a room can do: a reader alone would stumble over it. */
const STAGE
  = /\b(?:press\w*|click\w*|rooms?|(?:show of|count the|raise your) hands|audiences?|projectors?|speakers?|presenters?|notes?|slides?|careful|appendix|hands up)\b/i

/** A place that is named without a way to it. */
const NO_WAY = /\b(?:chapter \d+|(?:next|last|previous) (?:chapter|demo|run|figure|page))\b/i

/** The start of an address in the text, as notes write it. */
const IN_TEXT = '/read/'

/**
 * What is wrong with the two voices of these notes, a sentence each: cues that are too many or too long, paragraphs
 * that speak to a presenter, references and sources that lead nowhere.
 *
 * @param slides Slides as their Markdown has them.
 * @param places The addresses of all places in the text: `/read/promises/a-promise-has-two-sides`.
 */
export function findVoiceProblems(slides: readonly Slide[], places: ReadonlySet<string>): string[] {
  return slides.flatMap(slide => [...problemsOf(slide.note, places)].map(problem => `${slide.chapter}, “${slide.title}”: ${problem}`))
}

function* problemsOf(note: string, places: ReadonlySet<string>): Generator<string> {
  const { seconds, cues, paragraphs, sources } = readNote(note)
  if (seconds === undefined || !/^\[\d+:\d\d\]\s*$/m.test(note.split('\n')[0]!))
    yield 'the first line of its note is not a time, as in [1:30]'
  if (cues.length > MOST_CUES)
    yield `its note has ${cues.length} cues; the presenter’s window has room for ${MOST_CUES}`
  for (const cue of cues) {
    if (cue.split(' ').length > MOST_WORDS_IN_CUE)
      yield `a cue has more than ${MOST_WORDS_IN_CUE} words: “${cue}”`
  }
  if (paragraphs.length === 0)
    yield 'its note says nothing to a reader'
  for (const paragraph of paragraphs) {
    const [stage] = STAGE.exec(withoutCode(paragraph).replaceAll(/\]\([^)]*\)/g, ']')) ?? []
    if (stage)
      yield `its note says “${stage}” to a reader: “${around(paragraph, stage)}”`
    const [place] = NO_WAY.exec(withoutCode(paragraph).replaceAll(/\[[^\]]*\]\([^)]*\)|<RunsAt.*?<\/RunsAt>/g, '')) ?? []
    if (place)
      yield `its note says “${place}” and does not link to it`
    if (!/[\p{Sentence_Terminal}:：][\p{Pe}\p{Pf}"]?$/u.test(paragraph))
      yield `its note breaks off: “…${paragraph.slice(-30)}”`
  }
  for (const source of sources) {
    if (!linksOf(source).some(({ href }) => href.startsWith('https:')))
      yield `a source has no link: “${source.slice(0, 60)}…”`
  }
  for (const { text, href } of linksOf(note)) {
    if (!text)
      yield `the link to ${href} has no words`
    if (href.startsWith(IN_TEXT) ? !places.has(href) : !href.startsWith('https:'))
      yield `${href} is no place in the text, and no https address`
  }
}

function around(paragraph: string, word: string): string {
  const at = paragraph.indexOf(word)
  return paragraph.slice(Math.max(0, at - 25), at + word.length + 25)
}
