import type { Role } from './role-of.ts'
import { EventEmitter } from 'node:events'
import { expect, it } from 'vitest'
import { createMessageGuard } from './messages.ts'

function heardBy(role: Role, ...messages: unknown[]) {
  const socket = Object.assign(new EventEmitter(), { bufferedAmount: 0, send() {}, terminate() {} })
  const heard: unknown[] = []
  socket.on('message', raw => heard.push(String(raw)))
  createMessageGuard()(socket, role, new EventEmitter(), '')
  messages.forEach(message => socket.emit('message', typeof message === 'string' ? message : JSON.stringify(message)))
  return heard.length
}

const board = (data: unknown) => ({ type: 'custom', event: 'four-eggs', data })
const update = { key: 'a guess', owner: 'window', version: 1, value: '4 s', from: 0, list: [], ageMs: 0 }

it('lets through what windows say', () => {
  expect(
    heardBy('speaker', { type: 'ping' }, board({ kind: 'hello', me: 'window' }), board({ kind: 'updates', updates: [update] }), {
      type: 'custom',
      event: 'vite:invalidate',
      data: { path: '/a.ts' },
    }),
  ).toBe(4)
})

it.each([
  '',
  '{',
  'null',
  '5',
  '[]',
  '"x"',
  board(null),
  board(5),
  board([]),
  board({}),
  { type: 'custom', event: 'four-eggs' },
  board({ kind: 'updates', updates: [{ ...update, value: { prototype: 1 } }] }),
  '{"type":"custom","event":"four-eggs","data":{"kind":"hello","me":"window","__proto__":{"a":1}}}',
  `{"type":"custom","event":"four-eggs","data":{"kind":"hello","me":"window","x":${'['.repeat(99_000)}${']'.repeat(99_000)}}}`,
  { type: 'custom', event: 'slidev:monaco-write', data: { file: 'slides.md', content: '' } },
  { type: 'custom', event: 'vite:invoke', data: null },
  { type: 'custom', event: 'vite:client:connect', data: {} },
  { type: 'custom', event: 'constructor', data: {} },
  { type: 'full-reload' },
])('keeps from everybody what nobody of us says: %j', (message) => {
  expect(heardBy('speaker', message)).toBe(0)
})

it('lets the audience ask, and say nothing', () => {
  expect(heardBy('audience', { type: 'ping' }, board({ kind: 'hello', me: 'window' }))).toBe(2)
  expect(
    heardBy(
      'audience',
      board({ kind: 'updates', updates: [update] }),
      board({ kind: 'updates', updates: [] }),
      board({ kind: 'ask', key: 'a run', owner: 'window', version: 1, what: 'stop' }),
      // Both are answered by something that is sent to all windows.
      { type: 'custom', event: 'vite:invalidate', data: { path: '/a.ts' } },
      { type: 'custom', event: 'unocss:hmr', data: ['a layer of its own'] },
    ),
  ).toBe(0)
})
