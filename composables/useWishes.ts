import type { Wish } from './wish.ts'
import { watch } from 'vue'
import { entryAt, me, now, write } from '../runner/windows/shared.ts'
import { windowsThere } from './windows-there.ts'
import { isWish, whoDoes } from './wish.ts'

const KEY = 'deck wish'

/** What was wished longer ago is not done any more: a window that has just opened hears of it, too. */
const FRESH_MS = 3_000

/**
 * Asks the window that gives the talk for something: a phone that runs a program itself would be another kitchen's
 * guest.
 */
export function wish(what: Wish): void {
  write(KEY, what)
}

/** Does what a remote wishes, where this is the window that gives the talk. */
export function doWishes(act: (what: Wish) => void): void {
  watch(() => entryAt(KEY)?.version, () => {
    const asked = entryAt(KEY)
    if (asked && asked.owner !== me && isWish(asked.value) && now() - asked.writtenAt < FRESH_MS && whoDoes(windowsThere()) === me)
      act(asked.value)
  })
}
