import type { Program } from './program.ts'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A module that is named in an import, an export or a call of `import`. */
const SPECIFIER = /(?:^|[\s;])(?:import|export)\b[^'"();]*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

/**
 * Reads a program of one's own, with the modules beside it that it imports. `path` is absolute. What is neither Node's
 * nor beside it is looked for among the packages that are installed there.
 */
export async function loadOwnProgram(path: string, slug: string): Promise<Program> {
  const folder = dirname(path)
  const nameOf = (file: string) => relative(folder, file).replaceAll('\\', '/')
  const modules: Record<string, string> = {}
  const packages: Record<string, string> = {}

  async function follow(file: string, text: string): Promise<void> {
    for (const [, declared, called] of text.matchAll(SPECIFIER)) {
      const specifier = (declared ?? called)!
      if (!specifier.startsWith('.')) {
        const found = findPackage(specifier, file)
        if (found)
          packages[specifier] = found
        continue
      }
      const module = resolve(dirname(file), specifier)
      const name = nameOf(module)
      if (module === path || name in modules)
        continue
      const found = await readFile(module, 'utf8').catch(() => undefined)
      if (found === undefined)
        continue
      modules[name] = found
      await follow(module, found)
    }
  }

  const text = await readFile(path, 'utf8')
  await follow(path, text)
  const home = { url: `${pathToFileURL(folder).href}/`, path: folder + sep }
  return { slug, file: nameOf(path), text, modules, own: true, packages, home, ...await isOfModules(folder) && { type: 'module' as const } }
}

/** Whether the nearest package says that its files are modules. */
async function isOfModules(folder: string): Promise<boolean> {
  const written = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined)
  if (written === undefined)
    return dirname(folder) !== folder && isOfModules(dirname(folder))
  try {
    return (JSON.parse(written) as { type?: string }).type === 'module'
  }
  catch {
    return false
  }
}

/** What an engine imports for a name: Node's own by that name, a package by its file. */
function findPackage(specifier: string, from: string): string | undefined {
  try {
    const found = createRequire(from).resolve(specifier)
    return found === specifier || specifier.startsWith('node:') ? specifier : pathToFileURL(found).href
  }
  catch {
    return undefined
  }
}
