import type { ShallowRef } from 'vue'
import type { Picture } from '../trace/lanes.ts'
import { onScopeDispose, shallowRef, watch } from 'vue'
import { isMuch } from './demo/draw-in-parts.ts'

/**
 * A picture for what reads all of it beside the timeline. A flood is read so many frames later, each reader in a frame
 * of its own, or one frame would be as long as all of them together.
 */
export function useInTurn(picture: () => Picture, turn: number): Readonly<ShallowRef<Picture>> {
  const read = shallowRef(picture())
  let frame: number | undefined

  function wait(left: number) {
    frame = requestAnimationFrame(() => left > 1 ? wait(left - 1) : take())
  }

  function take() {
    cancelAnimationFrame(frame ?? 0)
    frame = undefined
    read.value = picture()
  }

  watch(picture, ({ lanes }) => {
    if (!isMuch(lanes.length, lanes.reduce((sum, { program }) => sum + program.length, 0)))
      take()
    else if (frame === undefined)
      wait(turn)
  }, { flush: 'sync' })
  onScopeDispose(() => cancelAnimationFrame(frame ?? 0))
  return read
}
