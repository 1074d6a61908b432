import { defineConfig } from 'vitest/config'

/** Programs run for real here, on whatever machine this is: one that was held up by something else is tried again. */
const RETRY = 2

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{trace,egg-server,runner,demos,components,setup,site}/**/*.test.ts'],
          environment: 'node',
          testTimeout: 30_000,
          retry: RETRY,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['e2e/**/*.test.ts'],
          environment: 'node',
          // One deck, one browser: the files take turns, after everything else.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          retry: RETRY,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
