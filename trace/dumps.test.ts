import type { RunEvent } from './events.ts'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { toDumpedWaits } from './dumps.ts'
import { parseEvents } from './ndjson.ts'

function printed(text: string): RunEvent[] {
  return text.split('\n').map((text, t) => ({ t, kind: 'log', witness: 'program', stream: 'stderr', text }))
}

function recorded(slug: string): RunEvent[] {
  return parseEvents(readFileSync(new URL(`../demos/recordings/${slug}.ndjson`, import.meta.url), 'utf8'))
}

describe('who waits for whom, by what a tool printed', () => {
  it('is a circle where the tool knows who has a thing', () => {
    expect(toDumpedWaits(recorded('java-deadlock'))).toMatchObject({
      circle: ['A', 'B'],
      sentence: expect.stringMatching(
        /^A waits on line 13 for Object #\w{4}, which B has; B waits on line 13 for Object #\w{4}, which A has: a circle\.$/,
      ),
    })
  })

  it('is where each goroutine waits and for which mutex, and not who has it', () => {
    const waits = toDumpedWaits(recorded('go-deadlock'))!
    expect(waits.circle).toEqual([])
    expect(waits.waiting.map(({ line, holders }) => [line, holders])).toEqual([[26, []], [17, []], [17, []]])
    const [salt, pepper] = waits.waiting.slice(1).map(({ thing }) => thing)
    expect(salt).toMatch(/^Mutex #/)
    expect(pepper).toMatch(/^Mutex #/)
    expect(salt).not.toBe(pepper)
    expect(waits.sentence).toMatch(/Who could end that, Go does not say\.$/)
  })

  it('is where each thread of Python waits, and neither for what nor for whom', () => {
    const waits = toDumpedWaits(recorded('python-deadlock'))!
    expect(waits.waiting.map(({ line, holders }) => [line, holders])).toEqual([[13, []], [13, []]])
    expect(waits.sentence).toMatch(/^thread #\w{4} waits on line 13; thread .*\. For what, and who could end that, faulthandler does not say\.$/)
  })

  it('is what each task of asyncio awaits, by its name', () => {
    expect(toDumpedWaits(recorded('python-asyncio-deadlock'))!.sentence)
      .toBe('A waits on line 12 for a future; B waits on line 12 for a future. Who could end that, asyncio does not say.')
  })

  it('names the task that another one awaits', () => {
    const task = (name: string, other: string) =>
      `Stack for <Task pending name='${name}' coro=<cook() running at a.py:4> wait_for=<Task pending name='${other}' coro=<cook()>>> (most`
    expect(toDumpedWaits(printed(`${task('A', 'B')}\n${task('B', 'A')}`))).toMatchObject({
      circle: ['A', 'B'],
      sentence: 'A waits on line 4 for the end of B, which B owes; B waits on line 4 for the end of A, which A owes: a circle.',
    })
  })

  it('says of a channel what would end the wait, and takes no old value for an address', () => {
    const dump = `fatal error: all goroutines are asleep - deadlock!

goroutine 1 [chan send, 2 minutes]:
main.main()
\t/demos/main.go:17 +0x3a

goroutine 6 [chan receive]:
main.(*kitchen).cook(...)
\t/demos/main.go:9
created by main.main in goroutine 1
\t/demos/main.go:15 +0xd6

goroutine 7 [sync.Mutex.Lock]:
internal/sync.(*Mutex).lockSlow(0x5a4d58?)
\t/usr/local/go/src/internal/sync/mutex.go:149 +0x15d
main.wash()
\t/demos/main.go:30 +0x31

goroutine 8 [IO wait]:
internal/poll.runtime_pollWait(0x7f, 0x72)
\t/usr/local/go/src/runtime/netpoll.go:351 +0x85`
    const waits = toDumpedWaits(printed(dump))!
    expect(waits.waiting.map(({ task, line, thing, isUnnamed }) => [task, line, thing, isUnnamed])).toEqual([
      ['goroutine 1', 17, 'a receiver', true],
      ['goroutine 6', 9, 'a value', true],
      ['goroutine 7', 30, 'Mutex', true],
    ])
  })

  it('knows a lock of java.util.concurrent', () => {
    const half = (task: string, holder: string, lock: string) => `"${task}":
  waiting for ownable synchronizer ${lock}, (a java.util.concurrent.locks.ReentrantLock$NonfairSync),
  which is held by "${holder}"`
    const dump = `Found one Java-level deadlock:\n=====\n${half('x', 'y', '0x00000007ff0085d8')}\n${half('y', 'x', '0x00000007ff0085c8')}`
    expect(toDumpedWaits(printed(dump))!.sentence)
      .toBe('x waits for ReentrantLock #85d8, which y has; y waits for ReentrantLock #85c8, which x has: a circle.')
  })

  it('is nothing where no tool said anything, and nothing of a task that is done', () => {
    expect(toDumpedWaits(printed('A is ready\n"A":\n{}'))).toBeUndefined()
    expect(toDumpedWaits(printed('Stack for <Task finished name=\'A\' coro=<cook() done> result=None> (most'))).toBeUndefined()
  })
})
