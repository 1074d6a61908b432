/**
 * Parameters: constants of a program that a slide lets people change. Setting one edits the program's text, so the code
 * that is shown stays the code that runs.
 */

export type ParameterValue = number | string | boolean | readonly string[]

/** What a demo's entry in the catalogue says of one parameter. */
export interface Parameter {
  /** A constant that the shown code declares with a literal, on a line of its own: `const poolSize = 2`. */
  constant: string
  /** What people see: "at once". */
  label: string
  /** What it may be set to, in this order. A list of strings is shown as its length; it may be written `[...'ABC']`. */
  values: readonly ParameterValue[]
  /** Written behind the value, with a space: "ms". */
  unit?: string
}

/** A constant's literal and where in the text it stands. */
export interface Literal {
  from: number
  to: number
  value: ParameterValue
}

const STRING = String.raw`'[^'\\\n]*'|"[^"\\\n]*"`
const NUMBER = String.raw`-?\d[\d_]*(?:\.\d+)?`

/** The literal with which a program declares a constant; nothing where it does not, or with something else. */
export function findLiteral(text: string, constant: string): Literal | undefined {
  const declaration = new RegExp(
    String.raw`^([ \t]*(?:export[ \t]+)?(?:const|let|var)[ \t]+${escape(constant)}\b[^=\n]*=[ \t]*)(${NUMBER}|${STRING}|true|false|\[[^[\]\n]*\])[ \t]*;?[ \t]*(?://.*)?$`,
    'm',
  )
  const match = declaration.exec(text)
  if (!match)
    return undefined
  const [, before, literal] = match as unknown as [string, string, string]
  const value = read(literal)
  const from = match.index + before.length
  return value === undefined ? undefined : { from, to: from + literal.length, value }
}

/**
 * The program with another value for a constant; all else is the same text.
 *
 * @throws {Error} a sentence, when the program declares no such constant with a literal.
 */
export function setParameter(text: string, constant: string, value: ParameterValue): string {
  const found = findLiteral(text, constant)
  if (!found)
    throw new Error(`There is no line “const ${constant} = …” with a plain value in this program.`)
  return isSame(found.value, value)
    ? text
    : text.slice(0, found.from) + writeLike(text.slice(found.from, found.to), value) + text.slice(found.to)
}

/** How a value looks in a program. */
export function write(value: ParameterValue): string {
  if (typeof value === 'string')
    return `'${value}'`
  return typeof value === 'object' ? `[${value.map(write).join(', ')}]` : String(value)
}

/** As the program has written its list so far: `[...'ABC']` where that is possible. */
function writeLike(before: string, value: ParameterValue): string {
  return before.startsWith('[...') && typeof value === 'object' && value.every(item => [...item].length === 1)
    ? `[...${write(value.join(''))}]`
    : write(value)
}

export function isSame(a: ParameterValue, b: ParameterValue): boolean {
  return write(a) === write(b)
}

/** A value in a few words, for a control. */
export function sayValue(value: ParameterValue, { unit }: Pick<Parameter, 'unit'> = {}): string {
  const plain = typeof value === 'object' ? String(value.length) : typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
  return unit ? `${plain} ${unit}` : plain
}

function read(literal: string): ParameterValue | undefined {
  if (literal === 'true' || literal === 'false')
    return literal === 'true'
  if (literal.startsWith('[')) {
    const inside = literal.slice(1, -1).trim()
    if (new RegExp(`^\\.\\.\\.(?:${STRING})$`).test(inside))
      return [...inside.slice(4, -1)]
    const items = inside === '' ? [] : inside.replace(/,$/, '').split(',').map(item => item.trim())
    return items.every(item => new RegExp(`^(?:${STRING})$`).test(item)) ? items.map(item => item.slice(1, -1)) : undefined
  }
  return /^['"]/.test(literal) ? literal.slice(1, -1) : Number(literal.replaceAll('_', ''))
}

function escape(name: string): string {
  return name.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')
}
