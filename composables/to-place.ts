import { nearest } from '../demos/nearest.ts'
import { findPlace } from '../talk/outline.ts'

/**
 * Where a slide, by its number, or a demo, by its name, is in the slides and in the text. Nothing where there is none.
 */
export async function toPlace(
  wanted: { no: number } | { demo: string } | { slug: string },
): Promise<{ no: number, path: string } | undefined> {
  const { default: outline } = await import('virtual:outline')
  const found = findPlace(outline, wanted)
  return found && { no: found.place.no, path: `/read/${found.chapter.name}/${found.place.slug}` }
}

/** The name in an address that was probably meant, if one is near enough: of a demo, or of a chapter. */
export function meantBy(given: string, names: readonly string[]): string | undefined {
  return nearest(given.replaceAll(/[\s_]+/g, '-'), names)
}
