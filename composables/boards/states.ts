import type { Call } from '../../demos/javascript/runtime/parts/machine.ts'
import type { RunEvent } from '../../trace/events.ts'
import { isOfHold } from '../../trace/waits.ts'

/** One moment of a machine that a program built, as the program itself told it. */
export interface MachineStep<S = unknown> {
  /** Milliseconds since the run began. */
  t: number
  text: string
  /** Where in the demo file the program was when last it was known. */
  line?: number
  state: S
}

/** The steps of a run's machine, in order of time. Where a step names no line, the program has not been at another. */
export function toSteps<S>(events: readonly RunEvent[]): MachineStep<S>[] {
  let line: number | undefined
  return events.flatMap((event) => {
    if (event.kind !== 'step' || isOfHold(event))
      return []
    line = event.line ?? line
    return { t: event.t, text: event.text, state: event.state as S, ...line !== undefined && { line } }
  })
}

/** A part of a machine, and what lies in it. */
export interface Part {
  name: string
  items: { name: string, note?: string }[]
}

/**
 * The last step at which something lies in as many parts as ever, and of those with most in them: a machine at its
 * busiest.
 */
export function fullest(steps: readonly MachineStep<{ parts: readonly Part[] }>[]): number {
  const full = steps.map(({ state }) => {
    const counts = state.parts.map(({ items }) => items.length).filter(count => count > 0)
    return { parts: counts.length, items: counts.reduce((a, b) => a + b, 0) }
  })
  const parts = Math.max(0, ...full.map(({ parts }) => parts))
  const items = Math.max(0, ...full.filter(step => step.parts === parts).map(({ items }) => items))
  return full.findLastIndex(step => step.parts === parts && step.items === items)
}

/** What a runtime's machine says of itself. */
export interface MachineState {
  parts: Part[]
  counts: Record<string, number>
  /** Which of its calls it has just made, if it was one. */
  call?: Call
}
