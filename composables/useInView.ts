/** Something on a slide that a key acts on. */
export interface Reachable {
  /** Whether it is on the slide that is shown, in a window that may run things. */
  isInView: () => boolean
  act: () => void
}

/** What one key acts on: register a thing for it, or press it. */
function createKey() {
  const things = new Set<Reachable>()
  return {
    /** Makes the key act on this while it is in view; answers how to take it back. */
    register(thing: Reachable): () => void {
      things.add(thing)
      return () => things.delete(thing)
    },
    /** Acts on what is in view. Where several are in view it is the first. */
    press(): void {
      for (const thing of things) {
        if (thing.isInView())
          return thing.act()
      }
    },
  }
}

/** Runs the demo in view, or stops it. */
export const { register: registerRunnable, press: toggleInView } = createKey()

/** Takes the model in view a step on. */
export const { register: registerStep, press: stepInView } = createKey()

/** Takes the model in view a step back. */
export const { register: registerBack, press: backInView } = createKey()

/** Skips the question in view. */
export const { register: registerSkippable, press: skipInView } = createKey()
