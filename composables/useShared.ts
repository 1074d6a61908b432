import type { ComputedRef, MaybeRefOrGetter, Ref } from 'vue'
import { computed, shallowRef, toValue } from 'vue'
import { isOwn } from '../runner/code/own-program.ts'
import { entryAt, write } from '../runner/windows/shared.ts'
import { useKept } from './useKept.ts'

export interface Shared<T> {
  value: ComputedRef<T | undefined>
  /** Writes it in every window; nothing clears it. */
  write: (value: T | undefined) => void
}

/** What a reader finds again tomorrow, of all that windows share. */
const KEPT_NAMES = ['program', 'program-of', 'guess', 'score']

type Kept = Record<string, unknown>

/** A site keeps it. A deck that `npm start` serves begins anew: a guess of the rehearsal is none of the room's. */
const kept = (): Ref<Kept> => __KITCHEN_URL__ === null ? useKept<Kept>('shared', {}) : shallowRef({})

/**
 * A program of one's own is there tomorrow on a deck, too; until it is changed or run, only in the browser that keeps
 * it.
 */
const keptOwn = (): Ref<Kept> => useKept<Kept>('own', {})

/** Of a key: the place before it. */
const isOfOwn = (key: string): boolean => isOwn(key.slice(0, key.lastIndexOf(' ')))

/** No place and no name has a space in it, but the place of a race. */
const nameIn = (key: string): string => key.slice(key.lastIndexOf(' ') + 1)

const restored = new Set<string>()

/** Once, and only where no window knows better. */
function restore(key: string): void {
  if (restored.has(key) || isOfOwn(key))
    return
  restored.add(key)
  const value = kept().value[key]
  if (value !== undefined && entryAt(key) === undefined)
    write(key, value)
}

function keep(key: string, value: unknown): void {
  if (!KEPT_NAMES.includes(nameIn(key)))
    return
  const where = isOfOwn(key) ? keptOwn() : kept()
  const { [key]: _, ...others } = where.value
  where.value = value === undefined ? others : { ...others, [key]: value }
}

/** All that this browser keeps of that name, whatever the place. */
export function allKept(name: string): unknown[] {
  return Object.entries({ ...kept().value, ...keptOwn().value }).flatMap(([key, value]) => nameIn(key) === name ? [value] : [])
}

/** Takes all of these names off in every window, and keeps them no more. */
export function forgetKept(names: readonly string[]): void {
  for (const key of Object.keys({ ...kept().value, ...keptOwn().value })) {
    if (names.includes(nameIn(key))) {
      write(key, undefined)
      keep(key, undefined)
    }
  }
}

/**
 * A small value at a place of the deck, the same in every window: a guess, an edited program. What another window wrote
 * and `is` does not take for one counts as nothing.
 */
export function useShared<T>(place: MaybeRefOrGetter<string>, name: string, is: (value: unknown) => value is T): Shared<T> {
  const key = computed(() => `${toValue(place)} ${name}`)
  restore(key.value)
  const value = computed(() => {
    const entry = entryAt(key.value)
    const written = entry || !isOfOwn(key.value) ? entry?.value : keptOwn().value[key.value]
    return is(written) ? written : undefined
  })
  return {
    value,
    write(next) {
      keep(key.value, next)
      if (next !== undefined || value.value !== undefined)
        write(key.value, next)
    },
  }
}
