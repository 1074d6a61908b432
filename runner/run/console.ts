import type { Logged } from '../../trace/events.ts'
import { format, show, showQuoted, showTable } from './format.ts'
import { cut } from './keep.ts'

type Stream = Logged['stream']

/** A slide shows about ten lines and a terminal's scrollback about this many. */
const MOST_LINES = 900

/** Of a long output the last lines are what it was about. */
const LAST_LINES = 100

/** With {@link MOST_LINES}, lines of a usual length; a run's record stays small enough to be kept and shared. */
const MOST_CHARS = 64 * 1024

/** What is longer is data, not something to read. */
const MOST_CHARS_A_LINE = 2_000

/**
 * Keeps the first and the last lines of a program's output, and says how many are between: the last ones when it is
 * over. `uncapped` says something of ours, which is always heard.
 */
export function capped(print: (text: string, stream: Stream) => void) {
  let lines = 0
  let chars = 0
  let isOpen = true
  let last: { text: string, stream: Stream }[] = []
  let between = 0
  /** What was written without an end of line, by stream. */
  const begun: Record<Stream, string> = { stdout: '', stderr: '' }

  function add(text: string, stream: Stream) {
    const kept: string[] = []
    // Of a text that is a book, its beginning and its end are read.
    const read
      = text.length > 4 * MOST_CHARS && text.includes('\n') ? `${text.slice(0, 2 * MOST_CHARS)}\n…\n${text.slice(-MOST_CHARS)}` : text
    for (const line of read.split('\n')) {
      const short = line.length > MOST_CHARS_A_LINE ? `${line.slice(0, MOST_CHARS_A_LINE - 1)}…` : line
      lines++
      chars += short.length + 1
      if (isOpen && lines <= MOST_LINES && chars <= MOST_CHARS) {
        kept.push(short)
        continue
      }
      if (isOpen) {
        isOpen = false
        if (kept.length > 0)
          print(kept.splice(0).join('\n'), stream)
        print(
          `More than ${lines > MOST_LINES ? `${MOST_LINES} lines` : '64 KB'} were printed: from here on only the last ${LAST_LINES} lines are kept. The program goes on.`,
          'stderr',
        )
      }
      last.push({ text: short, stream })
      if (last.length >= 2 * LAST_LINES) {
        between += last.length - LAST_LINES
        last = last.slice(-LAST_LINES)
      }
    }
    if (kept.length > 0)
      print(kept.join('\n'), stream)
  }

  return {
    uncapped: (text: string, stream: Stream) => print(cut(text), stream),
    print(text: string, stream: Stream) {
      add(begun[stream] + text, stream)
      begun[stream] = ''
    },
    /** As `process.stdout.write` does: a line ends where the text says so. */
    write(text: string, stream: Stream) {
      const parts = (begun[stream] + text).split('\n')
      begun[stream] = parts.pop()!
      if (parts.length > 0)
        add(parts.join('\n'), stream)
    },
    /** Nothing more comes: the last lines, and how many are left out. */
    end() {
      for (const stream of ['stdout', 'stderr'] as const) {
        if (begun[stream])
          add(begun[stream], stream)
        begun[stream] = ''
      }
      between += Math.max(0, last.length - LAST_LINES)
      if (between > 0)
        print(`${between} lines are left out here.`, 'stderr')
      last.slice(-LAST_LINES).forEach(({ text, stream }) => print(text, stream))
      last = []
    },
  }
}

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** As Node tells how long something took. */
function duration(ms: number): string {
  if (ms < SECOND)
    return `${Number(ms.toFixed(3))}ms`
  const seconds = (ms % MINUTE / SECOND).toFixed(3)
  return ms < MINUTE ? `${seconds}s` : `${Math.floor(ms / MINUTE)}:${seconds.padStart(6, '0')} (m:ss.mmm)`
}

/**
 * A console like everybody's that prints to `output`. What it does not know, it ignores. `calls`: the lines of a stack
 * that are the program's.
 */
export function createConsole(
  output: { print: (text: string, stream: Stream) => void },
  { now = () => performance.now(), calls = () => '' }: { now?: () => number, calls?: () => string } = {},
): Partial<Console> {
  const counts = new Map<string, number>()
  const timers = new Map<string, number>()
  let indent = ''

  function print(stream: Stream, text: () => string) {
    output.print(indent ? text().replace(/^/gm, indent) : text(), stream)
  }

  const out = (...values: unknown[]) => print('stdout', () => format(values))
  const err = (...values: unknown[]) => print('stderr', () => format(values))
  const warn = (text: string) => output.print(`Warning: ${text}`, 'stderr')

  function elapsed(method: string, label: string, values: unknown[]) {
    const since = timers.get(label)
    if (since === undefined)
      warn(`No such label '${label}' for console.${method}()`)
    else
      print('stdout', () => format([`${label}: ${duration(now() - since)}`, ...values]))
  }

  function group(...values: unknown[]) {
    if (values.length > 0)
      out(...values)
    indent += '  '
  }

  return {
    log: out,
    info: out,
    debug: out,
    warn: err,
    error: err,
    trace: (...values) => print('stderr', () => (values.length > 0 ? `Trace: ${format(values)}` : 'Trace') + calls()),
    dir: (value, options) => print('stdout', () => showQuoted(value, options)),
    dirxml: out,
    table: (data: unknown, columns?: readonly string[]) => print('stdout', () => showTable(data, columns)),
    assert(condition, ...values) {
      if (!condition)
        err(...values.length === 0 ? ['Assertion failed'] : [`Assertion failed: ${String(values[0])}`, ...values.slice(1)])
    },
    count(label: unknown = 'default') {
      const name = String(label)
      counts.set(name, (counts.get(name) ?? 0) + 1)
      print('stdout', () => `${name}: ${counts.get(name)}`)
    },
    countReset(label: unknown = 'default') {
      if (!counts.delete(String(label)))
        warn(`Count for '${String(label)}' does not exist`)
    },
    group,
    groupCollapsed: group,
    groupEnd: () => void (indent = indent.slice(2)),
    time(label: unknown = 'default') {
      if (timers.has(String(label)))
        warn(`Label '${String(label)}' already exists for console.time()`)
      else
        timers.set(String(label), now())
    },
    timeLog: (label: unknown = 'default', ...values: unknown[]) => elapsed('timeLog', String(label), values),
    timeEnd(label: unknown = 'default') {
      elapsed('timeEnd', String(label), [])
      timers.delete(String(label))
    },
    clear: () => {},
  }
}

/** Of an error's text so much, so that its place is told, too. */
const MOST_CHARS_OF_AN_ERROR = 1_500

/** Where in the program something is. */
export interface ProgramPlace {
  file: string
  line: number
  column?: number
}

/** What was thrown, in a sentence, with its place in the program where that is known. */
export function describeThrown(thrown: unknown, placeOf: (thrown: object) => ProgramPlace | undefined): string {
  const isError = thrown instanceof Error || (typeof DOMException === 'function' && thrown instanceof DOMException)
  const text = isError ? show(thrown) : `The program threw ${showQuoted(thrown)}, which is not an Error.`
  const place = typeof thrown === 'object' && thrown !== null ? placeOf(thrown) : undefined
  const where = place ? ` (${place.file}, line ${place.line}${place.column === undefined ? '' : `, column ${place.column}`})` : ''
  return cut(text, MOST_CHARS_OF_AN_ERROR) + where
}
