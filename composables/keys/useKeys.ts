import type { Press } from './what-to-do.ts'
import { useEventListener } from '@vueuse/core'
import { whatToDo } from './what-to-do.ts'

/** Controls that a pointer is done with once it has pressed them. */
const PRESSED = 'button, a, summary, select, input:not([type]), input[type="range"], input[type="radio"], input[type="checkbox"]'
const TEXT = 'textarea, [contenteditable=""], [contenteditable="true"], input:not([type="range"], [type="radio"], [type="checkbox"], [type="button"], [type="submit"])'
const SETTING = 'input, select, [role="slider"], [role="separator"][tabindex]'

/**
 * Keeps the keyboard alive: Slidev's keys do nothing while a button has the focus, fire with Ctrl held, and know Latin letters
 * only. One listener in front of all others, for the deck's own controls and for Slidev's. `isOn`: where there are slides.
 */
export function useKeys(isOn: () => boolean, turn: (by: 1 | -1) => void): void {
  useEventListener(window, 'keydown', event => handle(event), { capture: true })
  useEventListener(window, 'keyup', (event) => {
    const deed = event.isTrusted && isOn() ? whatToDo(read(event)) : undefined
    if (deed?.kind === 'as')
      pretend(event, deed.key)
  }, { capture: true })
  // After the click has been heard by what it was meant for.
  useEventListener(window, 'click', (event) => {
    const focused = document.activeElement
    if (event.detail > 0 && isOn() && focused instanceof HTMLElement && focused.matches(PRESSED) && !focused.matches(TEXT))
      focused.blur()
  })

  function handle(event: KeyboardEvent) {
    if (!event.isTrusted || !isOn() || event.isComposing)
      return
    const deed = whatToDo(read(event))
    switch (deed.kind) {
      case 'hide':
        return event.stopPropagation()
      case 'swallow':
        event.preventDefault()
        return event.stopPropagation()
      case 'give-back':
        return blur()
      case 'as':
        blur()
        event.stopPropagation()
        return pretend(event, deed.key)
      case 'turn':
        event.preventDefault()
        event.stopPropagation()
        blur()
        return turn(deed.by)
      case 'leave':
    }
  }
}

function blur() {
  if (document.activeElement instanceof HTMLElement)
    document.activeElement.blur()
}

function pretend(event: KeyboardEvent, key: string) {
  window.dispatchEvent(new KeyboardEvent(event.type, { key, code: event.code, repeat: event.repeat }))
}

function read(event: KeyboardEvent): Press {
  const focused = document.activeElement
  return {
    key: event.key,
    code: event.code,
    hasModifier: event.ctrlKey || event.metaKey || event.altKey,
    focus: !focused || focused === document.body ? 'nothing' : focused.matches(TEXT) ? 'field' : focused.matches(SETTING) ? 'setting' : focused.closest('button, a, summary, [tabindex]') ? 'button' : 'nothing',
  }
}
