import type { RunEvent } from '../../trace/events.ts'
import type { Message } from './messages.ts'
import type { Line, Relay } from './relay.ts'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { presenceKey, readPresence } from './presence.ts'
import { createRelay } from './relay.ts'
import { isRunning, readRun, runKey } from './run-entry.ts'
import { createStore } from './store.ts'

const KEY = runKey('promise-all')

/** A window that keeps what it is told. */
function openWindow(relay: Relay, me: string) {
  const told: Message[] = []
  const store = createStore({ me })
  const line: Line = {
    send(message) {
      told.push(structuredClone(message))
      if (message.kind === 'updates')
        message.updates.forEach(store.take)
    },
  }
  relay.open(line)
  relay.hear(line, { kind: 'hello', me })
  return { line, told, store, say: (data: unknown) => relay.hear(line, data), run: () => readRun(store.get(KEY)) }
}

const egg = (t: number): RunEvent => ({ t, kind: 'start', witness: 'program', task: 'A' })
const finish: RunEvent = { t: 9, kind: 'finish', witness: 'program', outcome: 'done', ms: 9 }

let relay: Relay
let desk: ReturnType<typeof openWindow>
let hall: ReturnType<typeof openWindow>

beforeEach(() => {
  relay = createRelay()
  desk = openWindow(relay, 'desk')
  hall = openWindow(relay, 'hall')
})

function press(list: RunEvent[] = []) {
  desk.say({ kind: 'updates', updates: [desk.store.write(KEY, { run: 'one', startedAfterMs: 0 }, { list })] })
  return {
    grow(...events: RunEvent[]) {
      list.push(...events)
      desk.say({ kind: 'updates', updates: [desk.store.grew(KEY)] })
    },
  }
}

describe('the relay', () => {
  it('shows a run of one window in the others as it grows, and all of it in one that comes late', () => {
    const run = press()
    run.grow(egg(0))
    expect(hall.run()!.events).toEqual([egg(0)])
    run.grow(egg(1), finish)
    expect(hall.run()!.events).toEqual([egg(0), egg(1), finish])
    const late = openWindow(relay, 'late')
    expect(late.run()!.events).toEqual([egg(0), egg(1), finish])
    // Nothing comes back to the one that said it.
    expect(desk.told.filter(({ kind }) => kind === 'updates').slice(1)).toEqual([])
  })

  it('ends the runs of a window that is gone, and only those, and forgets where it was', () => {
    press([egg(0)])
    hall.say({ kind: 'updates', updates: [hall.store.write(runKey('sequential'), { run: 'two' }, { list: [egg(0)] })] })
    desk.say({ kind: 'hello', me: 'desk', view: 'presenter' })
    expect(hall.store.get('here desk')!.value).toEqual({ view: 'presenter' })
    relay.close(desk.line)
    expect(isRunning(hall.run())).toBe(false)
    expect(hall.run()!.events.at(-1)).toMatchObject({ kind: 'finish', outcome: 'stopped', text: expect.stringContaining('closed') })
    expect(isRunning(readRun(relay.store.get(runKey('sequential'))))).toBe(true)
    expect(hall.store.get('here desk')!.value).toBeUndefined()
  })

  it('takes the caret of a window that is gone off the others, and no other caret', () => {
    desk.say({ kind: 'updates', updates: [desk.store.write('promise-all caret', 7), desk.store.write('promise-all program', 'x')] })
    hall.say({ kind: 'updates', updates: [hall.store.write('sequential caret', 3)] })
    expect(hall.store.get('promise-all caret')!.value).toBe(7)
    relay.close(desk.line)
    expect(hall.store.get('promise-all caret')!.value).toBeUndefined()
    expect(hall.store.get('promise-all program')!.value).toBe('x')
    expect(relay.store.get('sequential caret')!.value).toBe(3)
  })

  it('has room for who presents, whatever names the others come under', () => {
    for (let i = 0; i < 3_000; i++)
      hall.say({ kind: 'hello', me: `name-${i}`, view: 'slide' })
    for (let i = 0; i < 3_000; i++) {
      const { line, say } = openWindow(relay, `phone-${i}`)
      say({ kind: 'hello', me: `phone-${i}`, view: 'slide' })
      relay.close(line)
    }
    expect(relay.store.size()).toBeLessThan(200)
    press([egg(0)])
    expect(hall.run()!.events).toEqual([egg(0)])
  })

  it('tells who only looks on, whatever they say of themselves', () => {
    const phone: Line = { send() {} }
    relay.open(phone, true)
    relay.hear(phone, { kind: 'hello', me: 'phone', view: 'presenter', isAudience: false })
    desk.say({ kind: 'hello', me: 'desk', view: 'presenter' })
    const seen = ['phone', 'desk'].map(name => readPresence(hall.store.get(presenceKey(name))?.value))
    expect(seen).toEqual([{ view: 'presenter', isAudience: true }, { view: 'presenter' }])
  })

  it('asks the owner of a run, and nobody of one that has gone by', () => {
    press()
    const { version } = relay.store.get(KEY)!
    hall.say({ kind: 'ask', key: KEY, owner: 'desk', version, what: 'stop' })
    expect(desk.told.at(-1)).toEqual({ kind: 'ask', key: KEY, owner: 'desk', version, what: 'stop' })
    const before = desk.told.length
    hall.say({ kind: 'ask', key: KEY, owner: 'desk', version: version - 1, what: 'stop' })
    expect(desk.told).toHaveLength(before)
  })

  it('is told to stop its own run when a window takes the place', () => {
    const asked: unknown[] = []
    relay.onAsk((key, what) => asked.push([key, what]))
    relay.shared.write(KEY, { run: 'python' }, { list: [] })
    expect(hall.run()!.run).toBe('python')
    hall.say({ kind: 'updates', updates: [hall.store.write(KEY)] })
    expect(asked).toEqual([[KEY, 'stop']])
  })

  it('says which entries windows have written, and not what it wrote itself', () => {
    const changed: string[] = []
    relay.onChange(key => changed.push(key))
    relay.shared.write('of the server', 1)
    const update = hall.store.write('of a window', 1)
    hall.say({ kind: 'updates', updates: [update] })
    hall.say({ kind: 'updates', updates: [update] })
    expect(changed).toEqual(['of a window'])
  })

  it('asks a window for all it has, where it knows less itself', () => {
    const run = press([egg(0)])
    relay = createRelay()
    relay.open(desk.line)
    const before = desk.told.length
    desk.say = data => relay.hear(desk.line, data)
    run.grow(egg(1))
    expect(desk.told.slice(before)).toEqual([{ kind: 'hello', me: expect.stringMatching(/^server-/) }])
  })
})

describe('what is no message', () => {
  const update = { key: KEY, owner: 'evil', version: 1, value: { run: 'x' }, from: 0, list: [], ageMs: 0 }
  const odd: unknown[] = [
    null,
    undefined,
    0,
    '',
    [],
    {},
    { kind: null },
    { kind: 'hello' },
    { kind: 'hello', me: null },
    { kind: 'hello', me: '__proto__ x' },
    { kind: 'updates' },
    { kind: 'updates', updates: null },
    { kind: 'updates', updates: [null] },
    { kind: 'constructor' },
    { kind: '__proto__' },
    { kind: 'ask', key: KEY },
    ...[
      { key: null },
      { key: '' },
      { key: 'x'.repeat(10_000) },
      { owner: '' },
      { version: -1 },
      { version: Number.MAX_SAFE_INTEGER },
      { version: Number.NaN },
      { version: '9' },
      { from: -1 },
      { from: 0.5 },
      { list: null },
      { list: [null] },
      { list: [{ kind: '__proto__', t: 0, witness: 'program' }] },
      { list: [{ kind: 'log', t: Number.NaN, witness: 'program', text: '', stream: 'stdout' }] },
      { value: null },
      { value: 'x' },
      { value: { run: 1 } },
      { value: undefined, list: [egg(0)] },
      { key: 'promise-all guess', list: [1] },
      { key: 'promise-all program', value: 'x'.repeat(100_000) },
      { ageMs: -1 },
      { ageMs: Infinity },
    ].map(part => ({ kind: 'updates', updates: [{ ...update, ...part }] })),
  ]

  it.each(odd.map(data => [JSON.stringify(data)?.slice(0, 90), data]))('%s changes nothing and breaks nothing', (_, data) => {
    hall.say(data)
    expect(relay.store.entries()).toEqual([])
    expect(desk.told.slice(1)).toEqual([])
    press()
    expect(hall.run()).toBeDefined()
  })

  it('may be anything that can be written as JSON', () => {
    fc.assert(fc.property(fc.jsonValue(), (data) => {
      hall.say(data)
      hall.say({ kind: 'updates', updates: [data] })
      expect(relay.store.entries()).toEqual([])
    }))
  })

  it('a key may have any name, and means no more than itself', () => {
    for (const key of ['__proto__', 'constructor', 'toString'])
      hall.say({ kind: 'updates', updates: [hall.store.write(key, 1)] })
    expect(desk.store.get('__proto__')!.value).toBe(1)
    expect({}).not.toHaveProperty('value')
  })

  it('nobody speaks in the server’s name', () => {
    hall.say({ kind: 'updates', updates: [{ ...update, owner: relay.store.write('x').owner }] })
    expect(relay.store.get(KEY)).toBeUndefined()
  })

  it('no window fills the memory of the others', () => {
    for (let i = 0; i < 3_000; i++)
      hall.say({ kind: 'updates', updates: [{ ...update, key: `key ${i}` }] })
    expect(relay.store.size()).toBe(2_000)
  })
})
