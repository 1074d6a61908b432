import type { Page } from 'playwright-core'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * What keeps people from using the page, by the rules of axe: what is serious, or everything. Slidev's own row of
 * buttons is Slidev's.
 */
export async function findViolations(page: Page, { all = false }: { all?: boolean } = {}): Promise<string[]> {
  await page.evaluate(source)
  return page.evaluate(async (all) => {
    interface Result { violations: { id: string, impact: string, help: string, nodes: { target: string[] }[] }[] }
    const { axe } = globalThis as unknown as { axe: { run: (where: object, options: object) => Promise<Result> } }
    const { violations } = await axe.run({ exclude: ['nav:has(.slidev-icon-btn)'] }, { resultTypes: ['violations'] })
    return violations
      .filter(({ impact }) => all || impact === 'serious' || impact === 'critical')
      .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  }, all)
}
