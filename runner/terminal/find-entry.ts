import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const ENTRIES = 'demos/catalogue'

/** Where a demo's entry stands: `demos/catalogue/waiting.ts:12`. */
export async function findEntry(root: string, slug: string): Promise<string> {
  for (const name of (await readdir(join(root, ENTRIES))).filter(name => name.endsWith('.ts'))) {
    const lines = (await readFile(join(root, ENTRIES, name), 'utf8')).split('\n')
    const index = lines.findIndex(line => /(?:\bslug: |\b[a-z]\w*\()['"]([^'"]+)['"]/.exec(line)?.[1] === slug)
    if (index >= 0)
      return `${ENTRIES}/${name}:${index + 1}`
  }
  return ENTRIES
}
