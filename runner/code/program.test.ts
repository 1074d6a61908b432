import { createHash } from 'node:crypto'
import { describe, expect, it, vi } from 'vitest'
import { region, sha256 } from './program.ts'

describe('the region a slide shows', () => {
  it('is moved to the left margin, and knows its line in the file', () => {
    const text = 'import x\n\n  // #region show\n\n    if (a) {\n\n      b()\n    }\n  // #endregion show\nrest'
    expect(region(text)).toEqual({ text: 'if (a) {\n\n  b()\n}', firstLine: 5 })
  })

  it('is found by its name, in other languages too', () => {
    const text = '# #region one\na\n# #endregion one\n# #region two\nb\n# #endregion two\n'
    expect(region(text, 'two')).toEqual({ text: 'b', firstLine: 5 })
  })

  it('may begin where an editor of Windows has marked the file', () => {
    expect(region('\uFEFF// #region show\na()\n// #endregion show\n')).toEqual({ text: 'a()', firstLine: 2 })
  })

  it('is missed loudly', () => {
    expect(() => region('a()\n')).toThrow('There is no region “show”')
    expect(() => region('// #region show\na()\n')).toThrow('from line 1 has no end')
    expect(() => region('// #region show\n\n// #endregion show\n')).toThrow('is empty')
  })
})

it('hashes text as everybody does', async () => {
  expect(await sha256('ein Ei, bitte: ä')).toBe(createHash('sha256').update('ein Ei, bitte: ä').digest('hex'))
})

it('hashes the same without the browser’s help, as on a page at a plain http address', async () => {
  const hashes = await Promise.all(['', 'eggs ü 🥚', 'x'.repeat(10_000)].map(sha256))
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
  const without = await Promise.all(['', 'eggs ü 🥚', 'x'.repeat(10_000)].map(sha256))
  vi.unstubAllGlobals()
  expect(without).toEqual(hashes)
  expect(hashes[0]).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
})
