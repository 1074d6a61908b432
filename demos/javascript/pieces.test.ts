import { expect, it } from 'vitest'
import { createPieceReader, tellFirst } from './pieces.ts'

it('takes pieces of one length for work, and what a longer one took beyond that for a wait', () => {
  expect(createPieceReader()([0.5, 0.5, 6.5, 0.5, 3.5])).toEqual([['working', 1.5], ['ready', 6], ['working', 1], ['ready', 3]])
})

it('takes a processor that is slower, but less than by half, for one that works', () => {
  expect(createPieceReader()([2, 2.5, 3.9, 3])).toEqual([['working', 11.4]])
})

it('knows how quick a piece can be from those before', () => {
  const read = createPieceReader()
  expect(read([1, 1, 1])).toEqual([['working', 3]])
  expect(read([7, 9])).toEqual([['working', 1], ['ready', 6], ['working', 1], ['ready', 8]])
})

it('takes the steps of a coarse clock for no waits', () => {
  expect(createPieceReader()([0, 1, 0, 1, 0, 0, 1])).toEqual([['working', 3]])
})

it('loses no time', () => {
  const pieces = Array.from({ length: 200 }, (_, i) => 1 + (i * 7919) % 11)
  expect(createPieceReader()(pieces).reduce((sum, [, ms]) => sum + ms, 0)).toBeCloseTo(pieces.reduce((sum, ms) => sum + ms))
})

it('does not take for work what finding out about a piece cannot have taken', () => {
  expect(tellFirst(2)).toEqual([['working', 2]])
  expect(tellFirst(30)).toEqual([['working', 6], ['ready', 24]])
})
