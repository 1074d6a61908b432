import { expect, it } from 'vitest'
import { decide } from './position.ts'

const arrival = { view: 'slide', no: 1, others: ['presenter', 'slide'], isReload: false, isKnownTab: false } as const

it.each([
  ['a window that opens late', arrival, true],
  ['whatever address it was opened at', { ...arrival, no: 57 }, true],
  ['a projector that is loaded anew', { ...arrival, isReload: true, isKnownTab: true, no: 8 }, true],
  ['a second presenter', { ...arrival, view: 'presenter' }, true],
  ['a presenter without a slide in its address, where there is a projector', { ...arrival, view: 'presenter', others: ['slide'] }, true],
  ['a presenter that is loaded anew', { ...arrival, view: 'presenter', others: ['slide'], no: 8, isReload: true, isKnownTab: true }, true],
] as const)('follows: %s', (_, arriving, follows) => expect(decide(arriving)).toBe(follows))

it.each([
  ['nobody is there', { ...arrival, others: [] }],
  ['only a reader is there', { ...arrival, others: ['text', 'other'] }],
  ['two look at slides by themselves', { ...arrival, others: ['slide'], no: 8 }],
  ['an address was typed into a tab that showed the deck', { ...arrival, no: 30, isKnownTab: true }],
  ['a presenter opens at a slide of its own', { ...arrival, view: 'presenter', others: ['slide'], no: 8 }],
] as const)('goes where its address says: %s', (_, arriving) => expect(decide(arriving)).toBe(false))
