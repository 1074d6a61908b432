import type { Demo } from './demo.ts'
import { fourEggs, javascript } from './entry.ts'

/** Programs in which eggs come one after another, or go from hand to hand. */
export const passing: readonly Demo[] = [
  // One after another, as they come
  javascript('streams', 'An egg that arrives in steps', {
    eggs: ['A'],
    overlap: 'none',
    outcome: 'done',
  }),
  javascript('for-await-generator', 'for await over an async generator', {
    eggs: fourEggs,
    overlap: 'none',
    prints: ['A is ready', 'B is ready', 'C is ready', 'D is ready'],
    time: [2, 2.5],
    outcome: 'done',
  }),
  javascript('for-await-promises', 'for await over a list of promises', {
    eggs: fourEggs,
    overlap: 'all',
    prints: ['A is ready', 'B is ready', 'C is ready', 'D is ready'],
    time: [0.5, 0.9],
    outcome: 'done',
  }),
  javascript('paged-orders', 'Three pages of orders', {
    eggs: ['orders', 'orders-2', 'orders-3'],
    overlap: 'none',
    prints: ['A is wanted', 'B is wanted', 'C is wanted', 'D is wanted', 'E is wanted', 'F is wanted'],
    time: [1.5, 2],
    outcome: 'done',
  }),
  javascript('stream-buffered', 'Two eggs under way, in the order of the list', {
    eggs: fourEggs,
    overlap: 'some',
    maxInPan: 2,
    prints: ['A is served', 'B is served', 'C is served', 'D is served'],
    time: [1.5, 2],
    outcome: 'done',
  }, [{ constant: 'inFlight', label: 'in flight', values: [1, 2, 3, 4] }]),
  javascript('stream-unordered', 'Two eggs under way, in any order', {
    eggs: fourEggs,
    overlap: 'some',
    maxInPan: 2,
    ends: ['B', 'C', 'A', 'D'],
    printsInAnyOrder: ['A is served', 'B is served', 'C is served', 'D is served'],
    says: ['B is served'],
    time: [1, 1.4],
    outcome: 'done',
  }),
  { orders: { says: ['at most 3 in the queue'] }, ...javascript('backpressure', 'A queue with a bound', {
    eggs: ['A', 'B', 'C', 'D', 'A', 'B', 'C', 'D', 'A', 'B', 'C', 'D'],
    overlap: 'none',
    levels: ['queue'],
    says: ['at most 3 in the queue'],
    time: [1.5, 2.2],
    outcome: 'done',
  }, [{ constant: 'capacity', label: 'room for', values: [1, 3, 6, 12] }]) },
  { orders: {}, ...javascript('no-backpressure', 'A queue without a bound', {
    eggs: ['A', 'B', 'C', 'D', 'A', 'B', 'C', 'D', 'A', 'B', 'C', 'D'],
    overlap: 'none',
    levels: ['queue'],
    says: ['at most '],
    neverSays: ['at most 3 in the queue'],
    time: [1.5, 2.2],
    outcome: 'done',
  }) },
  // Handing values over
  { orders: {}, ...javascript('channel-select', 'Take from plates, from the door, or give up', {
    eggs: fourEggs,
    overlap: 'all',
    prints: ['from plates: A', 'from plates: B', 'from door: Ada', 'from plates: C', 'nothing for a while: we close'],
    time: [1.8, 2.2],
    outcome: 'done',
  }) },
  { orders: { says: ['has A', 'has B', 'has C', 'has D'] }, ...javascript('work-queue', 'Four orders in one channel, for two cooks', {
    eggs: ['A1', 'B2', 'C1', 'D1'],
    overlap: 'some',
    maxInPan: 2,
    printsInAnyOrder: ['cook 1 has A', 'cook 2 has B', 'cook 1 has C', 'cook 1 has D'],
    outcome: 'done',
  }, [{ constant: 'slow', label: 'cook 2 takes', values: [0.3, 1.2, 2.4] }]) },
  { orders: { says: ['cook 1 has D', 'cook 2 has D'] }, ...javascript('broadcast', 'Four orders in a channel for each of two cooks', {
    eggs: ['A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'D1', 'D2'],
    overlap: 'some',
    maxInPan: 2,
    printsInAnyOrder: ['cook 1 has A', 'cook 2 has A', 'cook 1 has B', 'cook 2 has B', 'cook 1 has C', 'cook 2 has C', 'cook 1 has D', 'cook 2 has D'],
    outcome: 'done',
  }) },
]
