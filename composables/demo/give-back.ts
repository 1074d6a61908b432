/**
 * Gives the keyboard back to the slides after a click: Slidev's keys do nothing while a button has the focus. A press of
 * Enter or Space keeps the focus, for whoever works with the keyboard.
 */
export function giveBackKeys(event: MouseEvent): void {
  if (event.detail > 0)
    (event.currentTarget as HTMLElement).blur()
}
