import type { ComputedRef, MaybeRefOrGetter, ShallowRef } from 'vue'
import type { LoadedDemo } from '../runner/windows/loaded-demo.ts'
import { computed, shallowRef, toValue, watch } from 'vue'
import { isOwn } from '../runner/code/own-program.ts'
import { sha256 } from '../runner/code/program.ts'
import { withShown } from '../runner/windows/loaded-demo.ts'
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
  /** Puts another program in its place: what was there can be taken back. */
  replace: (text: string, by: Taken['by']) => void
  /** Brings the file back. */
  clear: () => void
  /** What was taken away, until something else is written. */
  taken: Readonly<ShallowRef<Taken | undefined>>
  /** Lets all windows have what only this browser has kept. */
  share: () => void
  /** The file has become another one since it was changed here. */
  isOfOlder: ComputedRef<boolean>
}

/** A program that is no longer shown, and what it gave way to. */
export interface Taken { text: string, by: 'reset' | 'example' | 'link' }

/** By place, for as long as the page is there: one may look at something else in between. */
const takenAt = new Map<string, ShallowRef<Taken | undefined>>()

function keepTaken(place: string): ShallowRef<Taken | undefined> {
  const found = takenAt.get(place) ?? shallowRef<Taken>()
  takenAt.set(place, found)
  return found
}

const isText = (value: unknown): value is string => typeof value === 'string'

/** Puts a program of one's own in the place of another, from wherever one is. */
export function replaceOwn(place: string, text: string, by: Taken['by']): void {
  const { value, write } = useShared(place, 'program', isText)
  keepTaken(place).value = value.value === undefined ? undefined : { text: value.value, by }
  write(text)
}

export function useDraft(place: MaybeRefOrGetter<string>, original: MaybeRefOrGetter<LoadedDemo | undefined>): Draft {
  const { value, write } = useShared(place, 'program', isText)
  /** SHA-256 of the file that was changed. */
  const base = useShared(place, 'program-of', isText)
  const written = computed(() => toValue(original)?.shown.text ?? '')
  const text = computed(() => value.value ?? written.value)
  const isChanged = computed(() => text.value !== written.value)

  const demo = computed(() => {
    const loaded = toValue(original)
    return loaded && isChanged.value
      // Of a changed program there is no recording.
      ? { ...loaded, recorded: undefined, program: withShown(loaded, text.value) }
      : loaded
  })

  const source = shallowRef<string>()
  watch(demo, async (now) => {
    const hash = now && (isChanged.value ? await sha256(now.program.text) : now.source)
    if (demo.value === now)
      source.value = hash
  }, { immediate: true })

  const taken = keepTaken(toValue(place))

  function put(next: string | undefined) {
    write(next)
    if (!isOwn(toValue(place)))
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
    replace(next, by) {
      taken.value = isChanged.value ? { text: text.value, by } : undefined
      put(next)
    },
    clear() {
      // A second Reset takes nothing away that could be brought back.
      if (isChanged.value)
        taken.value = { text: text.value, by: 'reset' }
      put(undefined)
    },
    taken,
    share() {
      if (isOwn(toValue(place)) && isChanged.value)
        put(text.value)
    },
    isOfOlder: computed(() => isChanged.value && base.value.value !== undefined && base.value.value !== toValue(original)?.source),
  }
}
