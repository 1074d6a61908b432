import type { MaybeRefOrGetter, ShallowRef } from 'vue'
import type { LoadedDemo } from '../runner/windows/loaded-demo.ts'
import demos, { mistake } from 'virtual:demos'
import { shallowRef, toValue, watchEffect } from 'vue'
import { nearest } from '../demos/nearest.ts'

export type { LoadedDemo }

/** Those that are there already: nobody has to wait for them. */
const kept = new Map<string, LoadedDemo>()

/** Has a demo at hand for when it is shown. */
export function keepDemo(demo: LoadedDemo): void {
  kept.set(demo.slug, demo)
}

/** A demo by its slug, once it has been loaded; `problem` is a sentence when there is no such demo. */
export function useDemo(slug: MaybeRefOrGetter<string>): {
  demo: ShallowRef<LoadedDemo | undefined>
  problem: ShallowRef<string | undefined>
} {
  const demo = shallowRef<LoadedDemo>()
  const problem = shallowRef<string>()

  watchEffect(async () => {
    const wanted = toValue(slug)
    const load = demos[wanted]
    problem.value = load ? undefined : unknown(wanted)
    demo.value = kept.get(wanted)
    if (!load || demo.value)
      return
    try {
      const { default: loaded } = await load()
      keepDemo(loaded)
      if (toValue(slug) === wanted)
        demo.value = loaded
    }
    catch (error) {
      problem.value = `The demo “${wanted}” could not be loaded: ${error instanceof Error ? error.message : String(error)}`
    }
  })

  return { demo, problem }
}

function unknown(slug: string): string {
  if (mistake !== undefined)
    return mistake
  const meant = nearest(slug, Object.keys(demos))
  return `There is no demo called “${slug}”. ${meant ? `Did you mean “${meant}”?` : 'The files in demos/catalogue/ have all that there are.'}`
}

/** The same, once, for what is done with it at a press. */
export async function loadDemo(slug: string): Promise<LoadedDemo> {
  return kept.get(slug) ?? (await demos[slug]!()).default
}
