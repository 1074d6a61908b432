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
      browser('browser', 'e2e/{browser,demos,kitchen-away,windows}.test.ts'),
      // Every slide in both schemes, every program in a browser, programs as processes, editing, models, the static site and how the deck ends: `npm run test:sweep`.
      browser('sweep', 'e2e/{edit,models,processes-on-slides,shelf,site,slides,start}.test.ts'),
    ],
  },
})

/** Tests in a real browser: one deck, one browser, so the files take turns, after everything else. */
function browser(name: string, include: string) {
  return {
    test: {
      name,
      include: [include],
      environment: 'node' as const,
      fileParallelism: false,
      sequence: { groupOrder: name === 'browser' ? 1 : 2 },
      retry: RETRY,
      testTimeout: 60_000,
      hookTimeout: 120_000,
    },
  }
}
