import type { ProcessLanguageDescription, Toolchain } from '../../demos/language.ts'
import type { Language } from '../../demos/languages.ts'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import process from 'node:process'
import { languages, processLanguages } from '../../demos/languages.ts'

/** How a file of one's own is run, in which nothing of this project is: as its language describes it. */

/** Languages by the end of a file's name. */
export const LANGUAGES: ReadonlyMap<string, Language> = new Map(Object.entries(languages)
  .flatMap(([language, { endings = [] }]) => endings.map(ending => [ending, language as Language])))

/** The toolchain of that file's language, for a program in one file. */
export function toolchainOf(file: string): Toolchain {
  const language = LANGUAGES.get(extname(file))
  const described: ProcessLanguageDescription | undefined
    = language === undefined || language === 'javascript' ? undefined : processLanguages[language]
  // One for each file: two of one name in two folders are two programs.
  const folder = join(tmpdir(), 'four-eggs-own', createHash('sha256').update(file).digest('hex').slice(0, 12))
  const own = described?.own?.(file, folder)
  if (!described || !own)
    throw new Error(`${file} is of no language that runs as a process.`)
  // As a person would type it where they are; what compiles it looks for its project beside it.
  const cwd = process.cwd()
  const { build, run } = own
  return { ...described, helpers: [], build: build && ((_, tool) => build(tool, cwd)), run: (_, tool) => run(tool, cwd) }
}
