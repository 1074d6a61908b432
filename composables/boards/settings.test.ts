import type { LoadedDemo } from '../../runner/windows/loaded-demo.ts'
import { expect, it } from 'vitest'
import { withSettings } from './settings.ts'

it('replaces the module of the settings, and nothing else', () => {
  const demo: LoadedDemo = {
    slug: 'board',
    language: 'javascript',
    title: 'A board',
    eggs: [],
    levels: [],
    lanes: [],
    parameters: [],
    source: 'abc',
    shown: { text: '', firstLine: 1, html: '' },
    program: {
      slug: 'board',
      file: 'board.ts',
      text: 'import "./settings.ts"',
      modules: { 'settings.ts': 'export const settings = 1', 'queue.ts': '' },
    },
  }
  const changed = withSettings(demo, 'settings.ts', { takes: 5 })
  expect(changed).toEqual({
    ...demo,
    program: { ...demo.program, modules: { 'settings.ts': 'export const settings = {"takes":5}\n', 'queue.ts': '' } },
  })
  expect(demo.program.modules['settings.ts']).toBe('export const settings = 1')
})
