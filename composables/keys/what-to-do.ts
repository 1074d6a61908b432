import { characterOf } from './keymap.ts'

/** What the deck does with a press of a key, before anything else hears of it. */
export type Deed
  /** Nothing of the deck's: it belongs to the browser, or to what is being typed into. */
  = | { kind: 'leave' }
  /** None of the deck's one-letter keys: a modifier is held. */
    | { kind: 'hide' }
  /** It does nothing at all. */
    | { kind: 'swallow' }
  /** The focus goes back to the slides first. */
    | { kind: 'give-back' }
  /** A letter or a sign, as on a keyboard with Latin letters: what it is for, the keymap says. */
    | { kind: 'character', key: string }
  /** Turns the slide, out of whatever has the focus. */
    | { kind: 'turn', by: 1 | -1 }

export interface Press {
  key: string
  /** The physical key. */
  code: string
  hasModifier: boolean
  hasShift: boolean
  /**
   * What has the focus: text is typed into a `field`, a `setting` is moved by arrows, a `button` is pressed by Enter
   * and Space.
   */
  focus: 'nothing' | 'button' | 'setting' | 'field'
  /** The pen is out, and has letters of its own. */
  isDrawing?: boolean
}

/** What a button needs itself, and what moves the focus. */
const OF_A_BUTTON = new Set(['Enter', ' ', 'Tab', 'Shift', 'Escape'])
const OF_A_SETTING = new Set([...OF_A_BUTTON, 'ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'])

const TURNS: Record<string, 1 | -1> = { PageDown: 1, PageUp: -1 }

const LETTER = /^Key([A-Z])$/

/**
 * Slidev's keys for its pen (composables/useDrawings.ts): line, arrow, stylus, rectangle, ellipse, clear, and colours.
 */
const OF_THE_PEN = /^(?:Key[LASREC]|Digit\d)$/

/** Digits answer questions. */
const DIGIT = /^\d$/

export function whatToDo({ key, code, hasModifier, hasShift, focus, isDrawing }: Press): Deed {
  if (hasModifier)
    return focus === 'field' || key.length > 1 ? { kind: 'leave' } : { kind: 'hide' }
  // A clicker's start key sends it: the talk goes on. To load the page anew there is Ctrl+R.
  if (key === 'F5')
    return { kind: 'swallow' }
  // A clicker turns slides, whatever is being typed into, and however soon after the last turn.
  if (key in TURNS)
    return { kind: 'turn', by: TURNS[key]! }
  if (focus === 'field')
    return { kind: 'leave' }
  const needed = focus === 'setting' ? OF_A_SETTING : focus === 'button' ? OF_A_BUTTON : undefined
  if (needed?.has(key))
    return { kind: 'leave' }
  const isCharacter = [...key].length === 1 && key !== ' ' && !DIGIT.test(key)
  if (isCharacter && !(isDrawing && !hasShift && OF_THE_PEN.test(code))) {
    const latin = key.codePointAt(0)! > 127 ? LETTER.exec(code)?.[1] : undefined
    return { kind: 'character', key: characterOf(latin ?? key, hasShift) }
  }
  return focus === 'nothing' ? { kind: 'leave' } : { kind: 'give-back' }
}
