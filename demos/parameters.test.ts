import type { ParameterValue } from './parameters.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findLiteral, isSame, sayValue, setParameter } from './parameters.ts'

const program = `// const poolSize = 9 is no declaration
const eggs = ['A', 'B', 'C', 'D']
const poolSize = 2 // at once
let burns: string = "B";
const quiet = false
const ms = 2_000
const later = eggs.length
const poolSizes = 7
`

describe('a parameter', () => {
  it('is a constant that stands in the program', () => {
    const value = (constant: string) => findLiteral(program, constant)?.value
    expect(['eggs', 'poolSize', 'burns', 'quiet', 'ms'].map(value)).toEqual([['A', 'B', 'C', 'D'], 2, 'B', false, 2000])
    expect([value('later'), value('gone'), value('pool')]).toEqual([undefined, undefined, undefined])
  })

  it('changes the program’s text, and nothing else in it', () => {
    expect(setParameter(program, 'poolSize', 4)).toBe(program.replace('poolSize = 2', 'poolSize = 4'))
    expect(setParameter(program, 'eggs', ['A'])).toBe(program.replace(/\[.*\]/, '[\'A\']'))
    expect(setParameter(program, 'burns', 'C')).toBe(program.replace('"B"', '\'C\''))
  })

  it('that is set to where it stands leaves the file as it is, quotes and all', () => {
    expect(setParameter(program, 'burns', 'B')).toBe(program)
    expect(setParameter(program, 'ms', 2000)).toBe(program)
  })

  it('keeps the way a list is written', () => {
    const spread = 'const eggs = [...\'ABCD\']\n'
    expect(findLiteral(spread, 'eggs')!.value).toEqual(['A', 'B', 'C', 'D'])
    expect(setParameter(spread, 'eggs', ['A', 'B'])).toBe('const eggs = [...\'AB\']\n')
    expect(setParameter(spread, 'eggs', ['egg 1'])).toBe('const eggs = [\'egg 1\']\n')
  })

  it('that is not in the program cannot be set', () => {
    expect(() => setParameter(program, 'later', 3)).toThrow('There is no line “const later = …” with a plain value in this program.')
  })

  it('says its value in a word', () => {
    expect([sayValue(['A', 'B']), sayValue(2000, { unit: 'ms' }), sayValue('B'), sayValue(true)]).toEqual(['2', '2000 ms', 'B', 'yes'])
  })
})

describe('whatever the program', () => {
  const name = fc.constantFrom('a', 'b', 'pool', 'poolSize', '$x', 'x_1')
  const text = fc.stringMatching(/^[\w ]*$/)
  const value: fc.Arbitrary<ParameterValue> = fc.oneof(
    fc.integer(),
    fc.double({ min: 0.001, max: 1e6, noNaN: true }).map(n => Number(n.toFixed(3))),
    fc.boolean(),
    text,
    fc.array(text),
  )
  const line = fc.constantFrom('', 'await fry(1)', 'if (a === 2) {', '}', '// const a = 3', 'for (const b of [1, 2])', 'const c = fry(\'A\')')
  const declaration = fc.tuple(name, value).map(([name, value]) => setParameter(`const ${name} = 0`, name, value))
  const anyProgram = fc
    .tuple(fc.array(line), declaration, fc.array(line))
    .map(([before, it, after]) => [...before, it, ...after].join('\n'))

  it('what was set can be read, and set back', () => {
    fc.assert(fc.property(anyProgram, name, value, (program, name, value) => {
      const before = findLiteral(program, name)
      fc.pre(before !== undefined)
      const set = setParameter(program, name, value)
      expect(isSame(findLiteral(set, name)!.value, value)).toBe(true)
      expect(setParameter(set, name, value)).toBe(set)
      expect(setParameter(set, name, before!.value)).toBe(program)
      expect(set.split('\n')).toHaveLength(program.split('\n').length)
    }))
  })
})
