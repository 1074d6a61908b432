import type { ComputedRef } from 'vue'
import { useNav } from '@slidev/client'
import { computed } from 'vue'
import { useKitchen } from '../runner/kitchen/which-kitchen.ts'
import { isConnected } from '../runner/windows/connection.ts'
import { ROOM_PHONES } from '../runner/windows/room.ts'
import { entryAt } from '../runner/windows/shared.ts'
import { otherViews, windowsThere } from './windows-there.ts'

export interface Light {
  name: string
  is: 'good' | 'bad' | 'none'
  /** What it says in a word or two. */
  words: string
}

/**
 * Who else is connected, and as what, in a few words each. On a deck that only this machine can reach, nobody else is.
 */
export function useGuests(): ComputedRef<string[]> {
  return computed(() => {
    const phones = entryAt(ROOM_PHONES)?.value
    const count = (n: number, one: string, many = one) => n === 0 ? [] : [`${n} ${n === 1 ? one : many}`]
    return [
      ...count(otherViews().filter(view => view === 'remote').length, 'remote', 'remotes'),
      ...count(windowsThere().filter(({ isAudience }) => isAudience).length, 'watching'),
      ...count(typeof phones === 'number' ? phones : 0, 'phone', 'phones'),
    ]
  })
}

/** What only the presenter needs to know: whether the deck's server, the kitchen and a projector are there. */
export function useLights(): { isPresenter: ComputedRef<boolean>, lights: ComputedRef<Light[]> } {
  const { isPresenter } = useNav()
  const kitchen = useKitchen()
  const lights = computed((): Light[] => {
    const halls = otherViews().filter(view => view === 'slide').length
    return [
      { name: 'Deck', is: isConnected.value ? 'good' : 'bad', words: isConnected.value ? 'connected' : 'server is gone' },
      { name: 'Kitchen', is: kitchen.state.value === 'closed' ? 'bad' : 'good', words: kitchen.state.value },
      {
        name: 'Projector',
        is: halls > 0 ? 'good' : 'none',
        words: halls === 0 ? 'no window' : halls === 1 ? 'one window' : `${halls} windows`,
      },
    ]
  })
  return { isPresenter, lights }
}
