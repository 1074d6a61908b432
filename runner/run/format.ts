import * as ported from 'node-inspect-extracted'

/**
 * What `console` prints is what Node prints: by Node's own `inspect` where there is Node, and by a port of it in a
 * browser.
 */
export interface Printer {
  inspect: (value: unknown, options?: object) => string
  format: (...values: unknown[]) => string
}

/** Nobody reads on after this much of one value; it is cut again where a line is. */
const MOST_CHARS = 10_000

/** The port is of a newer Node, which says of a proxy that it is one. */
const stylize = (text: string, style: string) => style === 'special' && (text === 'Proxy(' || text === ')') ? '' : text

/** What is left in an iterator of a Map or Set cannot be seen without taking it out; the port shows none. */
const ownIterators = (text: string) => text.replace(/\[(Map|Set) Iterator\] \{ {2}\}/g, '[$1 Iterator] { <unknown> }')

/** Said once in a run that prints this word, in a browser. */
export const WHAT_IS_UNKNOWN
  = '<unknown>: a browser shows nobody what a promise, an iterator or a stream holds, before it is awaited or read.'

/** Whether a printed text has something in it that nobody can look into. */
export const hasUnknown = (text: string) => /[{:] <unknown>[ ,\n]/.test(text)

/**
 * Chromium's stacks begin with the message that an error was made with, Node's and its own console's with the one that
 * it has when it is printed. What is set here makes a stack at that time, unless it has been read before.
 */
export function withMessagesNow<T>(read: () => T): T {
  const errors = Error as { prepareStackTrace?: unknown }
  if (errors.prepareStackTrace !== undefined || !Object.isExtensible(Error))
    return read()
  errors.prepareStackTrace = (error: unknown, calls: unknown[]) => [String(error), ...calls].join('\n    at ')
  try {
    return read()
  }
  finally {
    delete errors.prepareStackTrace
  }
}

let printer: Printer = {
  inspect: (value, options) => withMessagesNow(() => ownIterators(ported.inspect(value, { ...options, stylize } as object))),
  format: (...values) => withMessagesNow(() => ownIterators(ported.formatWithOptions({ stylize } as object, ...values))),
}

/** Prints with this from now on. */
export function printWith(own: Printer): void {
  printer = own
}

/** The text of one call: format directives as consoles know them, then everything else, separated by blanks. */
export function format(values: readonly unknown[]): string {
  if (values.length === 1 && typeof values[0] === 'string')
    return values[0]
  return guarded(() => printer.format(...values), values)
}

/** A value as it is printed: strings bare, anything else as Node shows it. */
export function show(value: unknown): string {
  return typeof value === 'string' ? value : showQuoted(value)
}

/** A value as it appears within another: strings in quotes. */
export function showQuoted(value: unknown, options?: object): string {
  return guarded(() => printer.inspect(value, options), [value])
}

/** Stacks are left out: they tell of this project's files, and differ between engines. */
function guarded(print: () => string, values: readonly unknown[]): string {
  try {
    const text = print()
    return (values.some(isObject) ? withoutStacks(text.slice(0, 10 * MOST_CHARS)) : text).slice(0, MOST_CHARS)
  }
  catch {
    // A getter or a method of the program's own that throws while it is shown.
    return '[cannot be shown]'
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

/** V8's lines begin with `at`, the others' have an `@` before the address. */
function withoutStacks(text: string): string {
  return text
    .replace(/\n\s+\.\.\. \d+ lines matching cause stack trace \.\.\./g, '')
    .replace(/\n\s+at (?:async )?(?:[^\n]*\()?(?:[\w./<-][^\n]*?:\d+|[\w./<-]+:[^\n]*?|<anonymous>)(?=\)?,?(?: \{)?(?:\n|$))\)?/g, '')
    .replace(/\n\s*(?:[\w$.<>/*]*@)?(?:blob|https?|file|data):\S+:\d+:\d+/g, '')
}

/** Rows and columns, as `console.table` draws them; anything but an object is printed as it is. */
export function showTable(data: unknown, columns?: readonly string[]): string {
  // Drawn row by row, an iterator of a Map or Set would be used up.
  if (typeof data !== 'object' || data === null || /^\[object (?:Map|Set) Iterator\]$/.test(Object.prototype.toString.call(data)))
    return show(data)
  const isMap = data instanceof Map
  const isSet = data instanceof Set
  const key = isMap || isSet ? '(iteration index)' : '(index)'
  const entries: [string, unknown][] = isMap
    ? [...data].map(([name, value], i) => [String(i), { Key: name, Values: value }])
    : isSet
      ? [...data].map((value, i) => [String(i), { Values: value }])
      : Object.entries(data)
  const rows = entries.map(([index, row]) => ({
    index,
    cells: isObject(row) ? Object.entries(row as object) : [],
    value: isObject(row) ? undefined : cell(row),
  }))
  const names = columns ?? [...new Set(rows.flatMap(({ cells }) => cells.map(([name]) => name)))]
  const header = [key, ...names, ...rows.some(({ value }) => value !== undefined) ? ['Values'] : []]
  const body = rows.map(({ index, cells, value }) => [
    index,
    ...names.map((name) => {
      const found = cells.find(([key]) => key === name)
      return found ? cell(found[1]) : ''
    }),
    ...header.length > names.length + 1 ? [value ?? ''] : [],
  ])
  const widths = header.map((_, i) => Math.max(...[header, ...body].map(row => widthOf(row[i]!))))
  const pad = (text: string, width: number) => text + ' '.repeat(width - widthOf(text))
  const line = (row: string[]) => `│ ${row.map((each, i) => pad(each, widths[i]!)).join(' │ ')} │`
  const rule = (left: string, middle: string, right: string) => left + widths.map(width => '─'.repeat(width + 2)).join(middle) + right
  return [rule('┌', '┬', '┐'), line(header), rule('├', '┼', '┤'), ...body.map(line), rule('└', '┴', '┘')].join('\n')
}

function cell(value: unknown): string {
  return showQuoted(value, {
    maxArrayLength: 3,
    breakLength: Infinity,
    depth: isObject(value) && !Array.isArray(value) && Object.keys(value as object).length > 2 ? -1 : 0,
  })
}

/** Letters of East Asia take two columns. */
const WIDE = /[\p{Emoji_Presentation}\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/gu

function widthOf(text: string): number {
  return [...text].length + (text.match(WIDE)?.length ?? 0)
}
