import type { Demo } from '../../demos/catalogue/demo.ts'
import type { Fault } from '../../demos/check-entry.ts'
import type { CatalogueSource } from '../../tools/catalogue-source.ts'
import type { Mistake } from '../../tools/mistake.ts'
import { existsSync, readdirSync } from 'node:fs'
import { extname, join, relative, resolve, sep } from 'node:path'
import { tsImport } from 'tsx/esm/api'
import { runnerImport } from 'vite'
import { LANGUAGES } from '../../runner/process/own-file.ts'
import { findMistake } from '../../tools/mistake.ts'

/** What a deck may say of one of its programs; what it leaves out is not known, and nothing is made of it. */
export type Entry = Partial<Omit<Demo, 'slug'>>

/** By slug: `export default { 'two-eggs': { title: 'Two eggs' } } satisfies Entries`. */
export type Entries = Record<string, Entry>

/** Where a deck has its programs. */
const FOLDER = 'demos'
/** And what it says of them, if it says anything. */
const CATALOGUE = [`${FOLDER}/catalogue.ts`, `${FOLDER}/catalogue.js`]
const NOT_PROGRAMS = ['recordings', 'node_modules']

/**
 * Every file in `demos/` whose language is known is a demo, by its name; the catalogue says more of some of them.
 * While it cannot be read, a deck that is being written goes on with what it said last; builds and commands end there.
 */
export function programsIn(root: string): CatalogueSource {
  const folder = resolve(root, FOLDER)
  let entries: Entries = {}
  let mistake: Mistake | undefined

  async function look(): Promise<{ demos: Demo[], faults: Fault[] }> {
    const read = await readEntries(root)
    mistake = 'sentence' in read ? read : undefined
    entries = 'sentence' in read ? entries : read.entries
    const found = new Map(files(folder).flatMap((path) => {
      const file = relative(root, path).replaceAll('\\', '/')
      const language = LANGUAGES.get(extname(file))
      const slug = slugOf(file)
      // One whose name has no Latin letter is called by its entry.
      return language === undefined || slug === '' || CATALOGUE.includes(file) ? [] : [[slug, { file, language }] as const]
    }))
    const faults: Fault[] = []
    for (const [slug, { file }] of Object.entries(entries)) {
      const language = file === undefined ? found.get(slug)?.language : LANGUAGES.get(extname(file))
      if (language === undefined)
        faults.push({ slug, sentence: sayMissing(slug, file) })
      else
        found.set(slug, { file: file ?? found.get(slug)!.file, language })
    }
    const demos = [...found].map(([slug, program]): Demo => ({
      slug,
      title: slug[0]!.toUpperCase() + slug.slice(1).replaceAll('-', ' '),
      expect: { eggs: [], overlap: 'any', outcome: 'done' },
      ...program,
      ...entries[slug],
    }))
    return { demos, faults }
  }

  return {
    async read(server) {
      const { demos } = await look()
      if (mistake && !server)
        throw new Error(mistake.sentence)
      return demos
    },
    faults: async () => (await look()).faults,
    mistake: async () => {
      await look()
      return mistake
    },
    dependsOn: (file, change) =>
      CATALOGUE.some(one => file === resolve(root, one)) || (change !== 'update' && file.startsWith(folder + sep)),
  }
}

/** `demos/python/TwoEggs_v2.py` → `two-eggs-v2` */
export function slugOf(file: string): string {
  const name = file.slice(file.lastIndexOf('/') + 1)
  return name.slice(0, name.length - extname(name).length)
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .replace(/^-+|-+$/g, '')
}

function files(folder: string): string[] {
  if (!existsSync(folder))
    return []
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => a.name < b.name ? -1 : 1)
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.name.startsWith('.') || NOT_PROGRAMS.includes(entry.name))
        return []
      return entry.isDirectory() ? files(path) : [path]
    })
}

/** What the catalogue says, or why it cannot be read. */
async function readEntries(root: string): Promise<{ entries: Entries } | Mistake> {
  const file = CATALOGUE.find(one => existsSync(resolve(root, one)))
  if (file === undefined)
    return { entries: {} }
  const path = resolve(root, file)
  try {
    const { module } = await runnerImport<{ default?: Entries }>(path)
    return typeof module.default === 'object' && module.default !== null
      ? { entries: module.default }
      : { file, sentence: `${file} has no default export. It is to be an object: a program's name, and what is said of it.` }
  }
  catch (error) {
    // Vite says in a drawing which line it is.
    const inFile = await tsImport(path, import.meta.url).then(() => error, (error: unknown) => error) as Error
    return findMistake(root, inFile) ?? { file, sentence: `${file}: ${inFile.message.split('\n')[0]}.` }
  }
}

function sayMissing(slug: string, file: string | undefined): string {
  return file === undefined
    ? `${CATALOGUE[0]} names “${slug}”, and no program in ${FOLDER}/ is called that. Name its file: '${slug}': { file: '${FOLDER}/…' }`
    : `${CATALOGUE[0]} says that “${slug}” is ${file}, and that is of no language that can be run. Known are ${[...LANGUAGES.keys()].join(', ')}.`
}
