import type { RunEvent } from '../../trace/events.ts'
import { describe, expect, it } from 'vitest'
import { fiveStates, fullKitchen } from '../../trace/fixtures.ts'
import { toLanes } from '../../trace/lanes.ts'
import { createPaint, wantsColour } from './paint.ts'
import { drawLegend, drawPicture } from './picture.ts'
import { columns, cut, harmless, pad } from './width.ts'

const plain = createPaint(false)

function both(t: number, kind: 'start' | 'end' | 'fail' | 'abort', task: string): RunEvent[] {
  return (['program', 'kitchen'] as const).map(witness => ({ t, kind, witness, task, id: task.codePointAt(0)! }))
}

const events: RunEvent[] = [
  ...both(0, 'start', 'A'),
  ...both(0, 'start', 'B'),
  ...both(500, 'start', 'C'),
  ...both(1000, 'end', 'A'),
  ...both(1500, 'abort', 'B'),
  ...both(2000, 'fail', 'C'),
  { t: 2000, kind: 'finish', witness: 'program', outcome: 'failed', ms: 2000 },
]

function queue(t: number, height: number): RunEvent {
  return {
    t,
    kind: 'step',
    witness: 'program',
    text: 'queue',
    state: { level: 'queue', height, capacity: 4 },
  }
}

const widest = (lines: string[]) => Math.max(...lines.map(columns))

describe('a run in characters', () => {
  it('has an axis, and a lane and a kitchen\'s line an egg', () => {
    expect(drawPicture(toLanes(events), { width: 64, paint: plain })).toMatchInlineSnapshot(`
      [
        "    0 s      0.5 s     1.0 s    1.5 s   2.0 s",
        "     ├─────────┼─────────┼────────┼─────────┤",
        " ● A ╞═══════════════════╡                    done 1.00 s",
        "     ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔",
        " ■ B ╞════════════════════════════╳           called off 1.50 s",
        "     ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔",
        " ▲ C           ╞════════════════════════════✗ failed 2.00 s",
        "               ▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔▔",
      ]
    `)
  })

  it('has the height of a queue over time, of all that it has room for', () => {
    const [last] = drawPicture(toLanes([...events, queue(0, 1), queue(1000, 4), queue(1500, 0)]), { width: 64, paint: plain }).slice(-1)
    expect(last).toMatch(/^ {3}queue +▂{15,19}█{9,13} +at most 4$/)
  })

  it('keeps within its width, whatever that is', () => {
    const long = [...events, ...both(100, 'start', 'an-egg-with-a-long-name')]
    for (const width of [200, 80, 57, 55, 40, 24, 12]) {
      expect(widest(drawPicture(toLanes(long), { width, paint: createPaint(true) }))).toBeLessThanOrEqual(width)
      expect(widest(drawLegend(toLanes(long), { width, paint: plain }))).toBeLessThanOrEqual(width)
    }
  })

  it('explains its glyphs', () => {
    expect(drawLegend(toLanes(events), { width: 80, paint: plain })).toEqual([' ╞═╡ waiting for an answer   ▔▔▔ what the kitchen saw'])
  })

  it('has a glyph for each of the five states, which its legend names', () => {
    const [bar] = drawPicture(toLanes(fiveStates), { width: 64, paint: plain }).slice(2)
    expect(bar).toMatch(/^ ● A █{7,9}▒{7,9}╫{7,9}╞═{6,8}·{8,10} done 5\.00 s$/)
    expect(drawLegend(toLanes(fiveStates), { width: 200, paint: plain })).toEqual([
      ' ╞═╡ waiting for an answer   ╫╫╫ holds a thread that is blocked   ▒▒▒ queued or ready, not running   ███ working   ··· not known',
    ])
  })

  it('says what was worked on no task, and how much of that its runtime did', () => {
    const did = (thread: number, name: string, ms: number): RunEvent =>
      ({ t: ms, kind: 'thread', witness: 'program', thread, process: 7, name, from: 0, did: [['working', ms]] })
    const own = [...fiveStates, did(8, 'java', 300)]
    expect(drawPicture(toLanes(own), { width: 64, paint: plain }).at(-1)).toBe('     0.30 s on no task')
    expect(drawPicture(toLanes([...own, did(9, 'C1 CompilerThre', 200)]), { width: 64, paint: plain }).at(-1))
      .toBe('     0.50 s on no task, 0.20 s of it the runtime’s own')
    expect(drawPicture(toLanes(fiveStates), { width: 64, paint: plain })).toHaveLength(3)
  })

  it('is nothing before there is something to see', () => {
    expect(drawPicture(toLanes([]), { width: 80, paint: plain })).toEqual([])
  })

  it('tells apart what a full kitchen did, and its legend names it', () => {
    expect(drawPicture(toLanes(fullKitchen), { width: 64, paint: plain })).toMatchInlineSnapshot(`
      [
        "    0 s          1 s          2 s         3 s",
        "     ├────────────┼────────────┼────────────┤",
        " ● A                                          done 1.00 s",
        "     ▔▔▔▔▔▔▔▔▔▔▔▔▔▔",
        " ■ B                                          done, late 2.00 s",
        "      ┄┄┄┄┄┄┄┄┄┄┄┄▔▔▔▔▔▔▔▔▔▔▔▔▔▔",
        " ▲ C                                          refused 0.20 s",
        "        ⊖",
        " ◆ D                                          called off 3.00 s",
        "                               ▔▔▔▔~~~~~~~~~~",
      ]
    `)
    expect(drawLegend(toLanes(fullKitchen), { width: 80, paint: plain })).toEqual([
      ' ▔▔▔ what the kitchen saw   ┄┄┄ in the queue   ~~~ for no guest   ⊖ refused',
    ])
  })
})

it('uses colour where that is wanted', () => {
  expect(wantsColour({ isTTY: true }, { TERM: 'xterm' })).toBe(true)
  expect(wantsColour({ isTTY: true }, { TERM: 'dumb' })).toBe(false)
  expect(wantsColour({ isTTY: false }, { FORCE_COLOR: '1' })).toBe(true)
  expect(wantsColour({ isTTY: true }, { NO_COLOR: '1', FORCE_COLOR: '1' })).toBe(false)
  expect(wantsColour({ isTTY: true }, { FORCE_COLOR: '0' })).toBe(false)
})

it('measures text as a terminal does', () => {
  expect(columns('\x1B[38;5;32mab\x1B[0m')).toBe(2)
  expect(columns('蛋🍳é')).toBe(5)
  expect(cut('abcdef', 4)).toBe('abc…')
  expect(cut('蛋蛋蛋', 4)).toBe('蛋…')
  expect(cut('abc', 0)).toBe('')
  expect(pad('蛋', 4)).toBe('蛋  ')
  expect(harmless('a\tb\x1B[2Jc\r')).toBe('a  b�[2Jc�')
})
