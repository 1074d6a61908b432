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
