import { expect, it, vi } from 'vitest'
import { languages } from '../../demos/languages.ts'
import { marksPlugin } from './marks.ts'

const { python } = languages

function load(all = Object.values(languages)): { code: string, warn: ReturnType<typeof vi.fn> } {
  const warn = vi.fn()
  const plugin = marksPlugin(all) as unknown as { load: (this: { warn: typeof warn }, id: string) => string }
  return { code: plugin.load.call({ warn }, '\0virtual:marks'), warn }
}

it('has a mark for each language, by the name of its badge', () => {
  const { code, warn } = load()
  expect(warn).not.toHaveBeenCalled()
  for (const { badge, name, mark } of Object.values(languages))
    expect(code.includes(`"${badge ?? name}": mark`), name).toBe(mark !== undefined)
})

it('has none for a language that says none', () => {
  const { code, warn } = load([{ ...python, name: 'Serpent', mark: undefined }, python])
  expect(code).toBe('import mark0 from \'~icons/simple-icons/python\'\nexport default { "Python": mark0 }')
  expect(warn).not.toHaveBeenCalled()
})

it('leaves a language without its mark where there is no such icon, and says so', () => {
  const { code, warn } = load([{ ...python, name: 'Serpent', mark: 'simple-icons/no-such-serpent' }, python])
  expect(code).toBe('import mark0 from \'~icons/simple-icons/python\'\nexport default { "Python": mark0 }')
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('The mark of Serpent is “simple-icons/no-such-serpent”'))
})
