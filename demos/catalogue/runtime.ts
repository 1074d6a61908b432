import type { Demo } from './demo.ts'

const fourEggs = ['A', 'B', 'C', 'D']
const ready = ['A is ready', 'B is ready', 'C is ready', 'D is ready']
const plates = '[ \'A\', \'B\', \'C\', \'D\' ]'

/** A small asynchronous runtime in steps, from an event loop to `select`. */
export const runtimeDemos: readonly Demo[] = [
  {
    slug: 'runtime-event-loop',
    language: 'javascript',
    file: 'demos/javascript/runtime/event-loop.ts',
    title: 'A loop, a queue, timers, and one place to sleep',
    expect: { eggs: fourEggs, overlap: 'all', printsInAnyOrder: [...ready, 'half time'], outcome: 'done' },
  },
  {
    slug: 'runtime-futures',
    language: 'javascript',
    file: 'demos/javascript/runtime/futures.ts',
    title: 'Four futures, and who polls them',
    expect: { eggs: fourEggs, overlap: 'all', prints: ['0 eggs in the pan', plates], outcome: 'done' },
  },
  {
    slug: 'runtime-executor',
    language: 'javascript',
    file: 'demos/javascript/runtime/executor.ts',
    title: 'An executor, and wakers',
    expect: { eggs: fourEggs, overlap: 'all', printsInAnyOrder: [...ready, '8 polls'], outcome: 'done' },
  },
  {
    slug: 'runtime-busy-poller',
    language: 'javascript',
    file: 'demos/javascript/runtime/busy-poller.ts',
    title: 'An executor without wakers',
    expect: { eggs: fourEggs, overlap: 'all', outcome: 'done' },
  },
  {
    slug: 'runtime-reactor',
    language: 'javascript',
    file: 'demos/javascript/runtime/reactor.ts',
    title: 'An executor and a reactor',
    expect: { eggs: fourEggs, overlap: 'all', prints: [plates], outcome: 'done' },
  },
  {
    slug: 'runtime-select',
    language: 'javascript',
    file: 'demos/javascript/runtime/select.ts',
    title: 'Four futures, join and select',
    expect: { eggs: fourEggs, calledOff: ['D'], overlap: 'all', prints: ['[ \'A\', \'B\', \'C\' ]'], outcome: 'done' },
  },
  {
    slug: 'runtime-pool',
    language: 'javascript',
    file: 'demos/javascript/runtime/pool.ts',
    title: 'A loop, and two threads for calls that block',
    expect: { eggs: ['A'], lanes: ['toast 1', 'toast 2', 'toast 3'], overlap: 'any', prints: ['A, toast 1, toast 2, toast 3'], outcome: 'done' },
  },
]
