import type { ViteDevServer } from 'vite'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { programsIn, slugOf } from './programs.ts'

const root = mkdtempSync(join(tmpdir(), 'programs-'))
afterEach(() => rmSync(root, { recursive: true, force: true }))

function write(...files: [file: string, text?: string][]) {
  for (const [file, text = ''] of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), text)
  }
}

it('calls a program by its file’s name', () => {
  expect(slugOf('demos/two-eggs.ts')).toBe('two-eggs')
  expect(slugOf('demos/python/two_eggs.py')).toBe('two-eggs')
  expect(slugOf('demos/VirtualThreads.java')).toBe('virtual-threads')
  expect(slugOf('demos/Ärger mit äther.js')).toBe('arger-mit-ather')
})

it('has every program of the folder, without an entry too, and says of it what its entry says', async () => {
  write(
    ['demos/two-eggs.ts'],
    ['demos/deep/hello.py'],
    ['demos/四.ts'],
    ['demos/notes.txt'],
    ['demos/recordings/two-eggs.ndjson'],
    ['demos/catalogue.ts', `export default { hello: { title: 'Good morning', question: 'seconds: 2, 4' }, four: { file: 'demos/四.ts' } }`],
  )
  const demos = await programsIn(root).read()
  expect(demos.map(({ slug, language, file, title, question }) => ({ slug, language, file, title, question }))).toEqual([
    { slug: 'hello', language: 'python', file: 'demos/deep/hello.py', title: 'Good morning', question: 'seconds: 2, 4' },
    { slug: 'two-eggs', language: 'javascript', file: 'demos/two-eggs.ts', title: 'Two eggs', question: undefined },
    { slug: 'four', language: 'javascript', file: 'demos/四.ts', title: 'Four', question: undefined },
  ])
})

it('has no programs where there is no folder', async () => {
  expect(await programsIn(join(root, 'none')).read()).toEqual([])
})

it.each([
  [`export default { gone: { title: 'x' } }`, 'names “gone”, and no program in demos/ is called that'],
  [`export default { odd: { file: 'demos/odd.txt' } }`, '“odd” is demos/odd.txt, and that is of no language'],
])('says what is wrong with %s, and has the others', async (text, sentence) => {
  write(['demos/catalogue.ts', text], ['demos/two-eggs.ts'])
  const source = programsIn(root)
  expect(await source.faults!()).toEqual([{ slug: expect.any(String) as string, sentence: expect.stringContaining(sentence) as string }])
  expect((await source.read()).map(({ slug }) => slug)).toEqual(['two-eggs'])
  expect(await source.mistake!()).toBeUndefined()
})

it.each([
  [`export const entries = {}`, 'demos/catalogue.ts has no default export'],
  [`export default {\n  'two-eggs': { title: 'x' }\n  'hello': {},\n}`, 'demos/catalogue.ts:3: Expected "}" but found "\'hello\'". Look there'],
  [`import './gone.ts'\nexport default {}`, 'demos/catalogue.ts: it imports demos/gone.ts, which is not there'],
])('says of a catalogue that cannot be read where and why, and goes on with the last one: %s', async (text, sentence) => {
  write(
    ['package.json', '{ "type": "module" }'],
    ['demos/catalogue.ts', `export default { 'two-eggs': { title: 'Good eggs' } }`],
    ['demos/two-eggs.ts'],
  )
  const source = programsIn(root)
  const titles = async () => (await source.read({} as ViteDevServer)).map(({ title }) => title)
  expect(await titles()).toEqual(['Good eggs'])
  write(['demos/catalogue.ts', text])
  expect(await titles()).toEqual(['Good eggs'])
  expect(await source.mistake!()).toMatchObject({ file: 'demos/catalogue.ts', sentence: expect.stringContaining(sentence) as string })
  await expect(source.read(), 'a build').rejects.toThrow(sentence)
  write(['demos/catalogue.ts', `export default { 'two-eggs': { title: 'Better eggs' } }`])
  expect(await titles()).toEqual(['Better eggs'])
  expect(await source.mistake!()).toBeUndefined()
})
