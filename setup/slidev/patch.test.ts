import type { Plugin } from 'vite'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { countThePathPlugin } from './count-the-path.ts'
import { holdSwipesPlugin } from './hold-swipes.ts'
import { onePositionPlugin } from './one-position.ts'

interface Transforms {
  transform: { filter: { id: RegExp }, handler: (this: { error: (text: string) => never }, code: string) => { code: string } }
}

it.each<[file: string, plugin: Plugin, now: string]>([
  ['setup/root.ts', onePositionPlugin(), 'keepPosition(router, updateSharedState)'],
  ['composables/useNav.ts', countThePathPlugin(), `path !== 'more'`],
  ['composables/useSwipeControls.ts', holdSwipesPlugin(), 'at.matches('],
])('finds the lines of Slidev’s %s that it depends on', async (file, plugin, now) => {
  const path = createRequire(import.meta.url).resolve(`@slidev/client/${file}`)
  const { transform } = plugin as unknown as Transforms
  const error = (text: string): never => {
    throw new Error(text)
  }
  expect(path.replaceAll('\\', '/')).toMatch(transform.filter.id)
  expect(transform.handler.call({ error }, await readFile(path, 'utf8')).code).toContain(now)
  expect(() => transform.handler.call({ error }, 'export default function setupRoot() {}')).toThrow(/setup\/slidev\/[a-z-]+\.ts/)
})
