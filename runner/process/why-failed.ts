import type { ErrorWords } from '../../demos/language.ts'

/**
 * The sentence that tells why a program failed, with the line of its file: what is told of it beside all that it wrote
 * to standard error. A runtime says it before its stack, a compiler before all that follows from the first mistake.
 */
export interface WhyFailed {
  hear: (line: string) => void
  /** What stopped the compiler; nothing where it is not known how this language says it. */
  refused: () => string | undefined
  /** What the program died of. */
  died: () => string | undefined
  /** The last thing that it said by itself. */
  lastWords: () => string
}

/** An error, the lines of text that belong to it, and the place in the program's file that is named next to it. */
interface Told { lines: string[], place?: string }

/** A message of more lines than this is a report. */
const MOST_LINES = 4

/** What runtimes add after an error's own words: Rust's advice, Node's stack and its version, Python's warnings. */
const ASIDE = /^(?:note: run with|Node\.js v\d|\s+at |[{}]$|(?:\S.*:\d+: )?[A-Z]\w*Warning: )/

/** `name`: of the program's file, without its folder. */
export function createWhyFailed(name: string, { refuses, begins, ends, cause, frame, others }: Partial<ErrorWords> = {}): WhyFailed {
  const escaped = name.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')
  /** The last place in a line is the one nearest to the error. */
  const placed = new RegExp(`^(?:.*[\\s/\\\\("])?${escaped}(?:", line |:)(?<line>\\d+)(?::(?<column>\\d+))?`)
  /** A place at the beginning of a sentence, or within it, gets to its end instead. */
  const placeInText = new RegExp(`(?:^(?:[./\\\\]|\\w:).*[/\\\\]|\\S*)(?<![^\\s/\\\\])${escaped}:\\d+(?::\\d+)?: `, 'g')
  let refusal: Told | undefined
  let error: Told | undefined
  let behind: Told | undefined
  /** What was told last, and whether its text goes on. */
  let last: Told | undefined
  let isOpen = false
  /** A stack that comes before its error: the last place of it in the program's file. */
  let stack: Pick<Told, 'place'> | undefined
  let isOfOthers = false
  let isAside = false
  let words = ''
  let indented = ''

  function begin(text: string | undefined, place: string | undefined): Told {
    isOpen = true
    stack = undefined
    return last = { lines: text ? [text.trim()] : [], place }
  }

  function listen(line: string) {
    const found = placed.exec(line)?.groups
    const place = found && `line ${found.line}${found.column === undefined ? '' : `, column ${found.column}`}`
    const refused = refuses?.exec(line)?.groups
    if (refused) {
      const told = begin(refused.text, place)
      isOpen = false
      refusal ??= told
      return
    }
    isOfOthers ||= others?.test(line) ?? false
    if (frame?.test(line)) {
      stack = { place: place ?? stack?.place }
      return
    }
    const isBegun = !frame || stack !== undefined
    const because = error && isBegun ? cause?.exec(line)?.groups : undefined
    const began = isBegun ? begins?.exec(line)?.groups : undefined
    if (because) {
      const told = begin(because.text, stack?.place ?? place)
      behind = frame ? behind ?? told : told
    }
    else if (began) {
      const told = begin(began.text, stack?.place ?? place)
      if (!isOfOthers)
        [error, behind] = [told, undefined]
      isOfOthers = false
    }
    else {
      if (last && !frame)
        last.place ??= place
      isOpen &&= !ends?.test(line) && last!.lines.length < MOST_LINES
      if (isOpen && line.trim())
        last!.lines.push(line.trim())
    }
  }

  const say = ({ lines, place }: Told) => {
    const text = lines.join(' ').replace(placeInText, '')
    return place ? `${text} (${name}, ${place})` : text
  }

  return {
    hear(line) {
      listen(line)
      const isIndented = /^\s/.test(line)
      isAside = ASIDE.test(line) || (isAside && isIndented)
      if (!line.trim() || isAside)
        return
      if (isIndented)
        indented = line.trim()
      else
        words = line.trim()
    },
    refused: () => refusal && say(refusal),
    died: () => error && say(error) + (behind ? `${/[.:]$/.test(say(error)) ? '' : '.'} ${say(behind)}` : ''),
    lastWords: () => words || indented,
  }
}
