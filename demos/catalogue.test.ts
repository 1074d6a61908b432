import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { readRules } from '../egg-server/rules.ts'
import { checkProgram } from '../runner/code/check-program.ts'
import { sayFaults } from '../runner/terminal/ask-demo.ts'
import { catalogue, faults } from './catalogue.ts'

const ROOT = fileURLToPath(new URL('../', import.meta.url))

it('has no entry with a fault', async () => {
  expect(await sayFaults(ROOT, faults)).toEqual([])
})

it.each(catalogue.map(demo => [demo.slug, demo] as const))('%s fits on a slide', (_, demo) => {
  const file = `${ROOT}/${demo.file}`
  expect(checkProgram(demo, existsSync(file) ? readFileSync(file, 'utf8') : undefined)).toEqual([])
})

it.each(catalogue.flatMap(({ slug, kitchen }) => kitchen ? [[slug, kitchen] as const] : []))('%s tells the kitchen rules that it knows', (_, kitchen) => {
  expect(readRules(kitchen)).toMatchObject(kitchen)
})
