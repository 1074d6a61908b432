import type { Demo } from '../../demos/catalogue/demo.ts'
import type { Program } from './program.ts'
import { readFile } from 'node:fs/promises'
import { posix, resolve } from 'node:path'

/** A relative module specifier in an import, an export or a call of `import`. */
const RELATIVE_IMPORT = /^(?:import|export)\b[^'"]*['"](\.[^'"]+)['"]|\bimport\(\s*['"](\.[^'"]+)['"]/gm

/**
 * Reads a demo's program from disk, with the modules it imports from the project, theirs included. `root` is the
 * project's folder. A module that is not there is left out: the compiler says so, and where, before anything runs.
 */
export async function loadProgram(
  root: string,
  { slug, file, watch, kitchen }: Pick<Demo, 'slug' | 'file' | 'watch' | 'kitchen'>,
): Promise<Program> {
  const modules: Record<string, string> = {}

  async function follow(from: string, text: string): Promise<void> {
    for (const [, declared, called] of text.matchAll(RELATIVE_IMPORT)) {
      const module = posix.join(posix.dirname(from), (declared ?? called)!)
      if (module === file || module in modules)
        continue
      const found = await readFile(resolve(root, module), 'utf8').catch(() => undefined)
      if (found === undefined)
        continue
      modules[module] = found
      await follow(module, found)
    }
  }

  const text = await readFile(resolve(root, file), 'utf8')
  await follow(file, text)
  return { slug, file, text, modules, ...watch && { watch }, ...kitchen && { kitchen } }
}
