import { expect, it } from 'vitest'
import { createScreen, sizeOf } from './screen.ts'

function terminal(columns: number | undefined, rows: number | undefined) {
  const written: string[] = []
  const size = { columns, rows } as { columns: number, rows: number }
  return { stream: { ...size, write: (text: string) => written.push(text) > 0 }, last: () => written.at(-1)! }
}

it('draws over what it drew', () => {
  const { stream, last } = terminal(80, 24)
  const { show } = createScreen(stream)
  show(['a', 'b'])
  expect(last()).not.toContain('A\r')
  show(['c'])
  expect(last()).toContain('\x1B[2A\r\x1B[J')
  show([])
  expect(last()).toContain('\x1B[1A')
})

it('draws over lines that a narrower terminal has wrapped', () => {
  const { stream, last } = terminal(80, 24)
  const { show } = createScreen(stream)
  show(['x'.repeat(70), 'y'])
  stream.columns = 30
  show(['x'])
  expect(last()).toContain('\x1B[4A')
})

it('never draws more than fits, and keeps the last line', () => {
  const { stream, last } = terminal(80, 6)
  createScreen(stream).show(Array.from({ length: 20 }, (_, i) => `line ${i}`))
  expect(last().split('\x1B[J')[1]!.split('\n')).toEqual(['line 0', 'line 1', 'line 2', '…', 'line 19', ''])
})

it('gives the cursor back', () => {
  const { stream, last } = terminal(80, 24)
  createScreen(stream).leave()
  expect(last()).toBe('\x1B[?25h')
})

it.each([0, undefined])('takes a terminal that says it has %s columns and rows for one of the usual size', (none) => {
  const { stream, last } = terminal(none, none)
  const { show } = createScreen(stream)
  show(['a', 'b'])
  show(['c', 'd'])
  expect(last()).toBe('\x1B[?25l\x1B[2A\r\x1B[Jc\nd\n')
  expect(sizeOf(stream)).toEqual({ columns: 80, rows: 24 })
})
