/** A bare page that runs programs as the deck does, and says what became of each. Nothing of Slidev is on it. */
import type { RunEvent } from '../trace/events.ts'
import { useKitchen } from '../runner/kitchen/which-kitchen.ts'
import { startRun } from '../runner/run/start-run.ts'
import { spawn, warm } from '../runner/worker/browser.ts'

export interface Became {
  outcome: string
  text?: string
  printed: string[]
  events: RunEvent[]
  /** From the call to the last event, and from Stop to it where it was stopped. */
  ms: number
  stopMs: number
}

async function runProgram(text: string, stopAfterMs?: number): Promise<Became> {
  const { url, feed, remembers } = useKitchen()
  await feed.whenSynced()
  const began = performance.now()
  let stopped = began
  const run = startRun({
    demo: 'try',
    program: { slug: 'try', file: 'try.ts', text, modules: {} },
    kitchen: url,
    feed,
    remembers,
    spawn,
    toolchain: {},
    limitMs: 60_000,
  })
  if (stopAfterMs !== undefined) {
    setTimeout(() => {
      stopped = performance.now()
      void run.stop()
    }, stopAfterMs)
  }
  const { outcome, text: why } = await run.finished
  const ended = performance.now()
  return {
    outcome,
    text: why,
    printed: run.events.flatMap(event => (event.kind === 'log' ? [event.text] : [])),
    events: [...run.events],
    ms: ended - began,
    stopMs: ended - stopped,
  }
}

declare global {
  // eslint-disable-next-line vars-on-top
  var runProgram: (text: string, stopAfterMs?: number) => Promise<Became>
}

globalThis.runProgram = runProgram
warm()
document.body.dataset.ready = ''
