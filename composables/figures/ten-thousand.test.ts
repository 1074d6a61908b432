import type { ModelsRecording, Row } from '../../demos/models-recording.ts'
import { describe, expect, it } from 'vitest'
import { costsOf, count, sayLimit, sayLost, sayMemory, sayWhere } from './ten-thousand.ts'

function row(model: string, unit: Row['unit'], eggs: number, more: Partial<Row> = {}): Row {
  return {
    model,
    language: 'python',
    unit,
    eggs,
    failed: 0,
    ms: 2000,
    peakKiB: 1000,
    cpuSeconds: 0,
    arrivalsMs: 0,
    latestMs: 0,
    together: eggs,
    ...more,
  }
}

function recording(...rows: Row[]): ModelsRecording {
  return {
    recordedAt: '2026-11-21T12:00:00.000Z',
    eggMs: 2000,
    machine: { cpu: 'A processor', cores: 2, memoryMiB: 1024, os: 'Linux 6.1' },
    toolchain: { python: '3.11.7', node: '20.20.2' },
    rows,
  }
}

describe('what thousands of eggs cost', () => {
  it('counts memory above that of the fewest eggs, for each that was in the pan at once', () => {
    const [all, half] = costsOf(recording(
      row('all', 'task', 4),
      row('all', 'task', 1004, { peakKiB: 11_000 }),
      row('half', 'task', 4),
      row('half', 'task', 1004, { peakKiB: 11_000, together: 504 }),
    ), 1004)
    expect(all!.perEgg).toEqual({ kib: 10, isLeast: false })
    expect(half!.perEgg).toEqual({ kib: 20, isLeast: false })
  })

  it('says only how much it is at least, where the first eggs may have been out before the last came', () => {
    const [, late, soon] = costsOf(recording(
      row('late', 'task', 4, { together: undefined }),
      row('late', 'task', 1004, { peakKiB: 11_000, ms: 4000, arrivalsMs: 2001, together: undefined }),
      row('soon', 'task', 4, { together: undefined }),
      row('soon', 'task', 1004, { peakKiB: 11_000, ms: 4001, arrivalsMs: 1999, together: undefined }),
      row('first', 'task', 1004),
    ), 1004).map(({ perEgg }) => perEgg)
    expect([late, soon]).toEqual([{ kib: 10, isLeast: true }, { kib: 10, isLeast: false }])
  })

  it('says nothing of memory where the system did not', () => {
    const [cost] = costsOf(
      recording(row('a', 'task', 4, { peakKiB: undefined }), row('a', 'task', 100, { peakKiB: undefined, cpuSeconds: undefined })),
      100,
    )
    expect(cost).toMatchObject({ perEgg: undefined, cpuSeconds: undefined })
  })

  it('tells what the time went into, and no more than there was', () => {
    const parts = (more: Partial<Row>) => costsOf(recording(row('a', 'task', 100, more)), 100)[0]!.time!.parts.map(({ ms }) => ms)
    expect(parts({ ms: 3000, latestMs: 100, arrivalsMs: 300 })).toEqual([2000, 100, 300, 600])
    expect(parts({ ms: 2500, latestMs: 100, arrivalsMs: 900 })).toEqual([2000, 100, 400, 0])
  })

  it('has threads first, then tasks, from quick to slow', () => {
    const names = costsOf(recording(
      row('slow task', 'task', 100, { ms: 4000 }),
      row('slow thread', 'thread', 100, { ms: 9000 }),
      row('task', 'task', 100),
      row('no thread', 'thread', 100, { ms: undefined, text: 'It ended without a result.', failed: 100 }),
      row('thread', 'thread', 100),
    ), 100).map(({ model }) => model)
    expect(names).toEqual(['thread', 'slow thread', 'no thread', 'task', 'slow task'])
  })

  it('says who was the limit', () => {
    expect(sayLimit(recording(row('a', 'task', 100, { ms: 2050 })), 100)).toBe(
      'With 100 eggs no program is more than 5 % over the egg’s own time.',
    )
    const own = [
      row('a', 'task', 10_000, { ms: 5000, arrivalsMs: 2500, latestMs: 100 }),
      row('b', 'task', 10_000, { ms: 3000, arrivalsMs: 220, latestMs: 300 }),
    ]
    expect(sayLimit(recording(...own), 10_000)).toBe(
      'The kitchen was the limit for none of them: at most 0.30 s late, it took 10\u00A0000 orders within 0.22 s from b.',
    )
    expect(sayLimit(recording(own[0]!, row('b', 'task', 10_000, { ms: 3000, latestMs: 900 })), 10_000)).toContain(
      'The kitchen was the limit for b: at most 0.90 s late',
    )
  })

  it('says how many eggs were lost', () => {
    const lost = (...failed: number[]) => sayLost(recording(...failed.map((failed, i) => row(`model ${i}`, 'task', 100, { failed }))), 100)
    expect([lost(0, 0), lost(0, 1), lost(2, 1200)]).toEqual(['No egg was lost.', '1 egg was lost.', '1\u00A0202 eggs were lost.'])
  })

  it('is written as people read it', () => {
    expect([count(4), count(1000), count(1_234_567)]).toEqual(['4', '1\u00A0000', '1\u00A0234\u00A0567'])
    expect([1.25, 9.96, 129.6].map(kib => sayMemory({ kib, isLeast: kib > 100 }))).toEqual(['1.3 KiB', '10 KiB', 'over 130 KiB'])
    expect(sayWhere(recording())).toBe(
      'Measured once, 21 November 2026: A processor, 2 cores for program and kitchen together, Linux 6.1. Python 3.11.7, Node 20.20.2.',
    )
  })
})
