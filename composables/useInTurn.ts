import type { ShallowRef } from 'vue'
import type { Picture } from '../trace/lanes.ts'
import { onScopeDispose, shallowRef, watch } from 'vue'

/** A picture of so many lanes, or stretches in them, can be drawn and read by all readers within one frame. */
const MANY_LANES = 300
const MANY_STRETCHES = 500

/** Those whose turn has not come, from all demos on the page. */
const waiting = new Set<() => void>()
let frame: number | undefined

/** The first that waits has this frame, and no other. */
function next() {
  const [read] = waiting
  waiting.delete(read!)
  frame = waiting.size > 0 ? requestAnimationFrame(next) : undefined
  read?.()
}

/**
 * A picture for what reads all of it beside the timeline. A flood is read a moment later, each reader in a frame of its
 * own, or one frame would be as long as all of them together. They take turns in the order in which they were made.
 */
export function useInTurn(picture: () => Picture): Readonly<ShallowRef<Picture>> {
  const read = shallowRef(picture())

  function take() {
    read.value = picture()
  }

  watch(picture, ({ lanes }) => {
    if (lanes.length <= MANY_LANES && lanes.reduce((sum, { program }) => sum + program.length, 0) <= MANY_STRETCHES) {
      waiting.delete(take)
      return take()
    }
    waiting.add(take)
    frame ??= requestAnimationFrame(next)
  }, { flush: 'sync' })
  onScopeDispose(() => waiting.delete(take))
  return read
}
