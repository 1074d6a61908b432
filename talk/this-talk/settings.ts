/** What this talk promises, and its tests count. A talk of your own has other promises: change them, or delete this folder. */

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

/** Chapters whose notes still have one voice, by the number of their file. */
export const ONE_VOICE: readonly string[] = []
