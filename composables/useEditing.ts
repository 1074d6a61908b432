import type { Component, ComputedRef, Ref, ShallowRef } from 'vue'
import type { LoadedDemo } from '../runner/windows/loaded-demo.ts'
import type { Problem } from './editor/create-editor.ts'
import type { Draft } from './useDraft.ts'
import { lockShortcuts } from '@slidev/client'
import { useClipboard, useEventListener } from '@vueuse/core'
import { computed, nextTick, onMounted, ref, shallowRef } from 'vue'
import { isOwn } from '../runner/code/own-program.ts'
import { CARET } from '../runner/windows/caret-entry.ts'
import { fromLink, toLink, withoutLink } from './demo/edit-link.ts'
import { findProblem } from './demo/find-problem.ts'
import { isLike } from './is-like.ts'
import { useShared } from './useShared.ts'

export interface Editing {
  /** Shown in the place of the code while it is there. */
  editor: ComputedRef<Component | undefined>
  open: () => Promise<void>
  leave: () => void
  /** What keeps the program from running: all windows see it. */
  problem: ComputedRef<Problem | undefined>
  /** Where in the text somebody types, in this window or another, in characters from its beginning. */
  caret: ComputedRef<number | undefined>
  /** The caret is somewhere else now; nowhere once the editor is left. */
  moveCaret: (to: number | undefined) => void
  /** The problem that Run was refused for: the editor goes there. */
  refused: ShallowRef<Problem | undefined>
  /** A sentence about the program: where it came from, or why there is no link to it. */
  notice: ShallowRef<string | undefined>
  change: (text: string) => void
  check: (text: string) => Promise<Problem | undefined>
  /** Whether the program may be run; what keeps it from that is shown at its place. */
  isValid: () => Promise<boolean>
  copyLink: () => Promise<void>
  isCopied: Readonly<Ref<boolean>>
  clear: () => void
}

const NO_EDITOR = 'The editor could not be loaded. Reload the page to try again.'
const TOO_LONG = 'This program is too long for a link.'
const CAME = 'This program came with the link. Read it, then press Run.'

const isPlace = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
const isProblem = (value: unknown): value is Problem => isLike(value, { message: '' })

/**
 * Editing the program of a demo that stands alone on a slide: its problems, and links to it. `load` fetches the editor.
 */
export function useEditing(
  slug: () => string,
  original: () => LoadedDemo | undefined,
  draft: Draft,
  load: () => Promise<Component>,
): Editing {
  const isOpen = ref(false)
  const loaded = shallowRef<Component>()
  const problem = useShared(slug, 'problem', isProblem)
  const caret = useShared(slug, CARET, isPlace)
  const refused = shallowRef<Problem>()
  const notice = shallowRef<string>()
  const { copy, copied, isSupported } = useClipboard({ copiedDuring: 2000 })

  async function open() {
    // What is typed while it loads is meant for it, and not for Slidev.
    const release = lockShortcuts()
    try {
      loaded.value ??= await load()
      isOpen.value = true
      await nextTick()
    }
    catch {
      notice.value = NO_EDITOR
    }
    finally {
      release()
    }
  }

  async function check(text: string): Promise<Problem | undefined> {
    const demo = original()
    const found = demo && await findProblem(demo, text)
    // A later change has been checked by then, or will be.
    if (text === draft.text.value)
      problem.write(found)
    return found
  }

  async function isValid(): Promise<boolean> {
    if (!draft.isChanged.value)
      return true
    refused.value = await check(draft.text.value)
    if (refused.value)
      await open()
    return refused.value === undefined
  }

  async function copyLink() {
    const link = await toLink(location.href, slug(), draft.text.value)
    if (link && isSupported.value)
      await copy(link)
    notice.value = !link ? TOO_LONG : isSupported.value ? undefined : `Copy this link: ${link}`
  }

  async function followLink() {
    const linked = await fromLink(location.href)
    if (linked?.slug !== slug())
      return
    if ('problem' in linked) {
      notice.value = linked.problem
    }
    else if (linked.text !== draft.text.value) {
      draft.replace(linked.text, 'link')
      notice.value = CAME
    }
    // One's own program goes on from there: loaded anew, the page shows what became of it.
    if (isOwn(slug()))
      history.replaceState(history.state, '', withoutLink(location.href))
  }

  onMounted(followLink)
  useEventListener(window, 'hashchange', followLink)

  function leave() {
    isOpen.value = false
    refused.value = undefined
  }

  return {
    editor: computed(() => isOpen.value ? loaded.value : undefined),
    open,
    leave,
    // Once it is the file again there is nothing to be said of it.
    problem: computed(() => draft.isChanged.value ? problem.value.value : undefined),
    caret: caret.value,
    moveCaret: caret.write,
    refused,
    notice,
    check,
    isValid,
    copyLink,
    isCopied: copied,
    change(text) {
      notice.value = undefined
      draft.write(text)
    },
    clear() {
      notice.value = refused.value = undefined
      problem.write(undefined)
      // One's own is typed where it stands.
      if (!isOwn(slug()))
        leave()
      draft.clear()
    },
  }
}
