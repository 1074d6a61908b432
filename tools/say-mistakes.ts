import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { findMistake } from './mistake.ts'

/** Imported before a command: a mistake in the catalogue or in a chapter ends it with a sentence, without a stack. */

const ROOT = fileURLToPath(new URL('..', import.meta.url))

process.on('uncaughtExceptionMonitor', (error) => {
  const sentence = error.name === 'DeckError' ? error.message : findMistake(ROOT, error)?.sentence
  if (sentence === undefined)
    return
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
})
