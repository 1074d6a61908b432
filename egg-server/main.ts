import { readFileSync } from 'node:fs'
import process from 'node:process'
import { openFromCommandLine } from './open-from-command-line.ts'
import { TYPED } from './options.ts'

/** `npm run kitchen`: the kitchen as a process of its own. */

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }

await openFromCommandLine(process.argv.slice(2), { typed: TYPED, version })
