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

export function createScreen(stream: Pick<WriteStream, 'write' | 'columns' | 'rows'>): Screen {
  let shown: readonly string[] = []

  /** Rows the last lines take now: a terminal that became narrower has wrapped them. */
  function rowsShown(): number {
    return shown.reduce((sum, line) => sum + Math.max(1, Math.ceil(columns(line) / stream.columns)), 0)
  }

  return {
    show(lines) {
      const up = rowsShown()
      // What has scrolled away can no longer be drawn over.
      const fitting = lines.length < stream.rows ? lines : [...lines.slice(0, Math.max(0, stream.rows - 3)), '…', ...lines.slice(-1)]
      stream.write(`${HIDE}${up > 0 ? `\x1B[${up}A` : ''}\r${CLEAR}${fitting.map(line => `${line}\n`).join('')}`)
      shown = fitting
    },
    leave() {
      stream.write(SHOW)
      shown = []
    },
  }
}
