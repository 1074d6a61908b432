import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { findMistake } from './mistake.ts'

/** Imported before a command: a mistake in the catalogue ends it with a sentence, and not with Node's own stack. */

const ROOT = fileURLToPath(new URL('..', import.meta.url))

process.on('uncaughtExceptionMonitor', (error) => {
  const mistake = findMistake(ROOT, error)
  if (!mistake)
    return
  process.stderr.write(`${mistake.sentence}\n`)
  process.exit(1)
})
