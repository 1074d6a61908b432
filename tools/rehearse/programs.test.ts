import { expect, it } from 'vitest'
import { findDemo } from '../../demos/catalogue.ts'
import { programsOf, standsOn } from './programs.ts'

const slides = [
  { no: 1, content: '# Nothing to run\n\n```md\n<LiveDemo demo="promises" />\n```' },
  { no: 2, content: '<Predict demo="promise-all" ask="seconds" />' },
  { no: 3, content: '<DemoRace demos="sequential, promise-all" />' },
  { no: 5, content: '<LiveDemo demo="promise-all" />\n\n<PoolBoard />' },
]

it('finds what has a Run button, and the programs of boards', () => {
  const found = standsOn(slides, findDemo)
  expect(found.map(({ no, how, demos }) => [no, how, demos.map(({ slug }) => slug)])).toEqual([
    [3, 'race', ['sequential', 'promise-all']],
    [5, 'demo', ['promise-all']],
    [5, 'board', ['pool-board']],
  ])
  expect(programsOf(found).map(({ slug }) => slug)).toEqual(['sequential', 'promise-all', 'pool-board'])
})
