import type { ComputedRef } from 'vue'
import type { ShownRun } from './useRun.ts'
import { onSlideLeave } from '@slidev/client'
import { computed, shallowRef } from 'vue'
import { ROOM_ORDERS, ROOM_PLACE } from '../runner/windows/room.ts'
import { entryAt, write } from '../runner/windows/shared.ts'
import { isLike } from './is-like.ts'
import { useDemoKeys } from './useDemoKeys.ts'
import { reportRun } from './useFinding.ts'
import { findRemote } from './useRemote.ts'
import { useRun } from './useRun.ts'
import { useStage } from './useStage.ts'

/** Phones may order since this round began, and find the kitchen at the address. */
interface Open { round: number, url: string }

export interface RoomOrders extends Pick<ShownRun, 'picture' | 'state' | 'running' | 'preparing'> {
  isLive: ComputedRef<boolean>
  /** Where phones order, while they can. */
  url: ComputedRef<string | undefined>
  /** By the kitchen's own word. */
  count: ComputedRef<{ inPan: number, served: number, refused: number, most: number }>
  /** No phone reaches this deck. */
  isAlone: Readonly<{ value: boolean }>
  start: () => void
  stop: () => void
  reset: () => void
}

/** The room's phones as clients of the kitchen: a press opens it to them, and closes it; the deck's server orders. */
export function useRoomOrders(): RoomOrders {
  const shown = useRun(ROOM_PLACE, undefined)
  reportRun(shown, () => '')
  const isAlone = shallowRef(false)
  const open = computed(() => {
    const value = entryAt(ROOM_ORDERS)?.value
    return isLike(value, { round: 0, url: '' }) ? value as Open : undefined
  })
  const isRunning = () => open.value !== undefined || shown.running.value

  async function start() {
    const [remote] = await findRemote()
    isAlone.value = remote === undefined
    if (remote !== undefined)
      write(ROOM_ORDERS, { round: Date.now(), url: new URL('/room', remote).href } satisfies Open)
  }

  function stop() {
    if (open.value)
      write(ROOM_ORDERS)
    else
      shown.stop()
  }

  function reset() {
    stop()
    shown.reset()
    isAlone.value = false
  }

  const { isLive, isInView } = useStage({ start: () => void start(), stop, isRunning, isReady: () => true })
  useDemoKeys(() => isInView.value, { reset })
  onSlideLeave(() => isLive.value && open.value && stop())

  const count = computed(() => {
    let [inPan, served, refused, most] = [0, 0, 0, 0]
    for (const { kind, witness } of shown.events.value) {
      if (witness !== 'kitchen')
        continue
      if (kind === 'start')
        most = Math.max(most, ++inPan)
      else if (kind === 'end' || kind === 'abort' || kind === 'fail')
        inPan--
      if (kind === 'end')
        served++
      else if (kind === 'refused')
        refused++
    }
    return { inPan, served, refused, most }
  })

  return {
    ...shown,
    running: computed(isRunning),
    isLive,
    isAlone,
    count,
    url: computed(() => open.value?.url),
    start: () => void start(),
    stop,
    reset,
  }
}
