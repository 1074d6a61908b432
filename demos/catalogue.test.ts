import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { readRules } from '../egg-server/rules.ts'
import { checkProgram } from '../runner/code/check-program.ts'
import { sayFaults } from '../runner/terminal/ask-demo.ts'
import { catalogue, faults, findDemo } from './catalogue.ts'

const ROOT = fileURLToPath(new URL('../', import.meta.url))

it('has no entry with a fault', async () => {
  expect(await sayFaults(ROOT, faults)).toEqual([])
})

it('has slugs that are fit for an address', () => {
  const slugs = catalogue.map(({ slug }) => slug)
  expect(slugs.filter(slug => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug)), 'slugs that are not lower-case words with hyphens').toEqual([])
  expect(findDemo(slugs[0]!)).toBe(catalogue[0])
  expect(findDemo('no-such-demo')).toBeUndefined()
})

it.each(catalogue.map(demo => [demo.slug, demo] as const))('%s fits on a slide', (_, demo) => {
  const file = `${ROOT}/${demo.file}`
  expect(checkProgram(demo, existsSync(file) ? readFileSync(file, 'utf8') : undefined)).toEqual([])
})

it.each(catalogue.flatMap(({ slug, kitchen }) => kitchen ? [[slug, kitchen] as const] : []))('%s tells the kitchen rules that it knows', (_, kitchen) => {
  expect(readRules(kitchen)).toMatchObject(kitchen)
})
