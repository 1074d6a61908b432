import type { DeckPage } from '../tools/pages.ts'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Result {
  violations: { id: string, impact: string, help: string, nodes: { target: string[], failureSummary: string }[] }[]
}

interface Axe {
  run: (element: Element, options: object) => Promise<Result>
}

/**
 * What keeps people from using the slide that is shown, by the rules of axe: what is serious. A sentence each, none
 * when all is well.
 *
 * `rules`: only these; all of them unless given.
 */
export async function findViolations(deck: DeckPage, no: number, rules?: readonly string[]): Promise<string[]> {
  if (!await deck.page.evaluate(() => 'axe' in globalThis))
    await deck.page.evaluate(axe)
  return deck.slide(no).evaluate(async (slide, rules) => {
    const { axe } = globalThis as unknown as { axe: Axe }
    // Slidev keeps all slides in the page, hidden, and axe would read every one of them each time.
    const hidden = Array.from(document.querySelectorAll<HTMLElement>('[class*="slidev-page-"]')).filter(
      other => !other.checkVisibility() && !other.contains(slide),
    )
    const places = hidden.map((other) => {
      const place = document.createComment('')
      other.replaceWith(place)
      return () => place.replaceWith(other)
    })
    const { violations } = await axe
      .run(slide, { resultTypes: ['violations'], ...(rules && { runOnly: rules }) })
      .finally(() => places.forEach(putBack => putBack()))
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, help, nodes }) => nodes.map(node => `${id}: ${help}: ${node.target.join(' ')}: ${node.failureSummary}`))
  }, rules)
}
