import type { ComputedRef } from 'vue'
import { useNav } from '@slidev/client'
import { computed } from 'vue'
import { useKitchen } from '../runner/kitchen/which-kitchen.ts'
import { isConnected } from '../runner/windows/connection.ts'
import { readPresence } from '../runner/windows/presence.ts'
import { entries, me } from '../runner/windows/shared.ts'

export interface Light {
  name: string
  is: 'good' | 'bad' | 'none'
  /** What it says in a word or two. */
  words: string
}

/** What only the presenter needs to know: whether the deck's server, the kitchen and a projector are there. */
export function useLights(): { isPresenter: ComputedRef<boolean>, lights: ComputedRef<Light[]> } {
  const { isPresenter } = useNav()
  const kitchen = useKitchen()
  const lights = computed((): Light[] => {
    const views = entries().flatMap(({ key, value }) =>
      key.startsWith('here ') && key !== `here ${me}` ? (readPresence(value)?.view ?? []) : [],
    )
    const halls = views.filter(view => view === 'slide').length
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
