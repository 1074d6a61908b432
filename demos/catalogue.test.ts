import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { region } from '../runner/code/program.ts'
import { catalogue, findDemo } from './catalogue.ts'

/** What fits on a slide beside its timeline. */
const MOST_LINES = 18
const WIDEST_LINE = 46

const ROOT = fileURLToPath(new URL('../', import.meta.url))

it('has each slug once, fit for an address', () => {
  const slugs = catalogue.map(({ slug }) => slug)
  expect(slugs.filter((slug, index) => slugs.indexOf(slug) !== index), 'slugs that two entries have').toEqual([])
  expect(slugs.filter(slug => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug)), 'slugs that are not lower-case words with hyphens').toEqual([])
  expect(findDemo(slugs[0]!)).toBe(catalogue[0])
  expect(findDemo('no-such-demo')).toBeUndefined()
})

describe.each(catalogue.map(demo => [demo.slug, demo] as const))('%s', (_, demo) => {
  it('fits on a slide', () => {
    expect(existsSync(`${ROOT}/${demo.file}`), `${demo.file}, the program of ${demo.slug}, is not there`).toBe(true)
    const lines = region(readFileSync(`${ROOT}/${demo.file}`, 'utf8')).text.split('\n')
    expect(lines.length, `lines of ${demo.file} between its region's comments`).toBeLessThanOrEqual(MOST_LINES)
    expect(lines.filter(line => line.length > WIDEST_LINE), `lines of ${demo.file} that are wider than ${WIDEST_LINE} characters`).toEqual([])
    expect(demo.title.length, `characters of “${demo.title}”`).toBeLessThanOrEqual(60)
  })
})
