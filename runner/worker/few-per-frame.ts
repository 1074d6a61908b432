/** Of each frame so much is for what a thread says; the rest is for the picture, and for a press of Stop. */
const PART_MS = 8

export interface FewPerFrame<T> {
  /** Has the message heard, after those before it. */
  hear: (message: T) => void
  /** Nothing more is heard. */
  close: () => void
}

/**
 * Has messages heard in order and at once, but of a flood only so many in each frame that the page goes on. A page that
 * nobody sees has no frames: there, all are heard.
 */
export function fewPerFrame<T>(listener: (message: T) => void): FewPerFrame<T> {
  let waiting: T[] = []
  let spentMs = 0
  let frame: number | undefined

  function work() {
    const begun = performance.now()
    let heard = 0
    while (heard < waiting.length && (document.hidden || spentMs + performance.now() - begun < PART_MS))
      listener(waiting[heard++]!)
    waiting = waiting.slice(heard)
    spentMs += performance.now() - begun
    frame ??= requestAnimationFrame(() => {
      frame = undefined
      spentMs = 0
      if (waiting.length > 0)
        work()
    })
  }

  addEventListener('visibilitychange', work)
  return {
    hear(message) {
      waiting.push(message)
      work()
    },
    close() {
      removeEventListener('visibilitychange', work)
      cancelAnimationFrame(frame ?? 0)
      waiting = []
    },
  }
}
