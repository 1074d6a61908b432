import type { DeckPage } from './pages.ts'
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
 * What keeps people from using the slide that is shown, by the rules of axe: what is serious. A sentence each, none when
 * all is well.
 *
 * `rules`: only these; all of them unless given.
 */
export async function findBarriers(deck: DeckPage, no: number, rules?: readonly string[]): Promise<string[]> {
  if (!await deck.page.evaluate(() => 'axe' in globalThis))
    await deck.page.evaluate(axe)
  return deck.slide(no).evaluate(async (slide, rules) => {
    const { axe } = globalThis as unknown as { axe: Axe }
    const { violations } = await axe.run(slide, { resultTypes: ['violations'], ...rules && { runOnly: rules } })
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, help, nodes }) => nodes.map(node => `${id}: ${help}: ${node.target.join(' ')}: ${node.failureSummary}`))
  }, rules)
}
