import type { SlidevData, SourceSlideInfo } from '@slidev/types'
import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { injectPreparserExtensionLoader, load } from '@slidev/parser/fs'
import { nearest } from '../demos/nearest.ts'
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

/** What cannot be read of a deck, as a sentence with the file and the line: Slidev leaves it out and says nothing. */
export class DeckError extends Error {
  override readonly name = 'DeckError'
}

const inProject = (root: string, path: string): string => relative(root, path).replaceAll(sep, '/')

/** What is wrong with the lines above a slide, if anything is: Slidev takes of them what it understands. */
export function yamlMistake(root: string, { filepath, start, frontmatterDoc }: SourceSlideInfo): string | undefined {
  const [error] = frontmatterDoc?.errors ?? []
  const line = start + 1 + (error?.linePos?.[0].line ?? 0)
  return error && `${inProject(root, filepath)}:${line}: ${error.message.split(/ at line |\n/)[0]}. Put a value with a colon or a quote in it between quotes, and indent nothing.`
}

/** Slidev's own complaint about a file; of one that is not there, with the name that was probably meant. */
function sayError(root: string, filepath: string, { row, message }: { row: number, message: string }): string {
  const at = `${inProject(root, filepath)}:${row + 1}`
  const missing = /^Imported markdown file not found: (?<file>.+)$/.exec(message)?.groups?.file
  if (missing === undefined)
    return `${at}: ${message}`
  const folder = dirname(missing)
  const near = existsSync(folder) ? nearest(basename(missing), readdirSync(folder).filter(name => name.endsWith('.md'))) : undefined
  return `${at}: there is no ${inProject(root, missing)}. ${near === undefined ? 'Correct its name, or take out the lines that bring it in.' : `Did you mean ${near}?`}`
}

/**
 * The deck as Slidev itself reads it, with its slides in the order in which they are shown.
 *
 * @throws {DeckError}
 */
export async function loadDeck(): Promise<Pick<SlidevData, 'slides' | 'headmatter' | 'features'>> {
  injectPreparserExtensionLoader(async (_roots, headmatter, filepath) => [choosePath({ headmatter, filepath })])
  const deck = await load({ userRoot: ROOT, roots: [ROOT], allowedRoots: [ROOT] }, resolve(ROOT, 'slides.md'))
  const wrong = Object.values(deck.markdownFiles).flatMap(({ filepath, errors = [], slides }) => [
    ...errors.map(error => sayError(ROOT, filepath, error)),
    ...slides.flatMap(slide => yamlMistake(ROOT, slide) ?? []),
  ])
  if (wrong.length > 0)
    throw new DeckError(wrong.join('\n'))
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
