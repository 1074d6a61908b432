import type { Did } from './report.ts'

/** Work is cut into pieces of about so many milliseconds: a turn at a core lasts several of them. */
export const PIECE_MS = 0.5

/** Some browsers' clocks are as coarse as this. */
const CLOCK_MS = 1

/** What finding out how large a piece is takes, at most, on a core. */
const FIRST_MS = 4 * PIECE_MS * 3

/** Makes, of how long each piece of a thread's work took, what the thread did. All pieces are equally large. */
export function createPieceReader(): (pieces: readonly number[]) => Did {
  let quickest = Infinity

  /**
   * No browser says when a thread had a core. But a piece that took more than twice as long as the quickest was kept
   * waiting, for what it took longer than most; what is less may as well be a slower clock of the processor.
   */
  return (pieces) => {
    quickest = pieces.reduce((quickest, ms) => Math.min(quickest, ms), quickest)
    const most = Math.max(2 * quickest, CLOCK_MS + PIECE_MS)
    const usual = median(pieces.filter(ms => ms <= most)) ?? quickest
    const did: Did = []
    const put = (what: Did[number][0], ms: number) => {
      const last = did.at(-1)
      if (last?.[0] === what)
        last[1] += ms
      else
        did.push([what, ms])
    }
    for (const ms of pieces) {
      put('working', ms > most ? usual : ms)
      if (ms > most)
        put('ready', ms - usual)
    }
    return did
  }
}

/** The same of what a thread did while it found out how large a piece is. */
export function tellFirst(ms: number): Did {
  return ms > FIRST_MS ? [['working', FIRST_MS], ['ready', ms - FIRST_MS]] : [['working', ms]]
}

function median(numbers: readonly number[]): number | undefined {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1]
}
