import { readFileSync } from 'node:fs'
import process from 'node:process'

/**
 * Holds that the lockfile says of each package what its bytes are, so that no registry can hand out others, and says of
 * none where it comes from, so that it installs from any registry. npm leaves the first out where its registry does.
 */

const LOCKFILE = new URL('../package-lock.json', import.meta.url)

interface Entry { version?: string, integrity?: string, resolved?: string, link?: boolean }

const { packages } = JSON.parse(readFileSync(LOCKFILE, 'utf8')) as { packages: Record<string, Entry> }
const installed = Object.entries(packages).filter(([path, { link }]) => path !== '' && !link)

const bare = installed.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''))
const bound = installed.filter(([, { resolved }]) => resolved !== undefined)

for (const [path, { version }] of bare) {
  console.error(
    `package-lock.json has no sha512 “integrity” for ${path}. Write there what npm view ${path.split('node_modules/').at(-1)}@${version} dist.integrity says.`,
  )
}
for (const [path] of bound) console.error(`package-lock.json says where ${path} is downloaded. Take its “resolved” out.`)
process.exitCode = bare.length + bound.length > 0 ? 1 : 0
