/**
 * What this talk promises, and its tests count. A talk of your own has other promises: change them, or delete this
 * folder.
 */

/** Slides of the talk, the cover included; what stands behind a chapter does not count. */
export const MOST_SLIDES = 60

/** Minutes of the talk and of its short path, with runs, votes and guesses. */
export const MINUTES = { main: 45, short: 20 }

/** What a note says about its slide is right within this. */
export const NEAR_S = 10

/** A model of concurrency, and the demos of which one has to be on the short path. */
export const MODELS: Record<string, readonly string[]> = {
  'one by one': ['sequential'],
  'callbacks': ['callbacks'],
  'promises': ['promises'],
  'all': ['promise-all'],
  'race': ['promise-race'],
  'async and await': ['await-in-loop', 'cpu-in-async', 'starts-at-the-call'],
  'streams': ['streams'],
  'another language': ['rust-threads', 'go-waitgroup', 'elixir-processes', 'python-cpu-threads', 'java-virtual-threads'],
}

/** Of the verdicts in the talk, at least this share is not “False”: or the room stops thinking. */
export const LEAST_NOT_FALSE = 1 / 3

/** The chapter whose tables explain words, by the number of its file; none where there is no glossary. */
export const GLOSSARY: string | undefined = '17'

/** Chapters whose notes still have one voice, by the number of their file. */
export const ONE_VOICE: readonly string[] = []

/** What many people believe, and the demos or boards of which one run shows how it is. */
export const MISCONCEPTIONS: Record<string, readonly string[]> = {
  'an async function runs in the background': ['cpu-in-async'],
  'await in a loop is concurrent': ['sequential', 'await-in-loop'],
  'a timer rings when it is due': ['late-timer', 'python-blocking-sleep'],
  'awaiting lets others run': ['yield-to-others'],
  'microtasks are fair to timers': ['microtask-flood'],
  'the body of an async function starts later': ['starts-at-the-call', 'python-starts-when-awaited', 'rust-starts-when-polled'],
  'Node reads files without blocking': ['node-libuv-seats'],
  'Promise.all stops the others': ['all-does-not-cancel'],
  'gather and TaskGroup are the same': ['python-gather'],
  'a race stops its losers': ['promise-race', 'race-with-timeout'],
  'starting both and awaiting each is safe': ['start-both-then-await'],
  'forEach waits for an async callback': ['foreach-does-not-wait'],
  'for await makes it concurrent': ['for-await-promises'],
  'spawn and join in one chain is parallel': ['rust-lazy'],
  'one thread has no races': ['overdraft'],
  '+= await is one step': ['lost-update'],
  'a deadlock needs two threads': ['deadlock'],
  'the GIL protects a read and a write': ['python-lost-update'],
  'actors have no races': ['elixir-butter', 'elixir-reentrant', 'reentrant-actor'],
  'more threads make it faster': ['python-cpu-threads', 'AmdahlBoard'],
  'bigger queues are safer': ['no-backpressure', 'ChannelBoard'],
  'two at a time is two a second': ['pool-is-no-rate-limit'],
  'a channel tells all of its receivers': ['go-worker-pool', 'work-queue', 'rust-broadcast'],
  'threads are ruinous, and tasks are free': ['rust-many-threads'],
  'what is cancelled has stopped': ['python-cancel', 'cancel-is-a-request'],
}
