import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

interface Manifest {
  version: string
  license: string
  engines: Record<string, string>
  dependencies: Record<string, string>
  overrides: Record<string, string>
}

/** This repository's own. */
export function readManifest(root: string): Manifest {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest
}

/** Exactly the versions that this repository is tested with. */
export function pick(all: Record<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.toSorted().map((name) => {
    const version = all[name]
    if (version === undefined)
      throw new Error(`A package needs ${name}, and package.json does not have it among its dependencies.`)
    return [name, version]
  }))
}

/** Writes a package, in the place of what was made there before. Files by their paths in it. */
export function writePackage(folder: string, manifest: object, files: Record<string, string>): void {
  rmSync(folder, { recursive: true, force: true })
  const all = { 'package.json': `${JSON.stringify(manifest, null, 2)}\n`, ...files }
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
}
