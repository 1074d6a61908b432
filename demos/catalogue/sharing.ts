import type { Demo, Promised } from './demo.ts'
import { eggs, fourEggs, javascript } from './entry.ts'

/** No more butter is taken than there is. */
const butterLasts: Promised = { neverSays: ['leaves -'] }

/** Programs that share something: a lock, a thread, an end, a connection. */
export const sharing: readonly Demo[] = [
  // One thread is enough to be wrong
  { orders: { prints: ['4 eggs fried, 4 counted'] }, ...javascript('lost-update', 'Count four eggs across an await', {
    eggs: fourEggs,
    overlap: 'all',
    prints: ['4 eggs fried, 1 counted'],
    outcome: 'done',
  }) },
  { orders: { prints: ['2 served, 2 counted'] }, ...javascript('works-today', 'Two counts, and B is the slow one', {
    eggs: ['A', 'A2', 'B', 'B2'],
    overlap: 'some',
    prints: ['2 served, 2 counted'],
    time: [2, 2.5],
    outcome: 'done',
  }) },
  { orders: butterLasts, ...javascript('overdraft', 'Check, wait, act: two eggs and one dish of butter', {
    eggs: ['A', 'B'],
    overlap: 'all',
    says: ['leaves 20 g', 'leaves -60 g'],
    time: [0.5, 0.9],
    outcome: 'done',
  }, [{ constant: 'butter', label: 'butter', values: [100, 160, 240], unit: 'g' }]) },
  { orders: butterLasts, ...javascript('mutex', 'Check, wait, act, with a lock around it', {
    eggs: ['A'],
    overlap: 'none',
    lanes: ['B'],
    prints: ['A leaves 20 g', 'B stays raw'],
    outcome: 'done',
  }, [{ constant: 'butter', label: 'butter', values: [100, 160, 240], unit: 'g' }]) },
  { orders: {}, ...javascript('one-owner', 'One task owns the butter, the others ask it', {
    eggs: ['A'],
    overlap: 'none',
    prints: ['A may fry', 'B stays raw'],
    time: [1, 1.4],
    outcome: 'done',
  }) },
  { orders: { neverSays: [' -'] }, ...javascript('reentrant-actor', 'An object that awaits between check and change', {
    eggs: ['A', 'B'],
    overlap: 'all',
    prints: ['A 20 g left', 'B -60 g left'],
    time: [0.5, 0.9],
    outcome: 'done',
  }) },
  { orders: {}, ...javascript('deadlock', 'Two tasks, two locks, two orders', {
    eggs: ['A', 'B'],
    overlap: 'all',
    lanes: ['A', 'B'],
    says: ['will never come'],
    neverSays: ['salt and pepper'],
    outcome: 'failed',
  }) },
  { orders: {}, ...javascript('pool-deadlock', 'Two connections, and each request needs two', {
    eggs: ['A', 'B'],
    overlap: 'all',
    lanes: ['A', 'B'],
    says: ['will never come'],
    neverSays: ['is written down'],
    outcome: 'failed',
  }, [{ constant: 'size', label: 'connections', values: [2, 3, 4] }]) },
  { orders: {}, ...javascript('channel-deadlock', 'Orders one way, plates the other', {
    eggs: ['A'],
    overlap: 'none',
    lanes: ['waiter', 'cook'],
    says: ['will never come'],
    neverSays: ['is served'],
    outcome: 'failed',
  }, [{ constant: 'room', label: 'room', values: [0, 1, 2, 3] }]) },
  { orders: {}, ...javascript('lock-order', 'Two tasks, two locks, one order', {
    eggs: ['A', 'B'],
    overlap: 'none',
    lanes: ['B'],
    prints: ['A has salt and pepper', 'B has salt and pepper'],
    time: [1, 1.5],
    outcome: 'done',
  }) },
  // Work that does not wait
  javascript('cpu-in-async', 'Four calculations in async functions', {
    eggs: [],
    overlap: 'none',
    lanes: fourEggs,
    ends: ['A', 'B', 'C', 'D'],
    prints: ['A is beaten', 'B is beaten', 'C is beaten', 'D is beaten'],
    outcome: 'done',
  }, [eggs(1, 2, 4, 6)]),
  javascript('cpu-in-workers', 'Four calculations, each in a worker', {
    eggs: [],
    overlap: 'all',
    lanes: fourEggs,
    printsInAnyOrder: ['A is beaten', 'B is beaten', 'C is beaten', 'D is beaten'],
    outcome: 'done',
  }, [eggs(1, 2, 4, 6)]),
  javascript('cpu-sweep', 'The same work in 1, 2, 4 and 8 workers', {
    eggs: [],
    overlap: 'some',
    lanes: [1, 2, 4, 8].flatMap(threads => Array.from({ length: threads }, (_, i) => `${i + 1} of ${threads}`)),
    outcome: 'done',
  }),
  javascript('needless-async', 'A sum, and the same sum with await', {
    eggs: [],
    overlap: 'none',
    lanes: ['sum', 'asyncSum'],
    ends: ['sum', 'asyncSum'],
    prints: ['2999997', '2999997'],
    outcome: 'done',
  }),
  javascript('sync-over-async', 'A waiter who may not await', {
    eggs: ['A'],
    overlap: 'none',
    lanes: ['waiter'],
    // The egg is long ready; the program sees that only when no other code stands in its way.
    ends: ['waiter', 'A'],
    says: ['none in ', 'awaited: A'],
    time: [1, 1.5],
    outcome: 'done',
  }),
  javascript('late-timer', 'A timer, and a calculation', {
    eggs: [],
    overlap: 'all',
    lanes: ['A', 'timer'],
    ends: ['A', 'timer'],
    says: ['A is beaten', 'rings at'],
    outcome: 'done',
  }),
  javascript('microtask-flood', 'A timer of zero, and promises that go on', {
    eggs: [],
    overlap: 'all',
    lanes: ['flood', 'timer'],
    ends: ['flood', 'timer'],
    says: ['promises first', 'timer'],
    outcome: 'done',
  }),
  javascript('yield-to-others', 'Stirring, with and without a pause', {
    eggs: ['A', 'B'],
    overlap: 'none',
    prints: ['stirred without a pause', 'A is ready', 'B is ready', 'stirred with pauses'],
    outcome: 'done',
  }),
  // How things end
  javascript('abort-tree', 'A tree of scopes in which B burns', {
    eggs: fourEggs,
    overlap: 'all',
    burnt: ['B'],
    calledOff: ['A', 'C', 'D'],
    prints: ['Error: B is burnt', 'no egg is left in the pan'],
    time: [0.5, 0.9],
    outcome: 'done',
  }),
  javascript('cancel-is-a-request', 'A task that is cancelled, and a pan to wash', {
    eggs: ['A', 'wash'],
    // The order to wash may be there before the kitchen hears that a client has hung up.
    overlap: 'any',
    calledOff: ['A'],
    prints: ['we are closing', 'washed up and gone'],
    time: [1.1, 1.5],
    outcome: 'done',
  }),
  javascript('await-using', 'A pan that has to be washed, and B burns', {
    eggs: ['A', 'B', 'wash'],
    overlap: 'none',
    burnt: ['B'],
    prints: ['the pan is washed', 'and then: Error: B is burnt'],
    outcome: 'done',
  }),
  // A log is shared, too
  javascript('mixed-logs', 'One log, written by four tasks', {
    eggs: fourEggs,
    burnt: ['C'],
    overlap: 'all',
    prints: ['goes into the pan', 'goes into the pan', 'goes into the pan', 'goes into the pan', 'is ready', 'is ready', 'is burnt', 'is ready'],
    time: [1, 1.5],
    outcome: 'done',
  }, [{ constant: 'withNames', label: 'names', values: [false, true] }]),
  // What the platform does by itself
  { needsPort: true, ...javascript('six-connections', 'Twelve eggs, all at once', {
    eggs: ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L'],
    overlap: 'all',
    time: [1, 1.5],
    outcome: 'done',
    inBrowser: { overlap: 'some', maxInPan: 6, time: [2, 2.5] },
  }, [eggs(4, 6, 7, 12)]) },
]
