import type { SlidevData } from '@slidev/types'
import { basename, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { injectPreparserExtensionLoader, load } from '@slidev/parser/fs'
import { choosePath } from './path.ts'
import { pathOf, shownOn } from './slide.ts'

/** A slide of the deck, as its Markdown has it. */
export interface SlideOnDisk {
  /** 1-based. */
  no: number
  title: string
  layout: string
  /** The file it is in: `02-one-by-one.md`. */
  chapter: string
  /** Whether it stands behind its chapter, where a talk does not pass. */
  isMore: boolean
  /** The slugs of the demos that can be run by themselves on it. */
  demos: string[]
  /** The slugs of each race on it. */
  races: string[][]
  /** Whether there is a model on it, which one takes apart. */
  isModel: boolean
}

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/**
 * The deck as Slidev itself reads it, with its slides in the order in which they are shown.
 *
 * @throws {Error} when a chapter cannot be read: Slidev leaves such a chapter out and says nothing.
 */
export async function loadDeck(): Promise<Pick<SlidevData, 'slides' | 'headmatter' | 'features'>> {
  injectPreparserExtensionLoader(async (_roots, headmatter, filepath) => [choosePath({ headmatter, filepath })])
  const deck = await load({ userRoot: ROOT, roots: [ROOT], allowedRoots: [ROOT] }, resolve(ROOT, 'slides.md'))
  for (const { filepath, errors } of Object.values(deck.markdownFiles)) {
    if (errors?.length)
      throw new Error(`${filepath}: ${errors.map(error => error.message).join('; ')}`)
  }
  return deck
}

/** All slides of the deck, in order. */
export async function loadSlides(): Promise<SlideOnDisk[]> {
  const { slides } = await loadDeck()
  return slides.map(({ content, title, frontmatter, source }, i) => {
    const shown = shownOn(content)
    return {
      no: i + 1,
      title: title ?? '',
      layout: String(frontmatter.layout ?? 'default'),
      chapter: basename(source?.filepath ?? 'slides.md'),
      isMore: pathOf(frontmatter) === 'more',
      demos: shown.filter(({ component }) => component === 'LiveDemo' || component === 'MachineDemo').flatMap(({ demos }) => demos),
      races: shown.filter(({ component }) => component === 'DemoRace').map(({ demos }) => demos),
      isModel: shown.some(({ isModel }) => isModel),
    }
  })
}
