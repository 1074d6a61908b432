import { inspect } from 'loupe'

/**
 * What `console.log` prints, the same in every engine: close to Node's way, because that is what readers know from
 * their own terminals.
 */

/** Nobody reads on after this much of one value; it is cut again where a line is. */
const MOST_CHARS = 10_000

/** Of several errors in one, so many are told. */
const MOST_ERRORS = 20

const DIRECTIVE = /%[sdifjoOc%]/g

/** The text of one call: format directives as consoles know them, then everything else, separated by blanks. */
export function format(values: readonly unknown[]): string {
  const [first, ...rest] = values
  if (typeof first !== 'string' || rest.length === 0)
    return values.map(show).join(' ')
  let used = 0
  const text = first.replace(DIRECTIVE, (directive) => {
    if (directive === '%%')
      return '%'
    if (used >= rest.length)
      return directive
    return applied(directive, rest[used++])
  })
  return [text, ...rest.slice(used).map(show)].join(' ')
}

function applied(directive: string, value: unknown): string {
  switch (directive) {
    case '%s': return typeof value === 'object' && value !== null ? show(value) : String(value)
    case '%d': return String(typeof value === 'object' ? Number.NaN : Number(value))
    case '%i': return String(Number.parseInt(String(value), 10))
    case '%f': return String(Number.parseFloat(String(value)))
    case '%j': return toJson(value)
    case '%c': return ''
    default: return showQuoted(value)
  }
}

function toJson(value: unknown): string {
  try {
    return String(JSON.stringify(value))
  }
  catch {
    return '[Circular]'
  }
}

/** A value as it is printed: strings bare, errors as `Error: message`, anything else as one would write it. */
export function show(value: unknown): string {
  return typeof value === 'string' ? value : showQuoted(value)
}

/** A value as it appears within another: strings in quotes. */
export function showQuoted(value: unknown): string {
  try {
    if (value instanceof Error)
      return showError(value)
    return inspect(value, { truncate: MOST_CHARS, stylize: text => text === '+0' ? '0' : text })
  }
  catch {
    // A getter or a proxy that throws is the program's own business.
    return '[cannot be shown]'
  }
}

function showError(error: Error): string {
  const text = error.message ? `${error.name}: ${String(error.message).slice(0, MOST_CHARS)}` : String(error.name)
  const inner = error instanceof AggregateError ? error.errors.slice(0, MOST_ERRORS).map(each => `\n  ${show(each)}`).join('') : ''
  const cause = error.cause === undefined ? '' : `\n  caused by ${show(error.cause)}`
  return text + inner + cause
}

/** Rows and columns, as `console.table` draws them; anything but an object is printed as it is. */
export function showTable(data: unknown, columns?: readonly string[]): string {
  if (typeof data !== 'object' || data === null)
    return show(data)
  const entries = data instanceof Map ? [...data] : data instanceof Set ? [...data].entries() : Object.entries(data)
  const rows = [...entries].map(([index, row]) => ({
    index: String(index),
    cells: typeof row === 'object' && row !== null ? Object.entries(row) : [],
    value: typeof row === 'object' && row !== null ? undefined : showQuoted(row),
  }))
  const names = columns ?? [...new Set(rows.flatMap(({ cells }) => cells.map(([name]) => name)))]
  const header = ['(index)', ...names, ...rows.some(({ value }) => value !== undefined) ? ['Values'] : []]
  const body = rows.map(({ index, cells, value }) => [
    index,
    ...names.map((name) => {
      const cell = cells.find(([key]) => key === name)
      return cell ? showQuoted(cell[1]) : ''
    }),
    ...header.length > names.length + 1 ? [value ?? ''] : [],
  ])
  const widths = header.map((_, i) => Math.max(...[header, ...body].map(row => row[i]!.length)))
  const line = (row: string[]) => `│ ${row.map((cell, i) => cell.padEnd(widths[i]!)).join(' │ ')} │`
  const rule = (left: string, middle: string, right: string) => left + widths.map(width => '─'.repeat(width + 2)).join(middle) + right
  return [rule('┌', '┬', '┐'), line(header), rule('├', '┼', '┤'), ...body.map(line), rule('└', '┴', '┘')].join('\n')
}
