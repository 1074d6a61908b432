import type { SeenInside } from '../../run/messages.ts'
import type { LineSource } from './line-now.ts'
import { isOfHold } from '../../../trace/waits.ts'
import { sizeOfData } from '../../run/keep.ts'
import { lineNow } from './line-now.ts'

/**
 * What a program says of a machine that it has built itself: what the machine has just done, and all that is to be seen
 * of it. The program finds it as `globalThis.__step`; `demos/javascript/step.ts` is what a demo imports.
 */
export type Step = (text: string, state: unknown) => void

/** What happens belongs to the line of the demo file that is being run. */
interface Options extends LineSource {
  tell: (event: SeenInside) => void
  now: () => number
}

/** As many as a person steps through, each told. */
const ONE_BY_ONE = 400

/** After that, no more than a person can see: a machine that spins must not drown the run. */
const THEN_EVERY_MS = 50

/** Far more than a picture of a machine can show. */
const MOST_STATE_CHARS = 64 * 1024

/** Tells a run the steps of a machine. What a step says of the machine is copied, so that it stays as it was. */
export function createSteps({ tell, now, ...source }: Options): Step {
  let told = 0
  let last = -Infinity

  return (text, state) => {
    const at = now()
    // Who has what is known only where nothing is left out; its program counts.
    if (!isOfHold({ kind: 'step', state })) {
      if (told >= ONE_BY_ONE && at - last < THEN_EVERY_MS)
        return
      told++
      last = at
    }
    if (sizeOfData(state, MOST_STATE_CHARS) > MOST_STATE_CHARS)
      throw new RangeError('A step tells too much of its machine: what it tells may take 64 KB.')
    const line = lineNow(source)
    tell({ at, kind: 'step', text, state: structuredClone(state), ...line !== undefined && { line } })
  }
}
