/** How many columns text takes in a terminal, and how to make it fit. */

// eslint-disable-next-line no-control-regex
const SGR = /\x1B\[[\d;]*m/g
/** What steers a terminal, and what makes letters stand in another order than they are written in. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\x00-\x1F\x7F-\x9F\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g

/** Two columns each: emoji, and the scripts of East Asia. */
const WIDE
  = /[\p{Emoji_Presentation}\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/u

/** No column of their own: accents, joiners, variation selectors. */
const NARROW = /[\p{Mn}\p{Me}\u200B-\u200D]/u

function columnsOf(character: string): number {
  return NARROW.test(character) ? 0 : WIDE.test(character) ? 2 : 1
}

/** Columns of a line; colour takes none. */
export function columns(line: string): number {
  return [...line.replace(SGR, '')].reduce((sum, character) => sum + columnsOf(character), 0)
}

/** A line in so many columns at most, cut with an ellipsis. For lines without colour. */
export function cut(line: string, most: number): string {
  if (columns(line) <= most)
    return line
  let kept = ''
  let used = 1
  for (const character of line) {
    used += columnsOf(character)
    if (used > most)
      break
    kept += character
  }
  return most < 1 ? '' : `${kept}…`
}

/** A line with blanks up to so many columns. */
export function pad(line: string, to: number): string {
  return line + ' '.repeat(Math.max(0, to - columns(line)))
}

/** What a program printed, without what would steer the terminal. */
export function harmless(text: string): string {
  return text.replaceAll('\t', '  ').replace(CONTROL, '�')
}
