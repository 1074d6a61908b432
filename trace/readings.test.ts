import type { Reading } from './readings.ts'
import { expect, it } from 'vitest'
import { createReader } from './readings.ts'

const ms = (n: number) => n * 1e6

/** What a thread did, by readings of it: when, on a core, waiting for one, asleep where. */
function did(...readings: [at: number, ran: number, waited: number, where?: string][]) {
  return createReader().read(readings.map(([at, ran, waited, where = '']): Reading => [at, ms(ran), ms(waited), where]))
}

it('places what a thread had counted before it was found right before that', () => {
  expect(did([100, 3, 1])).toEqual({ from: 96, did: [['ready', 1], ['working', 3]] })
})

it('tells work, waiting for a core and sleep apart', () => {
  expect(did([10, 10, 0], [12, 12, 0], [20, 12, 0, 'futex_do_wait'], [30, 14, 8])).toEqual({
    from: 0,
    did: [['working', 12], ['lock', 8], ['ready', 8], ['working', 2]],
  })
})

it('never makes more of a time than it lasted', () => {
  // The kernel counts a wait when it is over: here most of it was before the last look.
  const seen = did([10, 10, 0], [14, 10, 0, 'futex_do_wait'], [16, 11, 40])!
  expect(seen.did.reduce((sum, [, ms]) => sum + ms, 0)).toBe(16)
  expect(seen.did.filter(([what]) => what === 'working')).toEqual([['working', 10], ['working', 1]])
})

it.each([
  ['do_epoll_wait', 'idle'],
  ['ep_poll', 'idle'],
  ['poll_schedule_timeout.constprop.0', 'idle'],
  ['do_wait', 'idle'],
  ['futex_do_wait', 'lock'],
  ['futex_wait_queue', 'lock'],
  ['hrtimer_nanosleep', 'blocked'],
  ['wait_woken', 'blocked'],
  ['pipe_read', 'blocked'],
])('takes sleep in %s for %s', (where, what) => {
  expect(did([1, 1, 0], [5, 1, 0, where])!.did).toEqual([['working', 1], [what, 4]])
})

it('loses nothing of what it has counted', () => {
  // The second look was at the clock before the thread had a core, and at the thread afterwards.
  expect(did([10, 10, 0], [10, 14, 0], [20, 16, 4])!.did).toEqual([['working', 10], ['ready', 4], ['working', 6]])
})

it('takes no thread for asleep that was never seen asleep', () => {
  expect(did([10, 10, 0], [20, 12, 3])!.did).toEqual([['working', 10], ['ready', 8], ['working', 2]])
})

it('goes on from the last reading, however they are told', () => {
  const reader = createReader()
  reader.read([[10, ms(10), 0, '']])
  expect(reader.read([])).toBeUndefined()
  expect(reader.read([[15, ms(15), 0, '']])).toEqual({ from: 10, did: [['working', 5]] })
})
