/** Something on a slide that a key acts on, or one of several keys: `Which` says which. */
export interface Reachable<Which extends unknown[] = []> {
  /** Whether it is on the slide that is shown, in a window that may run things. */
  isInView: () => boolean
  act: (...which: Which) => void
}

/** A slide may come late. A press that is older than this was given up. */
const PRESS_LASTS_MS = 10_000

/** Whether a slide is shown whose code, or the program on it, is still on its way. */
function isComing(): boolean {
  const signs = document.querySelectorAll('.slidev-slide-loading, [data-demo][aria-busy="true"]')
  return [...signs].some(sign => sign.getClientRects().length > 0)
}

/**
 * What a key acts on: register a thing for it, or press it. `late`: what a press that says no more means when its slide
 * is there.
 */
function createKey<Which extends unknown[] = []>(late?: Which) {
  const things = new Set<Reachable<Which>>()
  /** Presses that found nothing yet, and where that was: of each that says the same, the last. */
  const early = new Map<string, { which: Which, at: number, place: string }>()

  function actLate() {
    const thing = [...things].find(one => one.isInView())
    if (!thing)
      return
    const presses = [...early.values()]
    early.clear()
    for (const { which, at, place } of presses) {
      if (performance.now() - at < PRESS_LASTS_MS && place === location.href)
        thing.act(...which)
    }
  }

  return {
    /** Makes the key act on this while it is in view; answers how to take it back. */
    register(thing: Reachable<Which>): () => void {
      things.add(thing)
      // It is in view once it is mounted.
      if (early.size > 0)
        setTimeout(actLate)
      return () => things.delete(thing)
    },
    /**
     * Acts on what is in view, the first of several; on a slide that is still on its way, when it is there. Answers
     * whether there was anything, or may be.
     */
    press(...which: Which): boolean {
      const thing = [...things].find(one => one.isInView())
      thing?.act(...which)
      if (thing || !isComing()) {
        early.clear()
        return thing !== undefined
      }
      early.delete(`${which}`)
      early.set(`${which}`, { which: which.length > 0 ? which : late ?? which, at: performance.now(), place: location.href })
      return true
    },
  }
}

/**
 * Runs the demo in view, or stops it; with a wish, only what it wishes: a slow remote must not stop what it has
 * started, and neither must a press on a slide that was still on its way.
 */
export const { register: registerRunnable, press: toggleInView } = createKey<['run' | 'stop'] | []>(['run'])

/** Takes the model in view a step on. */
export const { register: registerStep, press: stepInView } = createKey()

/** Takes the model in view a step back. */
export const { register: registerBack, press: backInView } = createKey()

/** Skips the question in view. */
export const { register: registerSkippable, press: skipInView } = createKey()

/** Gives an answer to the question in view, by its number from 1. */
export const { register: registerAnswerable, press: answerInView } = createKey<[number]>()

/** The keys that answer; a question has at most four eggs to pick, and a fifth key that locks them in. */
export const ANSWER_KEYS = [1, 2, 3, 4, 5] as const

/** Plays the recording of the demo in view. */
export const { register: registerRecorded, press: playRecordedInView } = createKey()

/** Opens the editor of the demo in view. */
export const { register: registerEditable, press: editInView } = createKey()

/** Winds the run in view back, or goes to its end again. */
export const { register: registerRewindable, press: rewindInView } = createKey()

/** Pauses the run in view, or lets it go on. */
export const { register: registerPausable, press: pauseInView } = createKey()

/** Slows the run in view, or gives it its full speed again. */
export const { register: registerSlow, press: slowInView } = createKey()

/** Puts the question in view to the room, whose phones answer at an address, or closes its vote. */
export const { register: registerVotable, press: voteInView } = createKey<[url: string]>()

/** Resets what is in view. */
export const { register: registerResettable, press: resetInView } = createKey()

/** Enlarges a part of the demo in view, then the next one. */
export const { register: registerEnlargeable, press: enlargeInView } = createKey()
