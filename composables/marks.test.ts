import { expect, it } from 'vitest'
import { toPieces } from './marks.ts'

it('reads a phrase and code, and leaves everything else as it is', () => {
  expect(toPieces('Waiting costs *every wait* in `await`')).toEqual([
    { text: 'Waiting costs ' },
    { text: 'every wait', mark: 'em' },
    { text: ' in ' },
    { text: 'await', mark: 'code' },
  ])
  expect(toPieces('2 * 3 is 6')).toEqual([{ text: '2 * 3 is 6' }])
  expect(toPieces('')).toEqual([])
})
