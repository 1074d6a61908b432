import type { WritableComputedRef } from 'vue'
import type { ActionName, Own } from './keymap.ts'
import { computed, shallowRef } from 'vue'
import { useKept } from '../useKept.ts'
import { actionAt, actions, assign, keysOf } from './keymap.ts'

interface Kept {
  /** Whether letters and signs do anything at all: a person who dictates switches them off. */
  letters: boolean
  own: Own
}

/** Whether the list of all keys is open in this window. */
export const isListOpen = shallowRef(false)

export interface Keymap {
  letters: WritableComputedRef<boolean>
  actionAt: (key: string) => ActionName | undefined
  keysOf: (name: ActionName) => readonly string[]
  /** A sentence where the key cannot be taken. */
  assign: (name: ActionName, key: string) => string | undefined
  turnOff: (name: ActionName) => void
  /** All keys as they were. */
  restore: () => void
}

/** Which key does what, as this browser keeps it. */
export function useKeymap(): Keymap {
  const kept = useKept<Kept>('keys', { letters: true, own: {} })
  return {
    letters: computed({ get: () => kept.value.letters, set: letters => kept.value = { ...kept.value, letters } }),
    actionAt: key => kept.value.letters ? actionAt(key, kept.value.own) : undefined,
    keysOf: name => keysOf(actions.find(action => action.name === name)!, kept.value.own),
    assign(name, key) {
      const done = assign(kept.value.own, name, key)
      if ('problem' in done)
        return done.problem
      kept.value = { ...kept.value, own: done.own }
    },
    turnOff: name => kept.value = { ...kept.value, own: { ...kept.value.own, [name]: '' } },
    restore: () => kept.value = { letters: true, own: {} },
  }
}
