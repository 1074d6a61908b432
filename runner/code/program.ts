import type { KitchenRules } from '../../demos/catalogue/demo.ts'

/**
 * What is run, and what of it is shown: the text of one demo, in one piece. The same text goes to the slide, to the
 * browser's worker, to the terminal and to the tests. Everything here is pure, and runs in the browser and in Node.
 */

/** A demo's program: the whole text of its file, and those of the relative modules it imports. */
export interface Program {
  /** The demo's slug in the catalogue. */
  slug: string
  /** Path from the project's root, with forward slashes. */
  file: string
  text: string
  /** The other modules, by path from the project's root: `demos/javascript/kitchen.ts`. */
  modules: Record<string, string>
  /** It is a file of one's own on one's own machine: it may import what Node has, and ask any address. */
  own?: true
  /** Where such a file lies: its folder's address and path, each with its separator at the end. */
  home?: { url: string, path: string }
  /** What its package says of its `.js` files. */
  type?: 'module'
  /** Where the packages and the modules of Node are that such a file names. */
  packages?: Record<string, string>
  /** The kitchen is told these before the program begins. */
  kitchen?: KitchenRules
  /** It is about the event loop: each line and all that waits for its turn is told as it runs. */
  watch?: 'event-loop'
}

/** A program that cannot be run, and where it says so. The message is a sentence. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError'

  constructor(
    message: string,
    /** Path of the module from the project's root. */
    readonly file: string,
    /** 1-based line, where there is one. */
    readonly line?: number,
    /** 1-based column, where there is one. */
    readonly column?: number,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** A part of a file, moved to the left margin. */
export interface Region {
  text: string
  /** The file's line on which it begins, 1-based. */
  firstLine: number
}

/** An editor of Windows may have put a mark before a file's first line. */
const BEGIN = /^\uFEFF?[ \t]*(?:\/\/|[#%']|--|;;?) ?#region[ \t]+(\S+)[ \t]*$/
const END = /^[ \t]*(?:\/\/|[#%']|--|;;?) ?#endregion[ \t]+(\S+)[ \t]*$/

/** Whether a file marks what of it is shown, well or badly. */
export function hasRegion(text: string): boolean {
  return text.split(/\r?\n/).some(line => BEGIN.test(line) || END.test(line))
}

/**
 * The lines between `// #region show` and `// #endregion show` (`# #region show` in Python and the like), without
 * blank lines at either end and without common indentation.
 *
 * Throws when there is no such region: a slide that would show the whole file instead is a mistake nobody sees.
 */
export function region(text: string, name = 'show'): Region {
  const { lines, first, last, margin } = locate(text, name)
  return {
    text: lines.slice(first, last + 1).map(line => line.slice(margin).trimEnd()).join('\n'),
    firstLine: first + 1,
  }
}

/**
 * The file with other text in the place of its region; what is around it stays as it is, margin and line ends too. A
 * region that did not change gives back the very same file.
 */
export function replaceRegion(text: string, shown: string, name = 'show'): string {
  if (shown === region(text, name).text)
    return text
  const { lines, first, last, margin } = locate(text, name)
  const indent = ' '.repeat(margin)
  const replaced = shown.split(/\r?\n/).map(line => line.trim() ? indent + line : line)
  return [...lines.slice(0, first), ...replaced, ...lines.slice(last + 1)].join(/\r\n/.test(text) ? '\r\n' : '\n')
}

/** The file's lines, and where in them a region begins and ends, blank lines not counted. Indexes from 0. */
function locate(text: string, name: string): { lines: string[], first: number, last: number, margin: number } {
  const lines = text.split(/\r?\n/)
  const begin = lines.findIndex(line => BEGIN.exec(line)?.[1] === name)
  if (begin < 0)
    throw new Error(`There is no region “${name}”: expected a line “// #region ${name}” before what is shown.`)
  const end = lines.findIndex((line, i) => i > begin && END.exec(line)?.[1] === name)
  if (end < 0)
    throw new Error(`The region “${name}” from line ${begin + 1} has no end: expected a line “// #endregion ${name}” after what is shown.`)

  const isText = (line: string, i: number) => i > begin && i < end && line.trim() !== ''
  const first = lines.findIndex(isText)
  if (first < 0)
    throw new Error(`The region “${name}” from line ${begin + 1} is empty.`)
  const last = lines.findLastIndex(isText)
  const margin = Math.min(...lines.slice(first, last + 1).filter(line => line.trim()).map(line => line.search(/\S/)))
  return { lines, first, last, margin }
}

/** SHA-256 of the text as UTF-8, in hexadecimal. A page at a plain http:// address of a network has no hashing of the browser's. */
export async function sha256(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text)
  const { subtle } = crypto as Partial<Crypto>
  const digest = subtle ? await subtle.digest('SHA-256', bytes) : (await import('@noble/hashes/sha2.js')).sha256(bytes)
  return Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0')).join('')
}
