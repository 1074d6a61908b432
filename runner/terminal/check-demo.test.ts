import type { Demo } from '../../demos/catalogue/demo.ts'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { catalogue } from '../../demos/catalogue.ts'
import { checkDemo } from './check-demo.ts'
import { findEntry } from './find-entry.ts'

const demo: Demo = {
  slug: 'two',
  language: 'javascript',
  file: 'demos/javascript/two.ts',
  title: 'Two eggs',
  expect: { eggs: ['A', 'B'], overlap: 'all', outcome: 'done' },
}

let root: string

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'four eggs [ü] '))
  await mkdir(join(root, 'demos/catalogue'), { recursive: true })
  await mkdir(join(root, 'demos/javascript'))
  await writeFile(join(root, 'demos/catalogue/yours.ts'), 'export const yours = [\n  { slug: \'one\' },\n  { slug: \'two\' },\n]\n')
  await writeFile(join(root, 'demos/javascript/two.ts'), `// #region show\n${'a'.repeat(50)}\n// #endregion show\n`)
})

afterAll(() => rm(root, { recursive: true }))

it('names the file and the line of the program and of the entry', async () => {
  expect(
    await checkDemo(
      root,
      demo,
      [
        {
          t: 0,
          kind: 'run',
          witness: 'program',
          demo: 'two',
          engine: 'worker',
          startedAt: '2026-01-01T00:00:00Z',
          source: '',
          toolchain: { node: '20' },
        },
        { t: 1, kind: 'start', witness: 'kitchen', task: 'A', id: 1 },
        { t: 9, kind: 'end', witness: 'kitchen', task: 'A', id: 1 },
        { t: 9, kind: 'finish', witness: 'program', outcome: 'done', ms: 9 },
      ],
      8,
    ),
  ).toEqual([
    'demos/javascript/two.ts:2: 50 characters, and a slide has room for 46.',
    'demos/catalogue/yours.ts:3: In the pan were A, not A, B.',
    'demos/catalogue/yours.ts:3: Of 2, at most 1 are in the pan at once; expected: all.',
  ])
})

it('finds every entry of the catalogue', async () => {
  const found = await Promise.all(catalogue.map(({ slug }) => findEntry(fileURLToPath(new URL('../../', import.meta.url)), slug)))
  expect(catalogue.filter((_, index) => !/:\d+$/.test(found[index]!)).map(({ slug }) => slug)).toEqual([])
  expect(new Set(found).size).toBe(catalogue.length)
})
