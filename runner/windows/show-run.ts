import type { RunEvent } from '../../trace/events.ts'
import type { Run } from '../run/start-run.ts'
import type { RunValue } from './run-entry.ts'
import type { Entry } from './store.ts'

/** A store whose every change is told to all windows. */
export interface SharedStore {
  get: (key: string) => Entry | undefined
  write: (key: string, value?: unknown, options?: { list?: unknown[], writtenAt?: number }) => void
  grew: (key: string, value?: unknown) => void
  now: () => number
}

export interface ShowOptions {
  pressedAt?: number
  /** What is done before it begins. */
  preparing?: string
}

/**
 * Shows a run in all windows as it grows: its entry has the very list in which it does. `prepare` says what is done
 * before it begins.
 */
export function showRun(
  { get, write, grew, now }: SharedStore,
  key: string,
  run: Run,
  { pressedAt = now(), preparing }: ShowOptions = {},
): { prepare: (text: string) => void } {
  let value: RunValue = { run: run.id, ...(preparing !== undefined && { preparing }) }
  let isTold = true

  function begin() {
    value = { run: run.id, startedAfterMs: now() - (run.elapsed() ?? 0) - pressedAt }
  }

  function share() {
    isTold = true
    // Unless the place was cleared or taken meanwhile.
    if (get(key)?.list === run.events)
      grew(key, value)
  }

  run.subscribe((event) => {
    if (event.kind === 'run')
      begin()
    else if (event.kind === 'finish')
      value = { ...value, preparing: undefined }
    // What comes at once is told at once, and nothing waits for a timer: a covered window has few.
    if (isTold)
      queueMicrotask(share)
    isTold = false
  })
  if (run.events.length > 0)
    begin()
  write(key, value, { list: run.events as RunEvent[], writtenAt: pressedAt })

  return {
    prepare(text) {
      if (value.startedAfterMs !== undefined)
        return
      value = { run: run.id, preparing: text }
      share()
    },
  }
}
