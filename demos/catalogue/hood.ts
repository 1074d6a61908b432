import type { Demo } from './demo.ts'

const expectation: Demo['expect'] = { eggs: ['A', 'B'], overlap: 'none', prints: ['Ada: A and B', 'Ada had A and B'], outcome: 'done' }

/** One function in three forms: as written, as a generator with a driver, as an explicit state machine. */
export const hoodDemos: readonly Demo[] = [
  {
    slug: 'hood-async',
    language: 'javascript',
    file: 'demos/javascript/hood/async.ts',
    title: 'Under the hood: a function as it is written',
    expect: expectation,
  },
  {
    slug: 'hood-generator',
    language: 'javascript',
    file: 'demos/javascript/hood/generator.ts',
    title: 'Under the hood: the same as a generator with a driver',
    expect: expectation,
  },
  {
    slug: 'hood-machine',
    language: 'javascript',
    file: 'demos/javascript/hood/machine.ts',
    title: 'Under the hood: the same as a state machine',
    expect: expectation,
  },
]
