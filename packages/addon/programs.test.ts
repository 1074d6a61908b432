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
  [`export const entries = {}`, 'demos/catalogue.ts has no default export'],
])('says what is wrong with %s', async (text, sentence) => {
  write(['demos/catalogue.ts', text])
  await expect(programsIn(root).read()).rejects.toThrow(sentence)
})
