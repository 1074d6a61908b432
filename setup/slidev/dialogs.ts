import { useNav } from '@slidev/client'
import { currentOverviewPage } from '@slidev/client/logic/overview.ts'
import { showGotoDialog, showInfoDialog, showOverview } from '@slidev/client/state/index.ts'
import { useEventListener } from '@vueuse/core'
import { nextTick, watch } from 'vue'
import { titleOf } from '../../composables/slide-title'

/**
 * Slidev's overview, its info and its menus for who has no pointer: the focus goes where the eye goes and back again, a
 * dialog and a menu say that they are one, a card of the overview can be picked, and what is inside of its picture
 * cannot.
 */
export function mendDialogs(): void {
  const { slides } = useNav()
  let isHeld = false
  useEventListener(window, 'keydown', () => isHeld = true, { capture: true })
  useEventListener(window, ['keyup', 'blur'], () => isHeld = false, { capture: true })

  returnFocus(showOverview, openOverview)
  returnFocus(showInfoDialog, openInfo)
  returnFocus(showGotoDialog, () =>
    document.querySelector('#slidev-goto-input')?.setAttribute('aria-label', 'Go to slide, by number or title'))
  watch(currentOverviewPage, pick)

  useEventListener(window, 'keydown', (event) => {
    if (event.key !== 'Escape')
      return
    showInfoDialog.value = false
    closeMenus()
  })
  // Neither a menu of Slidev's nor the list of its goto tells when it opens.
  useEventListener(window, ['click', 'keyup', 'focusin'], () => requestAnimationFrame(() => {
    nameMenus()
    // Its items are buttons, so it is no list.
    document.querySelector('#slidev-goto-dialog ul')?.setAttribute('role', 'presentation')
  }))

  function openOverview() {
    const dialog = document.querySelector<HTMLElement>('.z-modal.select-none')
    if (!dialog)
      return
    dialog.setAttribute('role', 'dialog')
    dialog.setAttribute('aria-label', 'All slides')
    for (const [index, card] of cardsIn(dialog).entries()) {
      card.setAttribute('role', 'button')
      card.setAttribute('title', `Slide ${index + 1}: ${titleOf(slides.value[index]?.meta.slide)}`)
      card.tabIndex = -1
      const picture = card.querySelector<HTMLElement>(':scope > *')!
      picture.inert = true
      picture.ariaHidden = 'true'
      card.addEventListener('focus', () => currentOverviewPage.value = index + 1)
    }
    // The Enter that has opened it must not be the one that picks a card.
    if (isHeld)
      window.addEventListener('keyup', () => pick(currentOverviewPage.value), { once: true })
    else
      pick(currentOverviewPage.value)
  }

  function pick(no: number) {
    const dialog = document.querySelector<HTMLElement>('.z-modal.select-none')
    if (!dialog)
      return
    for (const [index, card] of cardsIn(dialog).entries())
      card.tabIndex = index + 1 === no ? 0 : -1
    const card = cardsIn(dialog)[no - 1]
    card?.focus({ preventScroll: true })
    card?.scrollIntoView({ block: 'nearest' })
  }
}

function openInfo() {
  const box = document.querySelector<HTMLElement>('.slidev-info-dialog')?.parentElement
  box?.setAttribute('role', 'dialog')
  box?.setAttribute('aria-label', 'About this talk')
  box?.setAttribute('tabindex', '-1')
  box?.focus()
}

/** What had the focus before a dialog was open has it again when the dialog is closed. */
function returnFocus(isOpen: typeof showOverview, open: () => void): void {
  let before: Element | null = null
  watch(isOpen, is => is && (before = document.activeElement), { flush: 'sync' })
  watch(isOpen, async (is) => {
    await nextTick()
    if (is)
      open()
    else if (before instanceof HTMLElement && before !== document.body)
      before.focus({ preventScroll: true })
  }, { flush: 'post' })
}

function cardsIn(dialog: HTMLElement): HTMLElement[] {
  return [...dialog.querySelectorAll<HTMLElement>(':scope > .grid > div > div:first-child')]
}

/**
 * A button of Slidev's that opens a menu is a button in a button: the inner one has the name, so it is the one to
 * press.
 */
function menus(): { outer: HTMLElement, inner: HTMLElement, isOpen: boolean }[] {
  return [...document.querySelectorAll<HTMLElement>('nav .flex.relative > button:has(> button)')]
    .map(outer => ({ outer, inner: outer.querySelector('button')!, isOpen: outer.parentElement!.querySelector('.z-menu') !== null }))
}

function nameMenus(): void {
  for (const { outer, inner, isOpen } of menus()) {
    outer.tabIndex = -1
    outer.setAttribute('role', 'presentation')
    inner.setAttribute('aria-haspopup', 'true')
    inner.setAttribute('aria-expanded', String(isOpen))
  }
}

function closeMenus(): void {
  for (const { outer, inner, isOpen } of menus()) {
    if (isOpen) {
      outer.click()
      inner.focus()
    }
  }
}
