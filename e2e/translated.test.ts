import type { Site } from './site.ts'
import { beforeAll, expect, it } from 'vitest'
import { DemoOnSlide } from '../tools/pages.ts'
import { setSiteStage } from './site.ts'

/** The site in a browser that translates it, into capitals. */

const SLUG = 'promise-all'
const stage = setSiteStage()

let site: Site
beforeAll(async () => {
  site = await stage.serve()
})

/**
 * In the page. As browsers do it: each piece of text goes, and others come in its place, in two elements that nobody
 * expects there; and so does what is written later. What says that it is not to be translated stays.
 */
function translate(): void {
  const LEFT = '[translate="no"], .notranslate, script, style, svg, textarea, font'
  function change(root: Node) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const texts: Text[] = root instanceof Text ? [root] : []
    while (walker.nextNode())
      texts.push(walker.currentNode as Text)
    for (const text of texts) {
      if (!/\p{L}/u.test(text.data) || !text.parentElement || text.parentElement.closest(LEFT))
        continue
      const [outer, inner] = [document.createElement('font'), document.createElement('font')]
      inner.textContent = text.data.toUpperCase()
      outer.append(inner)
      text.replaceWith(outer)
    }
  }
  new MutationObserver((changes) => {
    for (const { target, addedNodes, type } of changes)
      (type === 'characterData' ? [target] : [...addedNodes]).forEach(change)
  }).observe(document.body, { childList: true, characterData: true, subtree: true })
  change(document.body)
}

it('says of a run what is so now, and not what was so when it was translated', async () => {
  const window = await stage.open(site)
  const { page, pageErrors } = window
  await page.goto(`${window.url}/read/promises`)
  await page.locator('main[data-complete="true"]').waitFor()
  await page.evaluate(translate)
  const demo = new DemoOnSlide(page.locator(`.reading .live-demo[data-demo="${SLUG}"]`))
  const button = (name: RegExp) => demo.root.getByRole('button', { name })
  const said = (text: RegExp) => demo.root.getByRole('status').filter({ hasText: text })
  expect(await demo.root.locator('font').count()).toBeGreaterThan(5)

  await button(/^SKIP/).click()
  await button(/^RUN/).click()
  await demo.waitFor('done')
  await button(/^RUN AGAIN/).waitFor()
  await said(/^4 OF 4 EGGS/).first().waitFor()
  await button(/^RESET/).click()
  await button(/^RUN(?! AGAIN)/).waitFor()
  await said(/^NOT RUN YET/).first().waitFor()
  // What is written after that is translated as well.
  await button(/^RUN/).click()
  await demo.waitFor('done')
  await button(/^RUN AGAIN/).waitFor()
  pageErrors.expectNone()
})
