import { defineConfig } from 'vitest/config'

/** Programs run for real here, on whatever machine this is: one that was held up by something else is tried again. */
const RETRY = 2

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{bench,trace,egg-server,demos,runner,talk,composables,components,reader,setup,site,tools}/**/*.test.ts'],
          environment: 'node',
          testTimeout: 30_000,
          retry: RETRY,
        },
      },
      browser('browser', 'e2e/{browser,demos,kitchen-away,windows}.test.ts', { order: 1 }),
      // Every slide, half of them in one deck and half in another.
      browser('slides', 'e2e/slides-*.test.ts', { order: 2, workers: 2 }),
      // What takes long and seldom breaks by itself: windows beside the slides, all that one does with a demo, models, processes, paper, the static site and how the deck ends. `npm run test:sweep`.
      browser('sweep', 'e2e/{beside,hands-on,models,paper,processes-on-slides,reader,site,start}.test.ts', { order: 3 }),
    ],
  },
})

/** Tests in a real browser, after those before them: a deck and a browser each, so there are only as many at once as there are workers. */
function browser(name: string, include: string, { order, workers = 1 }: { order: number, workers?: number }) {
  return {
    test: {
      name,
      include: [include],
      environment: 'node' as const,
      maxWorkers: workers,
      sequence: { groupOrder: order },
      retry: RETRY,
      testTimeout: 60_000,
      hookTimeout: 120_000,
    },
  }
}
