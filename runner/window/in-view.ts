/** Something on a slide that one key runs and stops. */
export interface Runnable {
  /** Whether it is on the slide that is shown, in a window that may run things. */
  isInView: () => boolean
  toggle: () => void
}

const runnables = new Set<Runnable>()

/** Makes the key act on this while it is in view; answers how to take it back. */
export function registerRunnable(runnable: Runnable): () => void {
  runnables.add(runnable)
  return () => runnables.delete(runnable)
}

/** Runs the demo in view, or stops it. Where several are in view it is the first. */
export function toggleInView(): void {
  for (const runnable of runnables) {
    if (runnable.isInView())
      return runnable.toggle()
  }
}
