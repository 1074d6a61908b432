import { availableParallelism } from 'node:os'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer } from 'vitest/node'
import { refuseFolder } from './setup/start/folder.ts'

/**
 * `npm test` runs `unit` and `browser`, what a contributor may break, in a few minutes. `npm run test:all` runs
 * everything, and so does `.ci/run`. CONTRIBUTING.md says which suite proves what.
 */

/** A real browser on a machine that other things keep busy: a test that was held up is tried again, and reported. */
const RETRY_IN_BROWSER = 2

/** What a page shows after a press, on such a machine. What has to be quick is measured by its test. */
const POLL_MS = 10_000

/** The browser tests of `npm test`: one demo of each mechanism on a slide, two windows, the static site once. */
const CORE = ['e2e/demos.test.ts', 'e2e/orders.test.ts', 'e2e/windows.test.ts', 'e2e/site-once.test.ts']

/** Slow because they run every program for real. */
const PROGRAMS = [
  'demos/every-demo.test.ts',
  'demos/other-languages.test.ts',
  'demos/javascript/**/*.test.ts',
  'runner/orders/random-orders.test.ts',
  'runner/run/live-clock.test.ts',
  'runner/terminal/play-orders.test.ts',
]

/** They compare what threads and cores were measured to do, and want both cores to themselves. */
const MEASURED = ['demos/measured.test.ts']

/** Attacks and floods: `npm run test:hostile`. */
const HOSTILE = ['{egg-server,runner,setup,e2e}/**/*.hostile.test.ts', 'egg-server/memory.test.ts']

/** Every slide, each file its share of them: two decks at once. */
const SLIDES = ['e2e/slides-*.test.ts']

/**
 * All commands of README, word for word, on the usual ports; what a fork does on its first day, and what its deck says
 * to that. All work in a copy of the checkout.
 */
const README = ['e2e/readme.test.ts', 'e2e/fork.test.ts', 'e2e/fork-deck.test.ts']

/** Short to read and long to run: begun last, one of them would be alone for minutes. */
const LONG = /\/(?:rehearse|two-clocks|deck-away|show|paper|other-languages|runs\.hostile|fork)\.test\.ts$/

class LongFilesFirst extends BaseSequencer {
  override async sort(files: Parameters<BaseSequencer['sort']>[0]) {
    const isLong = ({ moduleId }: typeof files[number]) => LONG.test(moduleId)
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter(file => !isLong(file))]
  }
}

const refused = refuseFolder(fileURLToPath(new URL('.', import.meta.url)))
if (refused) {
  console.error(refused)
  process.exit(1)
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongFilesFirst },
    reporters: ['default', './tools/retry-reporter.ts'],
    projects: [
      project('unit', ['{bench,composables,demos,egg-server,packages,reader,runner,setup,site,talk,tools,trace}/**/*.test.ts'], {
        exclude: [...PROGRAMS, ...MEASURED, ...HOSTILE],
        testTimeout: 30_000,
        order: 0,
        // Half of its time is waiting: for eggs, processes and sockets.
        workers: availableParallelism(),
        sharesModules: true,
      }),
      project('browser', CORE, { retry: RETRY_IN_BROWSER, order: 1, workers: 2, sharesDeck: true }),
      // A machine that stalls in the middle of an egg shows another shape; it hardly does so twice.
      project('programs', PROGRAMS, { retry: 1, order: 2, workers: 2 }),
      project('measured', MEASURED, { retry: 1, order: 3 }),
      // What a browser and a system hold after a flood is theirs to let go of; a retry is reported, as everywhere.
      project('hostile', HOSTILE, { retry: 1, order: 4, workers: 2, testTimeout: 180_000 }),
      project('slides', SLIDES, {
        retry: RETRY_IN_BROWSER,
        order: 5,
        workers: 2,
        sharesDeck: true,
        env: { E2E_EGG_MS: '400' },
      }),
      project('rest', ['e2e/**/*.test.ts'], {
        exclude: [...CORE, ...HOSTILE, ...SLIDES, ...README],
        retry: RETRY_IN_BROWSER,
        order: 6,
        workers: 2,
        sharesDeck: true,
      }),
      project('readme', README, { order: 7, workers: 2, testTimeout: 300_000 }),
    ],
  },
})

interface Options {
  exclude?: string[]
  /** How often a failed test is tried again; never what is pure. */
  retry?: number
  /** Projects run one after the other, in this order, so that they do not slow each other down. */
  order: number
  /** How many files run at once; one unless given. */
  workers?: number
  testTimeout?: number
  /** A worker loads each module once for all its files: most of the time of a small test is the loading. */
  sharesModules?: boolean
  /** A worker's files have one deck, one browser and one built site between them (e2e/shared-deck.ts). */
  sharesDeck?: boolean
  env?: Record<string, string>
}

function project(
  name: string,
  include: string[],
  {
    exclude = [],
    retry = 0,
    order,
    workers = 1,
    sharesDeck = false,
    sharesModules = sharesDeck,
    testTimeout = sharesDeck ? 120_000 : 60_000,
    env = {},
  }: Options,
) {
  return {
    test: {
      name,
      include,
      exclude: ['**/node_modules/**', ...exclude],
      environment: 'node' as const,
      maxWorkers: workers,
      isolate: !sharesModules,
      ...sharesDeck && { expect: { poll: { timeout: POLL_MS } } },
      env,
      sequence: { groupOrder: order },
      retry,
      testTimeout,
      // What a whole file stands on is not tried again: it may take long.
      hookTimeout: 300_000,
    },
  }
}
