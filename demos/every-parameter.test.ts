import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { compile } from '../runner/code/compile.ts'
import { loadProgram } from '../runner/code/load-program.ts'
import { region, replaceRegion } from '../runner/code/program.ts'
import { catalogue } from './catalogue.ts'
import { findLiteral, isSame, setParameter } from './parameters.ts'

const root = new URL('..', import.meta.url)
const changeable = catalogue.flatMap(demo =>
  (demo.parameters ?? []).map(parameter => ({ slug: demo.slug, constant: parameter.constant, demo, parameter })),
)

describe.each(changeable)('the parameter $constant of $slug', ({ demo, parameter }) => {
  const file = readFileSync(new URL(demo.file, root), 'utf8')
  const shown = region(file).text

  it('is a constant that the slide shows, and stands at one of its values', () => {
    const literal = findLiteral(shown, parameter.constant)
    expect(literal).toBeDefined()
    expect(parameter.values.some(value => isSame(value, literal!.value))).toBe(true)
  })

  it('makes a program of each of its values, on lines that fit', async () => {
    const program = await loadProgram(fileURLToPath(root), demo)
    for (const value of parameter.values) {
      const text = setParameter(shown, parameter.constant, value)
      expect(() => compile({ ...program, text: replaceRegion(file, text) })).not.toThrow()
      expect(Math.max(...text.split('\n').map(line => line.length))).toBeLessThanOrEqual(46)
    }
  })
})
