import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'

/** Everything that files need to work: files of this repository, and packages. */
export interface Closure {
  /** Paths from the root, with forward slashes. */
  files: string[]
  packages: string[]
}

/** A file that is found by its address at run time: a worker, a process. */
const ADDRESS = /new URL\('(\.[^'?]+\.\w+)', import\.meta\.url\)/g
const SCRIPT = /<script[^>]*>([\s\S]*?)<\/script>/g
/** Gone when the code runs. */
const TYPES = /^(?:import|export) type\b[^'"]+from '[^']+'$/gm
const NOT_PACKAGES = /^(?:node:|virtual:|~icons\/|#|\/)/

const importedBy = (code: string) => ts.preProcessFile(code, true, true).importedFiles.map(({ fileName }) => fileName)

/** Follows what the files import, types included: a component's props are made from them. */
export function closureOf(root: string, entries: readonly string[]): Closure {
  const files = new Set<string>()
  const packages = new Set<string>()

  function follow(file: string) {
    if (files.has(file))
      return
    files.add(file)
    if (!/\.(?:ts|vue|mjs)$/.test(file))
      return
    const text = readFileSync(join(root, file), 'utf8')
    const code = file.endsWith('.vue') ? [...text.matchAll(SCRIPT)].map(([, script]) => script).join('\n') : text
    for (const name of importedBy(code).filter(name => name.startsWith('.')))
      follow(find(file, name))
    for (const name of importedBy(code.replace(TYPES, ''))) {
      if (!name.startsWith('.') && !NOT_PACKAGES.test(name))
        packages.add(name.split('/').slice(0, name.startsWith('@') ? 2 : 1).join('/'))
    }
    for (const [, name] of code.matchAll(ADDRESS)) {
      if (!name!.endsWith('package.json'))
        follow(find(file, name!))
    }
  }

  function find(from: string, name: string): string {
    const path = join(dirname(from), name).replaceAll('\\', '/')
    const found = [path, `${path}.ts`].find(one => /\.\w+$/.test(one) && existsSync(join(root, one)))
    if (found === undefined)
      throw new Error(`${from} needs ${name}, and there is no such file.`)
    return found
  }

  entries.forEach(entry => follow(relative(root, join(root, entry)).replaceAll('\\', '/')))
  return { files: [...files].toSorted(), packages: [...packages].toSorted() }
}
