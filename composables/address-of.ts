/** Where a deck can be found, as a page of it sees that. */
export interface DeckAddress {
  href: string
  /** What a visitor would type: without the scheme, and without a slash at its end. */
  words: string
  /** Only this machine finds the deck there. */
  isOnlyHere: boolean
}

const ONLY_HERE = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])?$/

/**
 * The deck's own address, from the address of one of its pages and the base that it was built for. A deck that only its
 * own machine can reach is told from `published`, the address of its site, where that is known.
 */
export function addressOf(page: string, base: string, published: string | null): DeckAddress {
  const own = new URL(base, page)
  const isOnlyHere = ONLY_HERE.test(own.hostname) && published === null
  const { href } = ONLY_HERE.test(own.hostname) && published !== null ? new URL(published) : own
  return { href, words: href.replace(/^\w+:\/\//, '').replace(/\/$/, ''), isOnlyHere }
}
