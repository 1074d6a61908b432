import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { expect, it } from 'vitest'
import { onePositionPlugin } from './one-position.ts'

it('finds the lines of Slidev that it depends on', async () => {
  const root = createRequire(import.meta.url).resolve('@slidev/client/setup/root.ts')
  const { transform } = onePositionPlugin() as unknown as {
    transform: { handler: (this: { error: (text: string) => never }, code: string) => { code: string } }
  }
  const error = (text: string): never => {
    throw new Error(text)
  }
  const { code } = transform.handler.call({ error }, await readFile(root, 'utf8'))
  expect(code).toContain('keepPosition(router, updateSharedState)')
  expect(code).not.toContain('afterEach(updateSharedState)')
  expect(() => transform.handler.call({ error }, 'export default function setupRoot() {}')).toThrow(/setup\/slidev\/one-position/)
})
