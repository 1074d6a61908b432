import type { Demo } from '../../demos/catalogue/demo.ts'
import type { RunEvent } from '../../trace/events.ts'
import type { Run } from '../run/start-run.ts'
import { expect, it } from 'vitest'
import { createPaint } from './paint.ts'
import { showRun } from './show.ts'

/**
 * Sets the window's title, writes to the clipboard, clears the screen, asks the terminal to type an answer; 0x9B is an
 * escape of one byte, and what follows \u202E is shown from right to left.
 */
const STEERS = '\x1B]0;owned\x07\x1B]52;c;b3duZWQ=\x07\x1B[2J\x1B[6n\x9B2J\r\b\u202E'

async function show(events: RunEvent[]): Promise<string> {
  const run: Run = {
    id: 'abcdefgh',
    events,
    elapsed: () => 4,
    subscribe: () => () => {},
    finished: Promise.resolve(events.at(-1) as never),
    stop: async () => {},
  }
  let shown = ''
  const out = { isTTY: false, columns: 100, rows: 30, write: (text: string) => Boolean(shown += text), on: () => out, off: () => out }
  await showRun(run, { slug: 'demo', title: 'A demo' } as Demo, out as never, { paint: createPaint(false), eggMs: 2000 })
  return shown
}

it('shows what a program says and is called without being steered by it', async () => {
  const events: RunEvent[] = [
    { t: 0, kind: 'start', witness: 'program', task: `A${STEERS}`, id: 1 },
    { t: 1, kind: 'log', witness: 'program', text: `printed${STEERS}`, stream: 'stdout' },
    { t: 2, kind: 'step', witness: 'program', text: 'x', state: { level: `queue${STEERS}`, height: 1, capacity: 4 } },
    { t: 3, kind: 'fail', witness: 'program', task: `A${STEERS}`, id: 1 },
    { t: 4, kind: 'finish', witness: 'program', outcome: 'failed', ms: 4, text: `Error: ${STEERS}` },
  ]
  const shown = await show(events)
  expect(shown).toContain('printed�')
  expect(shown).toContain('queue�')
  // eslint-disable-next-line no-control-regex
  expect(shown).not.toMatch(/[\x00-\x09\x0B-\x1F\x7F-\x9F\u202E]/)
})

it('says of a run that stands still who waits for whom, and of no other', async () => {
  const hold = (task: string, does: string, thing: string): RunEvent =>
    ({ t: 1, kind: 'step', witness: 'program', text: '', state: { task, does, thing } })
  const finish: RunEvent = { t: 4, kind: 'finish', witness: 'program', outcome: 'failed', ms: 4, text: 'It stood still.' }
  const locks = [hold('A', 'has', 'the salt'), hold('B', 'has', 'the pepper'), hold('A', 'wants', 'the pepper')]
  expect(await show([...locks, hold(`B${STEERS}`, 'wants', 'the salt'), hold('B', 'wants', 'the salt'), finish])).toContain(
    'A waits for the pepper, which B has; B waits for the salt, which A has; B�',
  )
  expect(await show([...locks, finish])).not.toContain('waits for')
})
