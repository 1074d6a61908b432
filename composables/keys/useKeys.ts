import type { ActionName } from './keymap.ts'
import type { Press } from './what-to-do.ts'
import { useDrawings } from '@slidev/client'
import { useEventListener } from '@vueuse/core'
import { isCodeOpen } from '../useRemote.ts'
import { isListOpen, useKeymap } from './useKeymap.ts'
import { whatToDo } from './what-to-do.ts'

/** Controls that a pointer is done with once it has pressed them. */
const PRESSED = 'button, a, summary, select, input[type="range"], input[type="radio"], input[type="checkbox"]'
const TEXT
  = 'textarea, [contenteditable=""], [contenteditable="true"], input:not([type="range"], [type="radio"], [type="checkbox"], [type="button"], [type="submit"])'
const SETTING = 'input, select, [role="slider"], [role="separator"][tabindex]'

export interface KeyUser {
  /** Where there are slides. */
  isOn: () => boolean
  turn: (by: 1 | -1) => void
  /** `pressedAt`: when the key went down, however much later a busy window comes to hear of it. */
  act: (name: ActionName, pressedAt: number) => void
}

/**
 * Keeps the keyboard alive: Slidev's keys do nothing while a button has the focus, fire with Ctrl held, know Latin
 * letters only and cannot be changed. One listener in front of all others, for the deck's own controls and for
 * Slidev's; of the
 * rest, letters and signs are the keymap's, and arrows are Slidev's.
 */
export function useKeys({ isOn, turn, act }: KeyUser): void {
  const { actionAt } = useKeymap()
  const { drawingEnabled } = useDrawings()

  useEventListener(window, 'keydown', event => handle(event), { capture: true })
  // After the click has been heard by what it was meant for.
  useEventListener(window, 'click', (event) => {
    const focused = document.activeElement
    if (
      event.detail > 0
      && isOn()
      && !isListOpen.value
      && focused instanceof HTMLElement
      && focused.matches(PRESSED)
    ) {
      focused.blur()
    }
  })

  function handle(event: KeyboardEvent) {
    if (!event.isTrusted || !isOn() || event.isComposing)
      return
    const deed = whatToDo(read(event, drawingEnabled.value))
    // The list has the keyboard; a clicker still turns.
    if ((isListOpen.value || isCodeOpen.value) && deed.kind !== 'turn' && deed.kind !== 'swallow')
      return
    if (deed.kind === 'turn')
      isListOpen.value = isCodeOpen.value = false
    switch (deed.kind) {
      case 'hide':
        return event.stopPropagation()
      case 'swallow':
        event.preventDefault()
        return event.stopPropagation()
      case 'give-back':
        return blur()
      case 'character': {
        event.stopPropagation()
        const name = actionAt(deed.key)
        if (name === undefined)
          return
        event.preventDefault()
        blur()
        return event.repeat ? undefined : act(name, event.timeStamp)
      }
      case 'turn':
        event.preventDefault()
        event.stopPropagation()
        blur()
        return event.repeat ? undefined : turn(deed.by)
      case 'leave':
    }
  }
}

function blur() {
  if (document.activeElement instanceof HTMLElement)
    document.activeElement.blur()
}

function read(event: KeyboardEvent, isDrawing: boolean): Press {
  const focused = document.activeElement
  return {
    key: event.key,
    code: event.code,
    hasModifier: event.ctrlKey || event.metaKey || event.altKey,
    hasShift: event.shiftKey,
    isDrawing,
    focus:
      !focused || focused === document.body
        ? 'nothing'
        : focused.matches(TEXT)
          ? 'field'
          : focused.matches(SETTING)
            ? 'setting'
            : focused.closest('button, a, summary, [tabindex]')
              ? 'button'
              : 'nothing',
  }
}
