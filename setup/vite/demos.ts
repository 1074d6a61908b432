import type { ShorthandsBundle } from 'shiki/core'
import type { Plugin, ViteDevServer } from 'vite'
import type { Demo } from '../../demos/catalogue/demo.ts'
import type { LoadedDemo } from '../../runner/windows/loaded-demo.ts'
import type { CatalogueSource } from '../../tools/catalogue-source.ts'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { languages } from '../../demos/languages.ts'
import { checkProgram } from '../../runner/code/check-program.ts'
import { loadProgram } from '../../runner/code/load-program.ts'
import { inOwnFolder, OTHER_OWN, OWN, OWN_FOLDER, toOwn } from '../../runner/code/own-program.ts'
import { hasRegion, region, sha256 } from '../../runner/code/program.ts'
import { nameNeeds, toolchains } from '../../runner/process/toolchains.ts'
import { describeRecording, RECORDINGS } from '../../runner/replay/recording.ts'

/** The deck's own highlighter and its options, so that a demo's code looks exactly like the deck's other code. */
export interface Highlighting {
  shiki: Pick<ShorthandsBundle<string, string>, 'codeToHtml'>
  shikiOptions: object
}

interface Options {
  /** Where the programs are, by their paths in the catalogue. */
  root: string
  catalogue: CatalogueSource
  highlighting: Highlighting
  /** Where what a program of one's own begins with is; the same unless it is said. */
  ownRoot?: string
  /** A program that marks no region is shown as a whole, instead of being a mistake. */
  mayShowAll?: boolean
  /** Where the entry of a demo stands, which in dev its slide is held against; of some there may be none. */
  findEntry?: (slug: string) => Promise<string | undefined>
}

const ALL = 'virtual:demos'
const ONE = 'virtual:demo/'
const EXAMPLES = 'virtual:examples'
/** What the demos import, for programs of one's own. */
const MODULES = 'virtual:demo-modules'
const VIRTUAL = [ALL, EXAMPLES, MODULES]

/** Programs of one's own, by their slugs: what they begin with is a file, too. */
const OWN_TITLES: Record<string, string> = { [OWN]: 'Your own program', [OTHER_OWN]: 'The program beside it' }
/** Rollup's sign for a module that is no file. */
const resolved = (id: string) => `\0${id}`

function regionOf(file: string, text: string) {
  try {
    return region(text)
  }
  catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`)
  }
}

/**
 * Serves the catalogue to the slides: `virtual:demos` names every demo and how to load it, `virtual:demo/SLUG` is one
 * of them with its program's text, the highlighted region a slide shows, and the SHA-256 of the file. All of it is read
 * from the program's own file each time, so there is no second copy that could differ. `virtual:examples` is what a
 * program of one's own can begin with.
 */
export function demosPlugin({
  root,
  catalogue: source,
  highlighting: { shiki, shikiOptions },
  ownRoot = root,
  mayShowAll = false,
  findEntry = async () => undefined,
}: Options): Plugin {
  let server: ViteDevServer | undefined

  async function load(demo: Demo) {
    const file = resolve(root, demo.file)
    const text = existsSync(file) ? readFileSync(file, 'utf8') : undefined
    if (text === undefined)
      throw new Error(checkProgram(demo, text)[0])
    const isWhole = mayShowAll && !hasRegion(text)
    const shown = isWhole ? { text: text.trimEnd(), firstLine: 1 } : regionOf(demo.file, text)
    // Without a limit, or a busy machine leaves a line half coloured.
    const html = await shiki.codeToHtml(shown.text, {
      ...shikiOptions,
      tokenizeTimeLimit: 0,
      lang: languages[demo.language].highlight,
    } as never)
    return {
      slug: demo.slug,
      language: demo.language,
      title: demo.title,
      eggs: demo.expect.eggs,
      lanes: demo.expect.lanes ?? [],
      levels: demo.expect.levels ?? [],
      ...demo.question !== undefined && { question: demo.question },
      parameters: demo.parameters ?? [],
      source: await sha256(text),
      program: await loadProgram(root, demo),
      ...demo.language !== 'javascript' && { runtime: toolchains[demo.language].name, runsWith: nameNeeds(demo) },
      ...demo.orders && { orders: demo.orders },
      ...demo.needsPort && { needsPort: true as const },
      ...demo.limit && { limit: demo.limit },
      ...demo.threads && { threads: demo.threads },
      ...readRecorded(demo),
      ...isWhole && { isWhole },
      ...server && await readEntry(demo, text, isWhole),
      shown: { ...shown, html },
    }
  }

  async function loadOwn(slug: string): Promise<Omit<LoadedDemo, 'program'> & { program: Omit<LoadedDemo['program'], 'modules'> }> {
    const file = `${OWN_FOLDER}/${slug}.ts`
    const text = toOwn({ file, text: readFileSync(resolve(ownRoot, file), 'utf8') })
    const html = await shiki.codeToHtml(text, { ...shikiOptions, tokenizeTimeLimit: 0, lang: 'ts' } as never)
    return {
      slug,
      language: 'javascript',
      title: OWN_TITLES[slug]!,
      eggs: [],
      lanes: [],
      levels: [],
      parameters: [],
      source: await sha256(text),
      program: { slug, file: inOwnFolder(file), text },
      isWhole: true,
      shown: { text, firstLine: 1, html },
    }
  }

  async function modulesOf(demos: readonly Demo[]): Promise<Record<string, string>> {
    const programs = await Promise.all(demos.filter(({ file }) => existsSync(resolve(root, file))).map(demo => loadProgram(root, demo)))
    return Object.assign({}, ...programs.map(({ modules }) => modules)) as Record<string, string>
  }

  /** What is wrong with the entry of a demo that is not to be had, with its file and line. */
  async function sayFaults(slug: string): Promise<string> {
    const faults = (await source.faults?.(server) ?? []).filter(fault => fault.slug === slug)
    const at = await findEntry(slug)
    return faults.map(({ sentence }) => at === undefined ? sentence : `${at}: ${sentence}`).join(' ')
      || `There is no demo called "${slug}" in demos/catalogue.ts.`
  }

  async function readEntry(demo: Demo, text: string, isWhole: boolean): Promise<Pick<LoadedDemo, 'entry'>> {
    const mistake = await source.mistake?.(server)
    const at = await findEntry(demo.slug)
    if (at === undefined)
      return mistake ? { entry: { at: mistake.file, problems: [mistake.sentence] } } : {}
    const unread = mistake && at.startsWith(`${mistake.file}:`) ? [mistake.sentence] : []
    return { entry: { at, expect: demo.expect, problems: [...unread, ...isWhole ? [] : checkProgram(demo, text)] } }
  }

  function readRecorded({ slug }: Demo) {
    const file = recordingOf(slug)
    return existsSync(file) ? { recorded: describeRecording(readFileSync(file, 'utf8'), `${RECORDINGS}/${slug}.ndjson`) } : {}
  }

  function recordingOf(slug: string) {
    return resolve(root, RECORDINGS, `${slug}.ndjson`)
  }

  return {
    name: 'four-eggs:demos',
    resolveId(id) {
      if (VIRTUAL.includes(id) || id.startsWith(ONE))
        return resolved(id)
    },
    configureServer(started) {
      server = started
    },
    /** Another catalogue is another deck: what was made of the old one goes, and pages begin anew. */
    hotUpdate({ file, type, timestamp }) {
      // Vite writes paths with slashes on Windows too.
      if (this.environment.name !== 'client' || !source.dependsOn(resolve(file), type))
        return
      const { moduleGraph, hot } = this.environment
      for (const [id, module] of moduleGraph.idToModuleMap) {
        if (VIRTUAL.some(each => id === resolved(each)) || id.startsWith(resolved(ONE)))
          moduleGraph.invalidateModule(module, new Set(), timestamp, true)
      }
      hot.send({ type: 'full-reload' })
      return []
    },
    async load(id) {
      if (!VIRTUAL.some(each => id === resolved(each)) && !id.startsWith(resolved(ONE)))
        return
      const catalogue = await source.read(server)
      const inJavaScript = catalogue.filter(({ language }) => language === 'javascript')
      if (id === resolved(EXAMPLES))
        return `export default ${JSON.stringify(inJavaScript.map(({ slug, title }) => ({ slug, title })))}`
      if (id === resolved(MODULES)) {
        const modules = await modulesOf(inJavaScript)
        Object.keys(modules).forEach(file => this.addWatchFile(resolve(root, file)))
        return `export default ${JSON.stringify(Object.fromEntries(Object.entries(modules).map(([file, text]) => [inOwnFolder(file), text])))}`
      }
      if (id === resolved(ALL)) {
        const faulty = (await source.faults?.(server) ?? []).map(({ slug }) => slug).filter(slug => slug !== '')
        const loaders = [...new Set([...Object.keys(OWN_TITLES), ...catalogue.map(({ slug }) => slug), ...faulty])].map(
          slug => `${JSON.stringify(slug)}: () => import(${JSON.stringify(ONE + slug)})`,
        )
        const mistake = await source.mistake?.(server)
        if (mistake)
          server?.config.logger.error(mistake.sentence, { timestamp: true })
        return `export const mistake = ${JSON.stringify(mistake?.sentence)}\nexport default {\n${loaders.join(',\n')}\n}`
      }
      const slug = id.slice(resolved(ONE).length)
      if (slug in OWN_TITLES) {
        const own = await loadOwn(slug)
        this.addWatchFile(resolve(ownRoot, OWN_FOLDER, own.program.file))
        return `import modules from ${JSON.stringify(MODULES)}\nconst own = ${JSON.stringify(own)}\nexport default { ...own, program: { ...own.program, modules } }`
      }
      const demo = catalogue.find(demo => demo.slug === slug)
      if (demo)
        [resolve(root, demo.file), recordingOf(slug)].filter(existsSync).forEach(file => this.addWatchFile(file))
      const loaded = await (demo ? load(demo) : Promise.reject(new Error(await sayFaults(slug)))).catch((error: Error) => error)
      if (loaded instanceof Error) {
        // In a build it ends the build; in dev it is said on the slide of this demo, and on no other.
        if (!server)
          throw loaded
        return `throw new Error(${JSON.stringify(loaded.message)})`
      }
      for (const file of Object.keys(loaded.program.modules))
        this.addWatchFile(resolve(root, file))
      return `export default ${JSON.stringify(loaded)}`
    },
  }
}
