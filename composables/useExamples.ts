import examples from 'virtual:examples'
import outline from 'virtual:outline'
import { toOwn } from '../runner/code/own-program.ts'
import { loadDemo } from './useDemo.ts'

/** What a program of one's own can begin with. */
export interface Example { slug: string, title: string }

export interface ExampleGroup { title: string, examples: Example[] }

/** What people believe, each with a program that decides it; then every demo. */
export function groupExamples(): ExampleGroup[] {
  const known = new Set(examples.map(({ slug }) => slug))
  const claims = outline
    .flatMap(({ places }) => places)
    .filter(({ isClaim }) => isClaim)
    .flatMap(({ title, demos }) => {
      const slugs = demos.filter(slug => known.has(slug))
      return slugs.map((slug, index) => ({ slug, title: slugs.length > 1 ? `${title} (${index + 1} of ${slugs.length})` : title }))
    })
  return [
    { title: 'Is it true?', examples: claims },
    { title: 'Programs of the talk', examples },
  ].filter(group => group.examples.length > 0)
}

/** The whole program of a demo, as one of one's own. */
export async function loadExample(slug: string): Promise<string> {
  return toOwn((await loadDemo(slug)).program)
}

export function isExample(slug: string): boolean {
  return examples.some(one => one.slug === slug)
}
