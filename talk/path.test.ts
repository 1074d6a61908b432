import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, it, vi } from 'vitest'
import { choosePath } from './path.ts'

/** A deck of its own, so that no edit of the talk meets this. */
const deck = mkdtempSync(join(tmpdir(), 'four-eggs-path-'))
writeFileSync(
  join(deck, 'tea.md'),
  ['# One', '# Two', '---\npath: more\n---\n\n# Three', '---\npath: short\n---\n\n# Four']
    .map(slide => (slide.startsWith('#') ? `---\n---\n\n${slide}` : slide))
    .join('\n\n'),
)

afterEach(() => vi.unstubAllEnvs())
afterAll(() => rmSync(deck, { recursive: true }))

async function frontmatterAfter(
  frontmatter: Record<string, unknown>,
  headmatter: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
  await choosePath({ headmatter, filepath: join(deck, 'slides.md') }).transformSlide?.('', frontmatter)
  return frontmatter
}

it('brings the slides of the talk with an import, and what stands behind the chapter with a second', async () => {
  const src = './tea.md'
  expect(await frontmatterAfter({ src })).toEqual({ src: './tea.md#1,2,4' })
  expect(await frontmatterAfter({ src, path: 'more' })).toEqual({ src: './tea.md#3', path: 'more' })
})

it('leaves an import alone that says itself which slides it wants', async () => {
  expect(await frontmatterAfter({ src: './tea.md#2' })).toEqual({ src: './tea.md#2' })
})

it('keeps only the short path where the headmatter or the environment asks for it', async () => {
  const short = { talk: 'short' }
  expect(await frontmatterAfter({ path: 'short', duration: '45min', shortDuration: '20min' }, short)).toEqual({
    path: 'short',
    duration: '20min',
    shortDuration: '20min',
  })
  expect(await frontmatterAfter({ layout: 'demo' }, short)).toEqual({ layout: 'demo', hide: true })
  expect(await frontmatterAfter({ layout: 'demo' }, { talk: 'full' })).toEqual({ layout: 'demo' })
  vi.stubEnv('TALK', 'short')
  expect(await frontmatterAfter({ layout: 'demo' }, { talk: 'full' })).toEqual({ layout: 'demo', hide: true })
})
