import type { Press } from './what-to-do.ts'
import { expect, it } from 'vitest'
import { whatToDo } from './what-to-do.ts'

function press(key: string, rest: Partial<Press> = {}) {
  return whatToDo({ key, code: '', hasModifier: false, hasShift: false, focus: 'nothing', ...rest })
}

it.each(['ArrowRight', 'Home', 'End'])('%s reaches the slides, though a button has the focus', key =>
  expect(press(key, { focus: 'button' })).toEqual({ kind: 'give-back' }))
it.each(['r', 'b', '.', '?', 'ñ'])('%s is a key of the deck, though a button has the focus', key =>
  expect(press(key, { focus: 'button' })).toEqual({ kind: 'character', key }))
it.each(['Enter', ' ', 'Tab', 'Escape'])('%s belongs to the button that has the focus', key =>
  expect(press(key, { focus: 'button' })).toEqual({ kind: 'leave' }))
it('arrows move a slider, and letters do not', () => {
  expect(press('ArrowRight', { focus: 'setting' })).toEqual({ kind: 'leave' })
  expect(press('r', { focus: 'setting' })).toEqual({ kind: 'character', key: 'r' })
})
it.each(['button', 'setting', 'field'] as const)('a clicker turns the slide out of a %s', (focus) => {
  expect(press('PageDown', { focus })).toEqual({ kind: 'turn', by: 1 })
  expect(press('PageUp', { focus })).toEqual({ kind: 'turn', by: -1 })
})
it.each(['r', '.', '?', 'ArrowLeft', 'Escape', 'к'])('%s is typed into a field', key =>
  expect(press(key, { focus: 'field' })).toEqual({ kind: 'leave' }))
it.each(['r', 'd', 'f', 'x'])('ctrl, Cmd or Alt with %s does nothing of the deck', key =>
  expect(press(key, { hasModifier: true })).toEqual({ kind: 'hide' }))
it('leaves Ctrl and Enter to the editor', () => expect(press('Enter', { hasModifier: true, focus: 'field' })).toEqual({ kind: 'leave' }))
it.each([
  ['к', 'KeyR', 'r'],
  ['ρ', 'KeyR', 'r'],
  ['ب', 'KeyF', 'f'],
])('the physical key counts where %s is no Latin letter', (key, code, as) =>
  expect(press(key, { code })).toEqual({ kind: 'character', key: as }))
it('a Latin letter counts, wherever it lies', () => expect(press('q', { code: 'KeyA' })).toEqual({ kind: 'character', key: 'q' }))
it('caps Lock makes no capital, and Shift does', () => {
  expect(press('R', { code: 'KeyR' })).toEqual({ kind: 'character', key: 'r' })
  expect(press('R', { code: 'KeyR', hasShift: true })).toEqual({ kind: 'character', key: 'R' })
})
it.each([
  ['Digit1', false],
  ['Digit1', true],
  ['Numpad1', false],
])('1 is an answer, wherever it lies and whether it needs Shift (%s)', (code, hasShift) =>
  expect(press('1', { code, hasShift })).toEqual({ kind: 'leave' }))
it('/ is a sign where a keyboard has it above a digit', () =>
  expect(press('/', { code: 'Digit7', hasShift: true })).toEqual({ kind: 'character', key: '/' }))
it.each([
  ['r', 'KeyR'],
  ['e', 'KeyE'],
])('%s belongs to the pen while that is out, and b does not', (key, code) => {
  expect(press(key, { code, isDrawing: true })).toEqual({ kind: 'leave' })
  expect(press('b', { code: 'KeyB', isDrawing: true })).toEqual({ kind: 'character', key: 'b' })
})
it.each(['nothing', 'button', 'field'] as const)('f5 is harmless (%s)', focus =>
  expect(press('F5', { focus })).toEqual({ kind: 'swallow' }))
