import type { Logged } from '../../trace/events.ts'
import { format, show, showQuoted, showTable } from './format.ts'
import { cut } from './keep.ts'

type Stream = Logged['stream']

/** A slide shows about ten lines and a terminal's scrollback about this many. */
const MOST_LINES = 1_000

/** With {@link MOST_LINES}, lines of a usual length; a run's record stays small enough to be kept and shared. */
const MOST_CHARS = 64 * 1024

/** A stack has a few dozen frames of a hundred characters. */
const MOST_STACK = 20_000

/** What is longer is data, not something to read. */
const MOST_CHARS_A_LINE = 2_000

/**
 * Cuts a program's output off where nobody reads on. The program goes on; it is told so once, on `stderr`.
 * `uncapped` says something of ours, which is always heard.
 */
export function capped(print: (text: string, stream: Stream) => void) {
  let lines = 0
  let chars = 0
  let open = true
  return {
    isOpen: () => open,
    uncapped: (text: string, stream: Stream) => print(cut(text), stream),
    print(text: string, stream: Stream) {
      if (!open)
        return
      const kept: string[] = []
      for (const line of text.slice(0, MOST_CHARS + 1).split('\n')) {
        const short = line.length > MOST_CHARS_A_LINE ? `${line.slice(0, MOST_CHARS_A_LINE - 1)}…` : line
        lines++
        chars += short.length + 1
        if (lines > MOST_LINES || chars > MOST_CHARS) {
          open = false
          break
        }
        kept.push(short)
      }
      if (kept.length > 0)
        print(kept.join('\n'), stream)
      if (!open)
        print(`Output stopped here, after ${lines > MOST_LINES ? '1 000 lines' : '64 KB'}; the program goes on.`, 'stderr')
    },
  }
}

/** A console like everybody's that prints to `output`. What it does not know, it ignores. */
export function createConsole(
  output: { isOpen: () => boolean, print: (text: string, stream: Stream) => void },
  now: () => number = () => performance.now(),
): Partial<Console> {
  const counts = new Map<string, number>()
  const timers = new Map<string, number>()
  let indent = ''

  function print(stream: Stream, text: () => string) {
    // A million lines are formatted a thousand times.
    if (output.isOpen())
      output.print(indent ? text().replace(/^/gm, indent) : text(), stream)
  }

  const out = (...values: unknown[]) => print('stdout', () => format(values))
  const err = (...values: unknown[]) => print('stderr', () => format(values))

  function elapsed(label: string, values: unknown[]) {
    const since = timers.get(label)
    if (since !== undefined)
      out(`${label}: ${(now() - since).toFixed(1)} ms`, ...values)
  }

  return {
    log: out,
    info: out,
    debug: out,
    warn: err,
    error: err,
    trace: (...values) => err(`Trace: ${format(values)}`),
    dir: value => print('stdout', () => showQuoted(value)),
    dirxml: out,
    table: (data: unknown, columns?: readonly string[]) => print('stdout', () => showTable(data, columns)),
    assert(condition, ...values) {
      if (!condition)
        err(values.length > 0 ? `Assertion failed: ${format(values)}` : 'Assertion failed')
    },
    count(label = 'default') {
      counts.set(label, (counts.get(label) ?? 0) + 1)
      out(`${label}: ${counts.get(label)}`)
    },
    countReset: (label = 'default') => void counts.delete(label),
    group(...values) {
      if (values.length > 0)
        out(...values)
      indent += '  '
    },
    groupCollapsed(...values) {
      this.group!(...values)
    },
    groupEnd: () => void (indent = indent.slice(2)),
    time: (label = 'default') => void timers.set(label, now()),
    timeLog: (label = 'default', ...values: unknown[]) => elapsed(label, values),
    timeEnd(label = 'default') {
      elapsed(label, [])
      timers.delete(label)
    },
    clear: () => {},
  }
}

/** What was thrown, in a sentence, with its line in the program where the engine knows it. */
export function describeThrown(thrown: unknown, files: readonly string[]): string {
  if (!(thrown instanceof Error) && !(typeof DOMException === 'function' && thrown instanceof DOMException))
    return `The program threw ${cut(showQuoted(thrown))}, which is not an Error.`
  // Where the message is a book, the frames stand behind it.
  const line = lineOf(String(thrown.stack ?? '').slice(-MOST_STACK), files)
  return line ? `${cut(show(thrown))} (${line})` : cut(show(thrown))
}

/** The innermost place in a stack that is one of these files. */
function lineOf(stack: string, files: readonly string[]): string | undefined {
  for (const frame of stack.split('\n')) {
    for (const file of files) {
      const at = frame.lastIndexOf(`${file}:`)
      const line = at < 0 ? undefined : /^\d+/.exec(frame.slice(at + file.length + 1))?.[0]
      if (line)
        return `${file}, line ${line}`
    }
  }
}
