type Stretch = [state: 'working' | 'ready' | 'waiting', from: number, to: number]
export interface Schedule { name: string, words: string, lanes: Record<'A' | 'B' | 'C', Stretch[]> }

/** Three tasks on one processor: polite, with a hog, and by force. What has been ready longest comes next. */
export const SCHEDULES: readonly Schedule[] = [
  {
    name: 'Cooperative, and polite',
    words: 'each task gives the core back',
    lanes: {
      A: [['working', 0, 1], ['waiting', 1, 4], ['working', 4, 5], ['waiting', 5, 7], ['working', 7, 8]],
      B: [['ready', 0, 1], ['working', 1, 2], ['waiting', 2, 5], ['working', 5, 6], ['waiting', 6, 8], ['working', 8, 9]],
      C: [['ready', 0, 2], ['working', 2, 3], ['waiting', 3, 6], ['working', 6, 7], ['waiting', 7, 9], ['working', 9, 10]],
    },
  },
  {
    name: 'Cooperative, with a hog',
    words: 'B computes, and nothing can stop it',
    lanes: {
      A: [['working', 0, 1], ['waiting', 1, 4], ['ready', 4, 10]],
      B: [['ready', 0, 1], ['working', 1, 9]],
      C: [['ready', 0, 9], ['working', 9, 10]],
    },
  },
  {
    name: 'Preemptive',
    words: 'a clock interrupts B',
    lanes: {
      A: [['working', 0, 1], ['waiting', 1, 4], ['ready', 4, 6], ['working', 6, 7], ['waiting', 7, 9], ['ready', 9, 10]],
      B: [['ready', 0, 1], ['working', 1, 3], ['ready', 3, 4], ['working', 4, 6], ['ready', 6, 7], ['working', 7, 9], ['ready', 9, 10]],
      C: [['ready', 0, 3], ['working', 3, 4], ['waiting', 4, 7], ['ready', 7, 9], ['working', 9, 10]],
    },
  },
]
