import { relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A mistake in a file that its people write, for which nothing can be read of what is imported with it. */
export interface Mistake {
  /** From the project's root, with forward slashes. */
  file: string
  /** With the file, the line where that is known, and what to do. */
  sentence: string
}

/** What its people write that commands and the deck's server import: the catalogue, and what languages say. */
const THEIRS = /^demos\//

/** As esbuild says what it cannot read, */
const UNREADABLE = /^(?<file>.+):(?<line>\d+):\d+: ERROR: (?<what>.+)$/m
/** Node what it does not find, */
const NOT_THERE = /^Cannot find (?:module|package) '(?<what>[^']+)' imported from (?<file>.+)$/m
/** and where it was: above the error while modules are linked, and below it in their first lines. */
const PLACE = /^(?: +at (?:.*\()?)?(?<file>(?:file:\/\/|\/|[A-Z]:\\).+?):(?<line>\d+)(?::\d+\)?)?$/gm

/** The mistake that an error of an import tells of; nothing where it is in none of their files. */
export function findMistake(root: string, error: unknown): Mistake | undefined {
  if (!(error instanceof Error))
    return undefined
  const { message, stack = '' } = error
  const unreadable = UNREADABLE.exec(message)?.groups
  if (unreadable)
    return mistake(unreadable, `${unreadable.what}. Look there, and in the line before, for a comma, a quote or a bracket too few or too many`)
  const missing = NOT_THERE.exec(message)?.groups
  if (missing)
    return mistake(missing, `it imports ${inProject(missing.what!)}, which is not there. Correct that name, or take the import out`)
  const place = [...stack.matchAll(PLACE)].find(({ groups }) => THEIRS.test(inProject(groups!.file!)))
  return place && mistake(place.groups!, `${message.split('\n')[0]!.replace(/\.$/, '')}. Correct that line`)

  function mistake({ file: path, line }: Record<string, string | undefined>, what: string): Mistake | undefined {
    const file = inProject(path!)
    return THEIRS.test(file) ? { file, sentence: `${file}${line === undefined ? '' : `:${line}`}: ${what}.` } : undefined
  }

  function inProject(path: string): string {
    return relative(root, path.startsWith('file:') ? fileURLToPath(path) : path).replaceAll(sep, '/')
  }
}
