import { describe, expect, it } from 'vitest'
import { demosOn, headlinesOf, shownOn } from './slide.ts'

describe('what a slide shows', () => {
  it('is a demo, a race, a question, a board', () => {
    expect(shownOn('<LiveDemo demo="a" predict="seconds: 2, 4" />\n\n<DemoRace demos="b, c" />\n<Predict demo="d" ask="order" />')).toEqual(
      [
        { component: 'LiveDemo', demos: ['a'], question: 'seconds: 2, 4', isModel: false },
        { component: 'DemoRace', demos: ['b', 'c'], isModel: false },
        { component: 'Predict', demos: ['d'], question: 'order', isModel: false },
      ],
    )
    expect(shownOn('<MachineDemo demo="a" />\n<SchedulerBoard />\n<EventLoopBoard />\n<ReadTheLane />')).toEqual([
      { component: 'MachineDemo', demos: ['a'], isModel: true },
      { component: 'SchedulerBoard', demos: [], isModel: true },
      { component: 'EventLoopBoard', demos: ['loop-order', 'loop-await', 'node-loop-phases'], isModel: true },
    ])
  })

  it('is found over several lines and before a greater-than sign, and not in code', () => {
    expect(demosOn('<LiveDemo\n  demo="a"\n  predict="prints: a => b | c"\n/>')).toEqual(['a'])
    expect(demosOn('`<LiveDemo demo="a" />`\n\n```md\n<LiveDemo demo="b" />\n```')).toEqual([])
  })

  it('has headlines, and a comment in a program is none', () => {
    expect(headlinesOf('# Is it *correct*?\n\n# Is `it` *efficient*?\n\n```py\n# gather\n```')).toEqual([
      'Is it correct?',
      'Is it efficient?',
    ])
  })
})
