/**
 * Slidev turns its slides for any page that has hold of the window and posts it a message
 * (composables/useEmbeddedCtrl.ts). A page of another origin is not heard; all other messages are none of our business
 * here.
 */
export function ignoreForeignMessages(): void {
  addEventListener('message', (event: MessageEvent<{ target?: unknown } | null>) => {
    if (event.origin !== location.origin && event.data?.target === 'slidev')
      event.stopImmediatePropagation()
  }, { capture: true })
}
