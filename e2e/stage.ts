import type { Browser, BrowserContext } from 'playwright-core'
import type { Deck } from '../tools/deck.ts'
import type { PageErrors } from '../tools/page-errors.ts'
import { afterAll, beforeAll } from 'vitest'
import { openWindow } from '../tools/browser.ts'
import { watchPageErrors } from '../tools/page-errors.ts'
import { DeckPage } from '../tools/pages.ts'
import { clearDeck, COLD_MS, shareBrowser, shareDeck, VIEWPORT } from './shared-deck.ts'

/** The deck and the browser of all files, for the tests of one. */
export interface Stage {
  deck: Deck
  browser: Browser
  /** Opens a browser profile of its own, with one window on the deck in it. */
  open: () => Promise<Window>
}

/** One window on the deck, watched. Further windows of the same profile come from `another`. */
export interface Window extends DeckPage {
  context: BrowserContext
  pageErrors: PageErrors
  another: () => Promise<DeckPage>
}

/** For one step of a person, such as a click. */
const PATIENCE_MS = 10_000

/** Has a deck and a browser ready before the tests of a file; after them no window is open, and the deck is as new. */
export function setStage(): Stage {
  const stage = {} as Stage
  const contexts: BrowserContext[] = []

  beforeAll(async () => {
    const [deck, browser] = await Promise.all([shareDeck(), shareBrowser()])
    Object.assign(stage, { deck, browser })
  }, 6 * COLD_MS)

  afterAll(async () => {
    await Promise.all(contexts.map(context => context.close()))
    await clearDeck()
  })

  stage.open = async () => {
    // The deck keeps the screen awake. A person's browser just lets it; the one from the npm package has to be told to.
    const context = await stage.browser.newContext({ viewport: VIEWPORT, permissions: ['screen-wake-lock'] })
    contexts.push(context)
    context.setDefaultTimeout(PATIENCE_MS)
    const pageErrors = watchPageErrors(context)
    const another = async (): Promise<DeckPage> => new DeckPage(await openWindow(context), stage.deck.url)
    return Object.assign(await another(), { context, pageErrors, another })
  }
  return stage
}
