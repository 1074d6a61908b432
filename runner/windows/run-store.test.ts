import type { RunEvent } from '../../trace/events.ts'
import type { Board, Message } from './run-store.ts'
import { describe, expect, it } from 'vitest'
import { abandon, hear, isRunning } from './run-store.ts'

const egg = (t: number): RunEvent => ({ t, kind: 'start', witness: 'program', task: 'A' })
const finish: RunEvent = { t: 9, kind: 'finish', witness: 'program', outcome: 'done', ms: 9 }

function says(run: string, since: number, from: number, ...events: RunEvent[]): Message {
  return { kind: 'events', place: 'promise-all', run, owner: 'presenter', since, from, events }
}

describe('the board of runs', () => {
  it('shows a run that another window started, as it grows', () => {
    const board: Board = new Map()
    expect(hear(board, says('one', 1, 0, egg(0)))).toBe('changed')
    expect(hear(board, says('one', 1, 1, egg(1), finish))).toBe('changed')
    expect(board.get('promise-all')!.events).toHaveLength(3)
    expect(isRunning(board.get('promise-all'))).toBe(false)
  })

  it('ignores what a stale run still says', () => {
    const board: Board = new Map()
    hear(board, says('new', 2, 0, egg(0)))
    expect(hear(board, says('old', 1, 0, egg(0)))).toBe('ignored')
    expect(board.get('promise-all')!.run).toBe('new')
  })

  it('lets the later of two runs take the place', () => {
    const board: Board = new Map()
    hear(board, says('old', 1, 0, egg(0)))
    expect(hear(board, says('new', 2, 0))).toBe('changed')
    expect(board.get('promise-all')!.events).toEqual([])
  })

  it('hears nothing twice', () => {
    const board: Board = new Map()
    hear(board, says('one', 1, 0, egg(0), egg(1)))
    expect(hear(board, says('one', 1, 1, egg(1)))).toBe('ignored')
    expect(hear(board, says('one', 1, 1, egg(1), egg(2)))).toBe('changed')
    expect(board.get('promise-all')!.events.map(event => event.t)).toEqual([0, 1, 2])
  })

  it('notices that it missed the beginning, and catches up from the whole board', () => {
    const board: Board = new Map()
    expect(hear(board, says('one', 1, 2, egg(2)))).toBe('missed')
    const other: Board = new Map()
    hear(other, says('one', 1, 0, egg(0), egg(1), egg(2)))
    expect(hear(board, { kind: 'board', runs: [...other] })).toBe('changed')
    expect(board.get('promise-all')!.events).toHaveLength(3)
  })

  it('says what is done before a program begins, and when it began', () => {
    const board: Board = new Map()
    const preparing = (from: number, words?: string, began?: number): Message => ({ ...says('one', 1, from), preparing: words, began } as Message)
    hear(board, preparing(0))
    expect(hear(board, preparing(0, 'Building'))).toBe('changed')
    expect(board.get('promise-all')!.preparing).toBe('Building')
    expect(hear(board, preparing(0, 'Building'))).toBe('ignored')
    hear(board, { ...says('one', 1, 0, egg(0)), began: 1_234 } as Message)
    expect(board.get('promise-all')).toMatchObject({ preparing: undefined, began: 1_234 })
    const late: Board = new Map()
    hear(late, { kind: 'board', runs: [...board] })
    expect(late.get('promise-all')!.began).toBe(1_234)
  })

  it('clears a place, but not for a run that began after Reset was pressed', () => {
    const board: Board = new Map()
    hear(board, says('one', 5, 0, egg(0)))
    expect(hear(board, { kind: 'clear', place: 'promise-all', since: 4 })).toBe('ignored')
    expect(hear(board, { kind: 'clear', place: 'promise-all', since: 6 })).toBe('changed')
    expect(board.size).toBe(0)
  })

  it('ends the runs of a window that is gone, and only those', () => {
    const board: Board = new Map()
    hear(board, says('one', 1, 0, egg(0)))
    hear(board, { ...says('two', 1, 0, egg(0)), place: 'sequential', owner: 'somebody else' } as Message)
    const said = abandon(board, 'presenter')
    expect(said).toHaveLength(1)
    said.forEach(message => hear(board, message))
    expect(isRunning(board.get('promise-all'))).toBe(false)
    expect(isRunning(board.get('sequential'))).toBe(true)
  })
})
