import type { RunEvent } from '../../trace/events.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { formatRecording, parseRecording } from './recording.ts'
import { startReplay } from './replay.ts'

const recording: RunEvent[] = [
  {
    t: 0,
    kind: 'run',
    witness: 'program',
    demo: 'go-waitgroup',
    engine: 'process',
    startedAt: '2026-11-21T08:00:00.000Z',
    source: 'abc',
    toolchain: { go: '1.25.3' },
  },
  { t: 10, kind: 'start', witness: 'kitchen', task: 'A', id: 1 },
  { t: 2010, kind: 'end', witness: 'kitchen', task: 'A', id: 1 },
  { t: 2011, kind: 'log', witness: 'program', text: 'A is ready', stream: 'stdout' },
  { t: 2015, kind: 'finish', witness: 'program', outcome: 'done', ms: 2015 },
]

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))

afterEach(() => vi.useRealTimers())

describe('a replay', () => {
  it('plays each event when it came', async () => {
    const { events } = startReplay(recording)
    expect(events.map(({ kind }) => kind)).toEqual(['run'])
    await vi.advanceTimersByTimeAsync(10)
    expect(events.map(({ kind }) => kind)).toEqual(['run', 'start'])
    await vi.advanceTimersByTimeAsync(1_990)
    expect(events).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(100)
    expect(events.map(({ t }) => t)).toEqual(recording.map(({ t }) => t))
  })

  it('is the old run, with its date and its toolchain, and says that it is one', async () => {
    const { events, id, finished } = startReplay(recording)
    expect(events[0]).toEqual({ ...recording[0], engine: 'replay', ran: 'process', run: id })
    await vi.advanceTimersByTimeAsync(3_000)
    expect(await finished).toEqual({ ...recording.at(-1), run: id })
    expect(startReplay(recording).id).not.toBe(id)
  })

  it('can be stopped in the middle', async () => {
    const { events, stop, finished } = startReplay(recording)
    await vi.advanceTimersByTimeAsync(500)
    await stop()
    expect(await finished).toMatchObject({ outcome: 'stopped', ms: 500 })
    await vi.advanceTimersByTimeAsync(3_000)
    expect(events.map(({ kind }) => kind)).toEqual(['run', 'start', 'finish'])
  })
})

describe('a recording', () => {
  const machine = { os: 'Linux', cpu: 'A processor', cores: 2 }

  it('is the run without its name, and with its machine', () => {
    const named = recording.map(event => ({ ...event, run: 'abcdefgh' }))
    expect(parseRecording(formatRecording(named, machine))).toEqual([{ ...recording[0], machine }, ...recording.slice(1)])
  })

  it('is whole, or it is none', () => {
    const text = formatRecording(recording, machine)
    expect(() => parseRecording(text.slice(text.indexOf('\n') + 1))).toThrow('begins with its `run`')
    expect(() => parseRecording(text.trimEnd().slice(0, text.trimEnd().lastIndexOf('\n')))).toThrow('ends with its `finish`')
  })
})
