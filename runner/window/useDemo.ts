import type { MaybeRefOrGetter, ShallowRef } from 'vue'
import type { LoadedDemo } from './loaded-demo.ts'
import demos from 'virtual:demos'
import { shallowRef, toValue, watchEffect } from 'vue'

/** A demo by its slug, once it has been loaded; `problem` is a sentence when there is no such demo. */
export function useDemo(slug: MaybeRefOrGetter<string>): { demo: ShallowRef<LoadedDemo | undefined>, problem: ShallowRef<string | undefined> } {
  const demo = shallowRef<LoadedDemo>()
  const problem = shallowRef<string>()

  watchEffect(async () => {
    const wanted = toValue(slug)
    const load = demos[wanted]
    problem.value = load ? undefined : `There is no demo called “${wanted}”. The catalogue in demos/catalogue.ts has ${Object.keys(demos).join(', ')}.`
    demo.value = undefined
    if (!load)
      return
    try {
      const { default: loaded } = await load()
      if (toValue(slug) === wanted)
        demo.value = loaded
    }
    catch (error) {
      problem.value = `The demo “${wanted}” could not be loaded: ${error instanceof Error ? error.message : String(error)}`
    }
  })

  return { demo, problem }
}
