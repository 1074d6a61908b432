/**
 * A browser that translates takes a piece of text away and puts an element with other text in its place. Vue then goes
 * on writing into the piece that is no longer there, and the page tells for ever what it told when it was translated.
 * Here the piece comes back when it is written to, and the browser translates it anew.
 */
export function keepTranslated(root: Node): void {
  const stands = new WeakMap<Text, Element>()

  const written = new MutationObserver((changes) => {
    for (const { target } of changes) {
      const text = target as Text
      const element = stands.get(text)
      stands.delete(text)
      if (element?.isConnected && !text.isConnected)
        element.replaceWith(text)
    }
  })

  new MutationObserver((changes) => {
    for (const { addedNodes: [added], removedNodes: [removed] } of changes) {
      if (removed instanceof Text && !removed.isConnected && added instanceof Element && added.tagName === 'FONT') {
        stands.set(removed, added)
        written.observe(removed, { characterData: true })
      }
    }
  }).observe(root, { childList: true, subtree: true })
}
