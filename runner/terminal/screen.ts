import type { WriteStream } from 'node:tty'
import { columns } from './width.ts'

/** A place in the terminal that is drawn again and again. */
export interface Screen {
  /** Draws these lines where the last ones were. */
  show: (lines: readonly string[]) => void
  /** Leaves the last lines where they are and gives the cursor back. */
  leave: () => void
}

const HIDE = '\x1B[?25l'
const SHOW = '\x1B[?25h'
/** From here to the end of the screen. */
const CLEAR = '\x1B[J'

/** What a terminal has that does not say how large it is: a container's, one inside a script. It says 0, or nothing. */
const UNKNOWN = { columns: 80, rows: 24 }

export function sizeOf({ columns, rows }: Partial<Pick<WriteStream, 'columns' | 'rows'>>): Pick<WriteStream, 'columns' | 'rows'> {
  return { columns: columns || UNKNOWN.columns, rows: rows || UNKNOWN.rows }
}

export function createScreen(stream: Pick<WriteStream, 'write' | 'columns' | 'rows'>): Screen {
  let shown: readonly string[] = []

  /** Rows the last lines take now: a terminal that became narrower has wrapped them. */
  function rowsShown(): number {
    const width = sizeOf(stream).columns
    return shown.reduce((sum, line) => sum + Math.max(1, Math.ceil(columns(line) / width)), 0)
  }

  return {
    show(lines) {
      const up = rowsShown()
      // What has scrolled away can no longer be drawn over.
      const { rows } = sizeOf(stream)
      const fitting = lines.length < rows ? lines : [...lines.slice(0, Math.max(0, rows - 3)), '…', ...lines.slice(-1)]
      stream.write(`${HIDE}${up > 0 ? `\x1B[${up}A` : ''}\r${CLEAR}${fitting.map(line => `${line}\n`).join('')}`)
      shown = fitting
    },
    leave() {
      stream.write(SHOW)
      shown = []
    },
  }
}
