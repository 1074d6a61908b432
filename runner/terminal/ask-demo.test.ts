import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { catalogue } from '../../demos/catalogue.ts'
import { askDemo, sayFaults } from './ask-demo.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const [demo] = catalogue
let other: string

beforeAll(async () => {
  other = await mkdtemp(join(tmpdir(), 'four eggs [ü] '))
  await mkdir(join(other, 'demos/catalogue'), { recursive: true })
  await writeFile(join(other, 'demos/catalogue/yours.ts'), `export const yours = [\n  { slug: 'x' },\n  { slug: '${demo!.slug}' },\n]\n`)
})

afterAll(() => rm(other, { recursive: true }))

it('gives the demo of a slug', async () => {
  expect(await askDemo(ROOT, demo!.slug)).toEqual({ demo })
})

it.each([demo!.slug.slice(0, -1), `${demo!.slug}s`, demo!.slug.toUpperCase()])('says of %s what was probably meant', async (slug) => {
  expect(await askDemo(ROOT, slug)).toEqual({
    why: 'unknown',
    sentence: `There is no demo "${slug}". Did you mean ${demo!.slug}? npm run demo lists them.`,
  })
})

it('says of what is like nothing where the list is', async () => {
  expect(await askDemo(ROOT, 'xyzzyxyzzyxyzzy')).toEqual({ why: 'unknown', sentence: 'There is no demo "xyzzyxyzzyxyzzy". npm run demo lists them.' })
})

it('says where the entry is whose program is gone', async () => {
  expect(await askDemo(other, demo!.slug)).toEqual({
    why: 'faulty',
    sentence: `demos/catalogue/yours.ts:3: ${demo!.file}: this file is not there, and the entry of ${demo!.slug} names it.`,
  })
})

it('says where a faulty entry is', async () => {
  expect(await sayFaults(other, [{ slug: 'x', sentence: 'the entry of x has no file.' }])).toEqual(['demos/catalogue/yours.ts:2: the entry of x has no file.'])
})
