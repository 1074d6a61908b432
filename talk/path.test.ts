import { afterEach, expect, it, vi } from 'vitest'
import { choosePath } from './path.ts'

const ROOT = new URL('..', import.meta.url).pathname

afterEach(() => vi.unstubAllEnvs())

async function frontmatterAfter(frontmatter: Record<string, unknown>, headmatter: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  await choosePath({ headmatter, filepath: `${ROOT}slides.md` }).transformSlide?.('', frontmatter)
  return frontmatter
}

it('brings the slides of the talk with an import, and what stands behind the chapter with a second', async () => {
  const src = './chapters/01-four-eggs.md'
  const numbers = async (path?: string) => String((await frontmatterAfter({ src, path })).src).split('#')[1]!.split(',').map(Number)
  const [talk, more] = [await numbers(), await numbers('more')]
  expect(talk[0]).toBe(1)
  expect(more.length).toBeGreaterThan(0)
  expect([...talk, ...more]).toEqual(Array.from({ length: talk.length + more.length }, (_, i) => i + 1))
})

it('leaves an import alone that says itself which slides it wants', async () => {
  expect(await frontmatterAfter({ src: './chapters/01-four-eggs.md#2' })).toEqual({ src: './chapters/01-four-eggs.md#2' })
})

it('keeps only the short path where the headmatter or the environment asks for it', async () => {
  const short = { talk: 'short' }
  expect(await frontmatterAfter({ path: 'short', duration: '45min', shortDuration: '20min' }, short)).toEqual({ path: 'short', duration: '20min', shortDuration: '20min' })
  expect(await frontmatterAfter({ layout: 'demo' }, short)).toEqual({ layout: 'demo', hide: true })
  expect(await frontmatterAfter({ layout: 'demo' }, { talk: 'full' })).toEqual({ layout: 'demo' })
  vi.stubEnv('TALK', 'short')
  expect(await frontmatterAfter({ layout: 'demo' }, { talk: 'full' })).toEqual({ layout: 'demo', hide: true })
})
