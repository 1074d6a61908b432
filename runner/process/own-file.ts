import type { Toolchain } from './toolchains.ts'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { basename, dirname, extname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { toolchains } from './toolchains.ts'

/** How a file of one's own is run, in which nothing of this project is: what its language's people would type. */

/** Languages by the end of a file's name. */
export const LANGUAGES = {
  '.ts': 'javascript',
  '.mts': 'javascript',
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.cjs': 'javascript',
  '.py': 'python',
  '.go': 'go',
  '.rs': 'rust',
  '.java': 'java',
  '.exs': 'elixir',
  '.lua': 'lua',
} as const

const EXE = process.platform === 'win32' ? '.exe' : ''

const HELPERS = fileURLToPath(new URL('../../demos/lua/?.lua', import.meta.url))

/** The toolchain of that file's language, for a program in one file. */
export function toolchainOf(file: string): Toolchain {
  const language = LANGUAGES[extname(file) as keyof typeof LANGUAGES]
  if (language === undefined || language === 'javascript')
    throw new Error(`${file} is of no language that runs as a process.`)
  // As a person would type it where they are; what compiles it looks for its project beside it.
  const cwd = process.cwd()
  // One for each file: two of one name in two folders are two programs.
  const folder = join(tmpdir(), 'four-eggs-own', createHash('sha256').update(file).digest('hex').slice(0, 12))
  const own = { ...toolchains[language], helpers: [], build: undefined }
  switch (language) {
    case 'python':
      return { ...own, run: (_, { path }) => ({ command: path, args: ['-B', '-u', file], cwd, env: { PYTHONUTF8: '1' } }) }
    case 'elixir':
      return { ...own, run: (_, { path }) => ({ command: path, args: [file], cwd, env: { ELIXIR_ERL_OPTIONS: '+fnu' } }) }
    case 'lua':
      return { ...own, run: (_, { path }) => ({ command: path, args: ['-e', `package.path = ${JSON.stringify(HELPERS)} .. ";" .. package.path`, file], cwd }) }
    case 'go': {
      const output = join(folder, basename(file, '.go') + EXE)
      return {
        ...own,
        build: (_, { path }) => ({ command: path, args: ['build', '-o', output, file], cwd: dirname(file), env: { GOTOOLCHAIN: 'local', CGO_ENABLED: '0' }, output, folders: [folder] }),
        run: () => ({ command: output, args: [], cwd }),
      }
    }
    case 'java':
      return { ...own, run: (_, { path }) => ({ command: path.replace(/javac(?=(?:\.exe)?$)/, 'java'), args: [file], cwd }) }
    case 'rust': {
      const output = join(folder, basename(file, '.rs') + EXE)
      return {
        ...own,
        build: (_, { path }) => ({ command: path.replace(/cargo(?=(?:\.exe)?$)/, 'rustc'), args: ['--edition', '2024', '-O', '-o', output, file], cwd, output, folders: [folder] }),
        run: () => ({ command: output, args: [], cwd }),
      }
    }
  }
}
