import type { Demo } from '../../demos/catalogue/demo.ts'
import type { Found } from '../../demos/language.ts'
import { compareVersions, findLibrary, findTools } from './find-tools.ts'
import { toolchains } from './toolchains.ts'

/** Whether a demo can run on this machine, with what; if not, why: a few words, and a sentence how to change that. */
export type Availability
  = | { can: true, tool: Found, toolchain: Record<string, string> }
    | { can: false, why: string, howToGet: string }

/** What was missing may have been installed in the meantime; what was there stays. */
const LOOK_AGAIN_MS = 30_000

const tools = new Map<string, { at: number, found: Promise<unknown> }>()

/** Looks at most once, until what was looked for is missing for a while. */
async function once<T>(key: string, isFound: (value: T) => boolean, look: () => Promise<T>): Promise<T> {
  const known = tools.get(key)
  if (known) {
    const value = await known.found as T
    if (isFound(value) || performance.now() - known.at < LOOK_AGAIN_MS)
      return value
  }
  const found = look()
  tools.set(key, { at: performance.now(), found })
  return found
}

/** Looks for what a demo needs. The first time a language is asked about, that takes a moment. */
export async function findToolchain({ language, needs }: Pick<Demo, 'language' | 'needs'>): Promise<Availability> {
  if (language === 'javascript')
    throw new Error('JavaScript runs in a worker and needs no toolchain.')
  const { name, tool, howToGet, libraries, inherits } = toolchains[language]
  const all = await once(language, found => found.length > 0, () => findTools(tool, inherits))
  const least = [tool.atLeast, needs?.atLeast ?? '0'].toSorted(compareVersions).at(-1)!
  const found = all.find(({ version }) => compareVersions(version, least) >= 0)
  if (!found) {
    const [best] = all.toSorted((a, b) => compareVersions(b.version, a.version))
    return {
      can: false,
      why: best ? `it needs ${name} ${least}, and here is ${best.version}` : `it needs ${name}, which is not here`,
      howToGet,
    }
  }
  const toolchain: Record<string, string> = { [language]: found.version }
  const library = needs?.library && libraries?.[needs.library]
  if (needs?.library && library) {
    const version = await once(`${found.path} ${needs.library}`, value => value !== undefined, () => findLibrary(library, found, inherits))
    if (version === undefined)
      return { can: false, why: `it needs ${needs.library} for ${name}, which is not here`, howToGet: library.howToGet }
    toolchain[needs.library] = version
  }
  return { can: true, tool: found, toolchain }
}
