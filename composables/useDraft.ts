import type { ComputedRef, MaybeRefOrGetter, ShallowRef } from 'vue'
import type { LoadedDemo } from '../runner/windows/loaded-demo.ts'
import { computed, shallowRef, toValue, watch } from 'vue'
import { replaceRegion, sha256 } from '../runner/code/program.ts'
import { useShared } from './useShared.ts'

/** The program at a place as people have changed it, the same in every window. */
export interface Draft {
  /** What is shown and can be edited: the file's region, or what became of it. */
  text: ComputedRef<string>
  /** Whether it differs from the file. */
  isChanged: ComputedRef<boolean>
  /** The demo with the changed program in it: this is what runs. */
  demo: ComputedRef<LoadedDemo | undefined>
  /** SHA-256 (hex) of the program that would run. */
  source: Readonly<ShallowRef<string | undefined>>
  write: (text: string) => void
  /** Brings the file back. */
  clear: () => void
  /** What `clear` took away, until something else is written. */
  taken: Readonly<ShallowRef<string | undefined>>
  /** The file has become another one since it was changed here. */
  isOfOlder: ComputedRef<boolean>
}

export function useDraft(place: MaybeRefOrGetter<string>, original: MaybeRefOrGetter<LoadedDemo | undefined>): Draft {
  const isText = (value: unknown): value is string => typeof value === 'string'
  const { value, write } = useShared(place, 'program', isText)
  /** SHA-256 of the file that was changed. */
  const base = useShared(place, 'program-of', isText)
  const written = computed(() => toValue(original)?.shown.text ?? '')
  const text = computed(() => value.value ?? written.value)
  const isChanged = computed(() => text.value !== written.value)

  const demo = computed(() => {
    const loaded = toValue(original)
    return loaded && isChanged.value
      // Of what somebody has changed there is no recording.
      ? { ...loaded, recorded: undefined, program: { ...loaded.program, text: replaceRegion(loaded.program.text, text.value) } }
      : loaded
  })

  const source = shallowRef<string>()
  watch(demo, async (now) => {
    const hash = now && (isChanged.value ? await sha256(now.program.text) : now.source)
    if (demo.value === now)
      source.value = hash
  }, { immediate: true })

  const taken = shallowRef<string>()

  function put(next: string | undefined) {
    write(next)
    base.write(next === undefined ? undefined : base.value.value ?? toValue(original)?.source)
  }

  return {
    text,
    isChanged,
    demo,
    source,
    write(next) {
      taken.value = undefined
      put(next === written.value ? undefined : next)
    },
    clear() {
      taken.value = isChanged.value ? text.value : undefined
      put(undefined)
    },
    taken,
    isOfOlder: computed(() => isChanged.value && base.value.value !== undefined && base.value.value !== toValue(original)?.source),
  }
}
