import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from '@slidev/parser/fs'

/** What a slide has on it that can be taken apart. */
const MODELS = /<(?:MachineDemo|ThreeForms|\w+Board)\b/

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

/**
 * All slides of the deck, in order.
 *
 * @throws {Error} when a chapter cannot be read: Slidev leaves such a chapter out and says nothing.
 */
export async function loadSlides(): Promise<SlideOnDisk[]> {
  const root = fileURLToPath(new URL('..', import.meta.url))
  const { slides, markdownFiles } = await load({ userRoot: root, roots: [root], allowedRoots: [root] }, 'slides.md')
  for (const { filepath, errors } of Object.values(markdownFiles)) {
    if (errors?.length)
      throw new Error(`${filepath}: ${errors.map(error => error.message).join('; ')}`)
  }
  return slides.map(({ content, title, frontmatter, source }, i) => ({
    no: i + 1,
    title: title ?? '',
    layout: String(frontmatter.layout ?? 'default'),
    chapter: basename(source?.filepath ?? 'slides.md'),
    isMore: frontmatter.path === 'more',
    demos: findAttribute(content, /<(?:LiveDemo|MachineDemo)\s[^>]*?\bdemo="([^"]+)"/g),
    races: findAttribute(content, /<DemoRace\s[^>]*?\bdemos="([^"]+)"/g).map(slugs => slugs.split(',').map(slug => slug.trim())),
    isModel: MODELS.test(content),
  }))
}

function findAttribute(content: string, pattern: RegExp): string[] {
  return [...content.matchAll(pattern)].map(match => match[1]!)
}
