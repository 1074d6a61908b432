import type { RunEvent } from '../../trace/events.ts'
import { toChromeTrace } from '../../trace/chrome.ts'

/** Hands a run to the reader as a file that Perfetto and Chrome's tracing page open. */
export function saveTrace(name: string, events: readonly RunEvent[]): void {
  const file = new Blob([JSON.stringify(toChromeTrace(events), null, 1)], { type: 'application/json' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = `${name}.trace.json`
  link.click()
  URL.revokeObjectURL(link.href)
}
