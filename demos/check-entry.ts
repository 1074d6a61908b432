import type { Demo, Expectation } from './catalogue/demo.ts'
import { languages } from './languages.ts'
import { nearest } from './nearest.ts'

/** What is wrong with an entry of the catalogue, and which it is. */
export interface Fault {
  slug: string
  /** What is wrong, and what to write. */
  sentence: string
}

/** All that an entry can say; types say it to an editor, and these to who runs a program without one. */
const FIELDS: Record<keyof Demo, true> = {
  slug: true,
  language: true,
  file: true,
  title: true,
  expect: true,
  orders: true,
  question: true,
  needs: true,
  kitchen: true,
  watch: true,
  computes: true,
  threads: true,
  needsPort: true,
  limit: true,
  parameters: true,
}
const EXPECTED: Record<keyof Expectation, true> = {
  eggs: true,
  anyEggs: true,
  refused: true,
  burnt: true,
  calledOff: true,
  lanes: true,
  levels: true,
  overlap: true,
  maxInPan: true,
  ends: true,
  time: true,
  prints: true,
  printsInAnyOrder: true,
  says: true,
  neverSays: true,
  outcome: true,
  inBrowser: true,
}
const OVERLAPS: Record<Expectation['overlap'], true> = { none: true, some: true, all: true, any: true }
const OUTCOMES: Record<Expectation['outcome'], true> = { done: true, failed: true }
const NUMBERS = ['refused', 'maxInPan'] as const
const LISTS = ['eggs', 'burnt', 'lanes', 'levels', 'ends', 'prints', 'printsInAnyOrder', 'says', 'neverSays'] as const

/** A part of addresses and of names of files, which some systems do not tell apart by capitals. */
export const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/** The entries that can be used, and what is wrong with the others; of two with one slug the first can be. */
export function sift(entries: readonly Demo[]): { sound: readonly Demo[], faults: readonly Fault[] } {
  const sound: Demo[] = []
  const faults: Fault[] = []
  const slugs = new Set<string>()
  for (const [index, entry] of entries.entries()) {
    const slug = typeof entry?.slug === 'string' ? entry.slug : ''
    const problems = slug === ''
      ? [`the catalogue’s entry number ${index + 1} has no slug. Write its name: slug: 'two-eggs'`]
      : slugs.has(slug)
        ? [`“${slug}” is the slug of two entries. Give one of them another.`]
        : [...problemsOf(entry)].map(problem => `the entry of ${slug} ${problem}`)
    slugs.add(slug)
    if (problems.length === 0)
      sound.push(entry)
    faults.push(...problems.map(sentence => ({ slug, sentence })))
  }
  return { sound, faults }
}

function* problemsOf(entry: Demo): Generator<string> {
  const { slug, language, file, title, expect } = entry as Partial<Demo>
  if (!SLUG.test(slug!))
    yield `has a slug that is no address. Write lower-case words with hyphens, such as slug: 'two-eggs'`
  yield* unknownIn(entry, FIELDS, '')
  yield* oneOf(language, 'language', languages)
  if (typeof file !== 'string' || file === '')
    yield `has no file. Write where its program is: file: 'demos/javascript/${entry.slug}.ts'`
  if (typeof title !== 'string' || title === '')
    yield 'has no title. Write what its program shows: title: \'Two eggs, one after the other\''
  if (typeof expect !== 'object' || expect === null) {
    yield 'has no expect. Write what a run looks like: expect: { eggs: [\'A\'], overlap: \'none\', outcome: \'done\' }'
    return
  }
  yield* unknownIn(expect, EXPECTED, 'expect.')
  if (expect.eggs === undefined)
    yield 'has no expect.eggs. Write which eggs it orders, and [] for none: eggs: [\'A\', \'B\']'
  for (const name of LISTS) {
    if (expect[name] !== undefined && !Array.isArray(expect[name]))
      yield `has ${say(expect[name])} for expect.${name}, which is a list: ${name}: ['A', 'B']`
  }
  for (const name of NUMBERS) {
    if (expect[name] !== undefined && typeof expect[name] !== 'number')
      yield `has ${say(expect[name])} for expect.${name}, which is a number: ${name}: 2`
  }
  yield* oneOf(expect.overlap, 'expect.overlap', OVERLAPS)
  yield* oneOf(expect.outcome, 'expect.outcome', OUTCOMES)
}

function* unknownIn(object: object, known: Readonly<Record<string, true>>, where: string): Generator<string> {
  for (const name of Object.keys(object).filter(name => !Object.hasOwn(known, name))) {
    const meant = nearest(name, Object.keys(known))
    yield `says ${where}${name}, which nothing reads.${meant ? ` Did you mean ${meant}?` : ` There are ${Object.keys(known).join(', ')}.`}`
  }
}

function* oneOf(value: unknown, name: string, known: Readonly<Record<string, unknown>>): Generator<string> {
  if (typeof value === 'string' && Object.hasOwn(known, value))
    return
  const meant = typeof value === 'string' ? nearest(value, Object.keys(known)) : undefined
  const what = value === undefined ? `has no ${name}` : `has ${say(value)} for ${name}`
  yield `${what}. ${meant ? `Did you mean '${meant}'?` : `Write one of ${Object.keys(known).join(', ')}.`}`
}

function say(value: unknown): string {
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value)
}
