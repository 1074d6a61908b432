import type { RunEvent } from '../../trace/events.ts'
import { loadSlides } from '../../talk/slides.ts'
import { openBrowser } from '../browser.ts'
import { startDeck } from '../deck.ts'

/** A cold deck bundles its libraries first, and may reload the page when it meets another. */
const SETTLED_MS = 4000

/** For a cold deck on a busy machine. */
const PATIENCE_MS = 120_000

/** Runs a demo in a browser, on the deck as `npm start` serves it, and answers what was seen. */
export async function runInBrowser(slug: string, eggMs: number): Promise<readonly RunEvent[]> {
  const slide = (await loadSlides()).find(({ demos }) => demos.includes(slug))
  if (!slide)
    throw new Error(`${slug} is on no slide, and so no browser runs it.`)
  const deck = await startDeck({ ms: eggMs })
  const browser = await openBrowser()
  try {
    const page = await browser.newPage()
    page.setDefaultTimeout(PATIENCE_MS)
    await page.goto(`${deck.url}/${slide.no}`)
    await page.waitForTimeout(SETTLED_MS)
    const demo = `.slidev-page-${slide.no} [data-demo="${slug}"]`
    await page.locator(demo).getByRole('button', { name: /^Run/ }).click()
    await page.locator(`${demo}:is([data-state="done"], [data-state="failed"])`).waitFor()
    return await page.evaluate<RunEvent[]>(
      `import('/runner/windows/runs.ts').then(({ shownAt }) => shownAt(${JSON.stringify(slug)}).events)`,
    )
  }
  finally {
    await browser.close()
    await deck.stop()
  }
}
