import type { ParseArgsConfig } from 'node:util'
import process from 'node:process'
import { parseArgs } from 'node:util'

/**
 * Reads the command line of a command, as `parseArgs` does. `--help` prints the usage and ends the process with 0; an
 * option or a word that there is not ends it with 2, a sentence and the usage.
 */
export function readOptions<const T extends Omit<ParseArgsConfig, 'args' | 'strict'>>(usage: string, config: T): ReturnType<typeof parseArgs<T>> {
  const args = process.argv.slice(2)
  if (args.includes('--help') || args.includes('-h')) {
    console.log(usage)
    process.exit(0)
  }
  try {
    return parseArgs<T>({ ...config, args })
  }
  catch (error) {
    console.error(`${(error as Error).message.split(/[.\n]/)[0]}.\n\n${usage}`)
    process.exit(2)
  }
}
