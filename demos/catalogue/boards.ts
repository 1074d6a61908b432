import type { Demo } from '../catalogue.ts'

const orders = [1, 2, 3, 4, 5, 6]

/** Programs behind the boards: what their sliders set is a module of its own, `…-settings.ts`. */
export const boardDemos: readonly Demo[] = [
  {
    slug: 'channel-board',
    language: 'javascript',
    file: 'demos/javascript/boards/channel.ts',
    title: 'A channel to share the work, and one to tell everybody',
    expect: { eggs: orders.flatMap(n => [`q${n}`, `b1-${n}`, `b2-${n}`]), overlap: 'some', outcome: 'done' },
  },
]
