import { ProgramError } from './program.ts'

/**
 * What people write elsewhere and cannot be run here, each with its line and with what to do instead: a parser only
 * says which character it did not expect.
 */

interface Place { line: number, column: number }

/** What a parser stumbles over, by the text from where it stopped, or of the whole line. */
const STUMBLES: [at: RegExp, line: RegExp, sentence: string][] = [
  [
    /^@/,
    /@/,
    'decorators (“@…”) are not supported here, because no browser runs them. Call the function yourself: const wrapped = decorate(original)',
  ],
  [
    /^/,
    /<\/?[A-Z][\w.]*(?:\s[^<>]*)?\/?>|<>|<\//i,
    'JSX is not supported here: there is no page to show it on. Print text with console.log',
  ],
]

/** What would vanish or fail later without a word. */
const SILENT: [pattern: RegExp, sentence: string][] = [
  [
    /^[ \t]*(?:export[ \t]+)?(?:namespace|module)[ \t]+[\w.]+\s*\{/m,
    '“namespace” is not supported here. Use an object instead (const Pan = { … }), or a module of its own',
  ],
  [/^[ \t]*export[ \t]*=/m, '“export =” is not supported here. Write export default …'],
  [/^[ \t]*import[ \t]+\w+[ \t]*=/m, '“import … =” is not supported here. Write import … from …'],
]

/** The first thing that a compiler would drop without saying so. */
export function refuseSilent(file: string, text: string): void {
  for (const [pattern, sentence] of SILENT) {
    const found = pattern.exec(text)
    if (found)
      throw sentenceAt(file, placeAt(text, found.index + /^\s*/.exec(found[0])![0].length), sentence)
  }
}

/** Why a parser could not go on there, where that is known. */
export function whyUnsupported(file: string, text: string, message: string, place: Place | undefined): ProgramError | undefined {
  if (!place)
    return undefined
  const line = text.split(/\r?\n/)[place.line - 1] ?? ''
  const stumbled = STUMBLES.find(([at, whole]) => at.test(line.slice(place.column - 1)) && whole.test(line))
  if (stumbled)
    return sentenceAt(file, place, stumbled[2])
  const twice = /Identifier '([^']+)' has already been declared/.exec(message)?.[1]
  const hidden = twice === undefined ? undefined : hiddenLineOf(text, twice)
  if (hidden !== undefined && hidden !== place.line) {
    return sentenceAt(
      file,
      place,
      `“${twice}” is declared already in line ${hidden}, which the slide does not show. Use that one, or call yours something else`,
    )
  }
}

/** `using` is in some engines and not in others. */
export function refuseUsing(file: string, place: Place): void {
  try {
    // eslint-disable-next-line no-new, no-new-func
    new Function('{ using nothing = null }')
  }
  catch {
    throw sentenceAt(file, place, '“using” is not supported by what runs this program. Use try { … } finally { … } instead')
  }
}

function sentenceAt(file: string, { line, column }: Place, sentence: string): ProgramError {
  return new ProgramError(`Line ${line}, column ${column}: ${sentence}.`, file, line, column)
}

/** The line outside of what the slide shows that has this name first. */
function hiddenLineOf(text: string, name: string): number | undefined {
  let isShown = false
  const lines = text.split(/\r?\n/)
  const has = new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}(?![\\w$])`)
  if (!lines.some(line => /#region\b/.test(line)))
    return undefined
  const found = lines.findIndex((line) => {
    if (/#(?:end)?region\b/.test(line))
      isShown = !line.includes('#endregion')
    return !isShown && has.test(line)
  })
  return found < 0 ? undefined : found + 1
}

function placeAt(text: string, at: number): Place {
  const lines = text.slice(0, at).split('\n')
  return { line: lines.length, column: lines.at(-1)!.length + 1 }
}
