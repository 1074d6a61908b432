import type { Demo } from './demo.ts'

const orders = [1, 2, 3, 4, 5, 6]

/** Programs behind the boards: what their sliders set is a module of its own, `…-settings.ts`. */
export const boardDemos: readonly Demo[] = [
  {
    slug: 'channel-board',
    language: 'javascript',
    file: 'demos/javascript/boards/channel.ts',
    title: 'A channel to share the work, and one to tell all readers',
    expect: { eggs: orders.flatMap(n => [`q${n}`, `b1-${n}`, `b2-${n}`]), overlap: 'some', outcome: 'done' },
  },
  {
    slug: 'scope-board',
    language: 'javascript',
    file: 'demos/javascript/boards/scope.ts',
    title: 'The same tree, in scopes and without',
    expect: {
      eggs: ['A', 'B', 'C', 'A-loose', 'B-loose', 'C-loose', 'B', 'B-loose'],
      burnt: ['B', 'B-loose'],
      calledOff: ['A', 'B', 'C', 'B-loose'],
      overlap: 'some',
      prints: ['B is burnt', 'B-loose is burnt'],
      outcome: 'done',
    },
  },
  {
    slug: 'pool-board',
    language: 'javascript',
    file: 'demos/javascript/boards/pool.ts',
    title: 'Who blocks whom: a reactor and two pools',
    expect: { eggs: ['await-1'], overlap: 'any', prints: ['all is done'], outcome: 'done' },
  },
  {
    slug: 'amdahl-board',
    language: 'javascript',
    file: 'demos/javascript/boards/amdahl.ts',
    title: 'Alone, and then spread over four threads',
    expect: {
      eggs: [],
      lanes: ['all', '10 %', '1 of 4', '2 of 4', '3 of 4', '4 of 4'],
      overlap: 'some',
      outcome: 'done',
    },
  },
  {
    slug: 'rush-board',
    language: 'javascript',
    file: 'demos/javascript/boards/rush.ts',
    title: 'Rush hour: from collapse to calm',
    kitchen: { pans: 6, beyond: 'wait', times: 'one-in-twenty', seed: 5 },
    limit: 150,
    // Who orders once more, and which egg is called off, is another each time.
    expect: { eggs: [], anyEggs: true, overlap: 'any', says: [' guests'], time: [13, 15], outcome: 'done' },
  },
  {
    slug: 'loop-order',
    language: 'javascript',
    file: 'demos/javascript/boards/loop-order.ts',
    title: 'A script, microtasks and timers',
    watch: 'event-loop',
    expect: {
      eggs: [],
      overlap: 'any',
      printsInAnyOrder: ['script', 'the script is over', 'microtask', 'then', 'more', 'then, again', 'mail', 'timer'],
      outcome: 'done',
    },
  },
  {
    slug: 'loop-await',
    language: 'javascript',
    file: 'demos/javascript/boards/loop-await.ts',
    title: 'Two functions that await, and a timer',
    watch: 'event-loop',
    expect: {
      eggs: ['A', 'B'],
      overlap: 'all',
      printsInAnyOrder: ['A is ordered', 'B is ordered', 'both are ordered', 'the script goes on', 'timer', 'A is ready', 'B is ready'],
      outcome: 'done',
    },
  },
  {
    slug: 'node-loop-phases',
    language: 'node',
    file: 'demos/node/node-loop-phases.mjs',
    title: 'Node’s phases, with ticks and promises in between',
    expect: {
      eggs: [],
      overlap: 'any',
      prints: ['the script is over', 'a file has news', 'the callback is over', 'tick', 'then', 'check', 'timer'],
      outcome: 'done',
    },
  },
]
