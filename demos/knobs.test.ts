import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { compile } from '../runner/code/compile.ts'
import { loadProgram } from '../runner/code/load-program.ts'
import { region, replaceRegion } from '../runner/code/program.ts'
import { catalogue } from './catalogue.ts'
import { findLiteral, isSame, turn } from './parameters.ts'

const root = new URL('..', import.meta.url)
const turnable = catalogue.flatMap(demo => (demo.knobs ?? []).map(knob => ({ slug: demo.slug, constant: knob.constant, demo, knob })))

describe.each(turnable)('the knob $constant of $slug', ({ demo, knob }) => {
  const file = readFileSync(new URL(demo.file, root), 'utf8')
  const shown = region(file).text

  it('is a constant that the slide shows, and stands at one of its values', () => {
    const literal = findLiteral(shown, knob.constant)
    expect(literal).toBeDefined()
    expect(knob.values.some(value => isSame(value, literal!.value))).toBe(true)
  })

  it('makes a program of each of its values, on lines that fit', async () => {
    const program = await loadProgram(root.pathname, demo)
    for (const value of knob.values) {
      const text = turn(shown, knob.constant, value)
      expect(() => compile({ ...program, text: replaceRegion(file, text) })).not.toThrow()
      expect(Math.max(...text.split('\n').map(line => line.length))).toBeLessThanOrEqual(46)
    }
  })
})
