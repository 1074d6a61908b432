import type { CompiledProgram } from '../../code/compile.ts'
import type { ProgramPlace } from '../../run/console.ts'

/**
 * Where in the program something is, from a stack. Engines name a module differently: by its file, or by the address
 * that it was loaded from.
 */
export interface Places {
  /** The module with this address is that file. */
  know: (url: string, file: string) => void
  /** The innermost place in a stack that is in the program, as the person wrote it. */
  ofStack: (stack: string) => ProgramPlace | undefined
  /** The calls of a stack that are in the program, a line each, as Node writes them. */
  callsOf: (stack: string) => string
  /** A text with the program's files in place of their addresses. */
  withFiles: (text: string) => string
}

/** A stack has a few dozen frames of a hundred characters; where the message is a book, they stand behind it. */
const MOST_STACK = 20_000

export function createPlaces(files: readonly string[], program: () => CompiledProgram | undefined): Places {
  const urls = new Map<string, string>()

  const withFiles = (text: string) => [...urls].reduce((text, [url, file]) => text.replaceAll(url, file), text)

  function placeIn(line: string): ProgramPlace | undefined {
    for (const file of files) {
      const at = line.lastIndexOf(`${file}:`)
      const [, row, column] = at < 0 ? [] : /^(\d+)(?::(\d+))?/.exec(line.slice(at + file.length + 1)) ?? []
      if (row === undefined)
        continue
      const module = program()?.find(module => module.file === file)
      return { file, ...column === undefined || !module ? { line: Number(row) } : module.placeOf(Number(row), Number(column)) }
    }
  }

  const linesOf = (stack: string) => withFiles(stack.slice(-MOST_STACK)).split('\n')

  return {
    know: (url, file) => void urls.set(url, file),
    withFiles,
    ofStack(stack) {
      for (const line of linesOf(stack)) {
        const place = placeIn(line)
        if (place)
          return place
      }
    },
    callsOf: stack => linesOf(stack).map((line) => {
      const place = placeIn(line)
      if (!place)
        return ''
      const at = [place.file, place.line, ...place.column === undefined ? [] : [place.column]].join(':')
      const name = (/^\s*at (.+) \(/.exec(line) ?? /^([^@/]+)@/.exec(line))?.[1]
      return `\n    at ${name ? `${name} (${at})` : at}`
    }).join(''),
  }
}
