import { describe, expect, it } from 'vitest'
import { createStepReader } from './phases.ts'

function read(...lines: string[]) {
  const readStep = createStepReader()
  return lines.map(line => readStep(line, 7))
}

describe('a line of a program', () => {
  it('is a step where it is a JSON object with a kind and a task', () => {
    expect(
      read(
        '{"kind":"start","task":"sum"}',
        '{"kind":"park","task":"sum","line":12,"id":4}',
        '{"kind":"fail","task":"sum","text":"too large"}',
      ),
    ).toEqual([
      { at: 7, kind: 'start', task: 'sum', id: 1, work: true },
      { at: 7, kind: 'park', task: 'sum', line: 12, id: 4 },
      { at: 7, kind: 'fail', task: 'sum', id: 1, text: 'too large' },
    ])
  })

  it('is a step of a machine where it says so, with all that the machine says of itself', () => {
    expect(read('{"kind":"step","text":"a timer is set","line":3,"state":{"turn":"script"}}', '{"kind":"step"}')).toEqual([
      { at: 7, kind: 'step', text: 'a timer is set', line: 3, state: { turn: 'script' } },
      undefined,
    ])
  })

  it('is printed otherwise', () => {
    expect(
      read(
        'A is ready',
        '{"kind":"start"}',
        '{"kind":"run","task":"A"}',
        '{"kind":"log","task":"A"}',
        '[1]',
        '{broken}',
        '{"kind":7,"task":"A"}',
        'null',
      ),
    ).toEqual(Array.from({ length: 8 }))
  })

  it('is the program\'s own work, unless it says otherwise', () => {
    expect(read('{"kind":"start","task":"A","work":false}')).toEqual([{ at: 7, kind: 'start', task: 'A', id: 1 }])
  })

  it('tells the same task apart when it comes twice, and keeps a number that it has', () => {
    expect(
      read('{"kind":"start","task":"A"}', '{"kind":"start","task":"A"}', '{"kind":"end","task":"A"}', '{"kind":"end","task":"A"}').map(
        step => (step && 'id' in step ? step.id : undefined),
      ),
    ).toEqual([1, 2, 1, 2])
    expect(
      read('{"kind":"start","task":"A","id":9}', '{"kind":"end","task":"A","id":9}').map(step =>
        step && 'id' in step ? step.id : undefined,
      ),
    ).toEqual([9, 9])
  })

  it('does not choose the time or the witness', () => {
    expect(read('{"kind":"end","task":"A","t":0,"at":1,"witness":"kitchen","run":"x"}')).toEqual([{ at: 7, kind: 'end', task: 'A', id: 1 }])
  })
})
