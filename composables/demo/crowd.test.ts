import type { RunEvent } from '../../trace/events.ts'
import { describe, expect, it } from 'vitest'
import { fullKitchen, moved } from '../../trace/fixtures.ts'
import { toLanes } from '../../trace/lanes.ts'
import { drawCrowd } from './crowd.ts'

const scale = { x: (t: number) => t / 10, y: (index: number) => index * 2 + 1, height: 1.6 }

function draw(events: RunEvent[], now?: number) {
  return drawCrowd(toLanes(events, now).lanes.map((lane, index) => ({ lane, index, colour: lane.task === 'A' ? 'blue' : 'grey' })), scale)
}

/** How many shapes a path has. */
const shapes = (path = '') => path.split('M').length - 1

describe('a crowd of lanes', () => {
  it('draws what looks the same as one path', () => {
    const tasks = ['A', 'egg-1', 'egg-2', 'egg-3']
    const { states, kitchen } = draw(tasks.flatMap(task => [moved(0, 'start', task), moved(100, 'end', task)]))
    expect([...states.waiting.keys()].toSorted()).toEqual(['blue', 'grey'])
    expect(shapes(states.waiting.get('blue'))).toBe(1)
    expect(shapes(states.waiting.get('grey'))).toBe(3)
    expect(kitchen).toBe('')
  })

  it('puts what the kitchen saw below what the program saw', () => {
    const { states, kitchen } = draw([
      moved(0, 'start', 'A'),
      moved(10, 'start', 'A', 1, 'kitchen'),
      moved(90, 'end', 'A', 1, 'kitchen'),
      moved(100, 'end', 'A'),
    ])
    const topOf = (path = '') => Number(/^M\S+ ([\d.]+)/.exec(path)![1])
    expect(topOf(kitchen)).toBeGreaterThan(topOf(states.waiting.get('blue')))
    expect(shapes(kitchen)).toBe(1)
  })

  it('marks those that failed and those that were called off, and draws nothing of those that are done', () => {
    const { failed, aborted } = draw([
      ...['A', 'egg-1', 'egg-2'].flatMap(task => [moved(0, 'start', task)]),
      moved(100, 'end', 'A'),
      moved(100, 'fail', 'egg-1'),
      moved(100, 'abort', 'egg-2'),
    ])
    expect(shapes(failed)).toBe(1)
    expect(shapes(aborted)).toBe(1)
  })

  it('draws an open lane as far as now', () => {
    const events = [moved(0, 'start', 'A')]
    expect(draw(events, 500).states.waiting.get('blue')).toContain('h50')
    expect(draw(events, 900).states.waiting.get('blue')).toContain('h90')
  })

  it('draws the queue, what fries for no guest and the refused each as a path of its own', () => {
    const { kitchen, queued, gone, refused, aborted } = draw(fullKitchen)
    expect([kitchen, queued, gone].map(shapes)).toEqual([3, 1, 1])
    // A ring and the bar in it.
    expect(shapes(refused)).toBe(2)
    expect(aborted).toBe('')
  })
})
