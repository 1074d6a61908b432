import type { Problem } from './problem.ts'
import { isProblem, quote } from './problem.ts'

/** The longest name, in characters (code points of its composed form). */
const LONGEST_NAME = 32

/** What most names are. */
const PLAIN_NAME = /^[\w-]{1,32}$/

/**
 * Letters and digits of any script, `_`, `-`, and the marks that belong to a letter: vowels of Hindi or Thai are marks.
 */
const CHARACTER = /[\p{L}\p{Nd}_-]|(?<=[\p{L}\p{M}])\p{M}/gu

/** First words of paths that mean something else. */
const RESERVED = new Set(['run', 'trace', 'health', 'orders'])

/** An egg's address, taken apart. */
export interface EggTarget {
  run: string | undefined
  egg: string
  /** What stands behind the `?`, or nothing. */
  query: string
}

const EGG_TARGET = /^(?:\/run\/([^/?#]+))?\/([^/?#]+)(?:\?([^#]*))?$/

/** Reads an egg's address; `undefined` where the path is that of something else. */
export function readEggTarget(target: string): EggTarget | Problem | undefined {
  const [, run, egg, query = ''] = EGG_TARGET.exec(target) ?? []
  if (egg === undefined || RESERVED.has(egg))
    return undefined
  const runName = run === undefined ? undefined : decodeName('run', run)
  if (isProblem(runName))
    return runName
  const eggName = decodeName('egg', egg)
  return isProblem(eggName) ? eggName : { run: runName, egg: eggName, query }
}

/** The name that stands percent-encoded in a path, or what is wrong with it. */
function decodeName(kind: 'egg' | 'run', encoded: string): string | Problem {
  if (PLAIN_NAME.test(encoded) && !RESERVED.has(encoded))
    return encoded
  try {
    return readName(kind, decodeURIComponent(encoded))
  }
  catch {
    return badName(kind, encoded, 'its percent signs do not spell UTF-8')
  }
}

/** The name, composed (NFC) so that "é" is one name however it was typed; or what is wrong with it. */
export function readName(kind: 'egg' | 'run', text: string): string | Problem {
  const name = text.normalize()
  const { length } = [...name]
  if (length === 0)
    return badName(kind, name, 'it is empty')
  if (length > LONGEST_NAME)
    return badName(kind, name, `it has ${length} characters`)
  const [wrong] = name.replaceAll(CHARACTER, '')
  if (wrong !== undefined)
    return badName(kind, name, `${quote(wrong)} is none of the characters below`)
  if (kind === 'egg' && RESERVED.has(name)) {
    return {
      status: 404,
      title: 'Not an egg',
      detail: `"${name}" is a word of the kitchen's own and names no egg. Choose another name, such as /A.`,
    }
  }
  return name
}

function badName(kind: 'egg' | 'run', name: string, why: string): Problem {
  return {
    status: 400,
    title: 'Bad name',
    detail: `${quote(name)} cannot name ${kind === 'egg' ? 'an egg' : 'a run'}: ${why}. A name has 1 to ${LONGEST_NAME} characters, each a letter or a digit of any script, "_" or "-". Try ${kind === 'egg' ? '/A' : '/run/my-run/A'}.`,
  }
}
