import type { AnyNode, Program as Tree } from 'acorn'
import type { Marked, Marks } from './instrument.ts'
import type { Program } from './program.ts'
import { transform } from 'sucrase'
import { instrument } from './instrument.ts'
import { OurParser } from './our-parser.ts'
import { ProgramError } from './program.ts'
import { refuseSilent, refuseUsing, whyUnsupported } from './unsupported.ts'
import { boundNames } from './untangle.ts'

/**
 * From a program's TypeScript to modules an engine runs: types are blanked out, every other character stays on its
 * line, so that a stack names the line a reader sees. Nothing is run here, and what cannot be run is found here.
 */

/** One module as JavaScript, and where it names others. */
export interface CompiledModule {
  file: string
  /** The JavaScript, with marks where it has them. */
  code: string
  imports: Import[]
  /** It is no module but a script in Node's older way, with `require`. */
  isCommonJs: boolean
  /** The names that it exports; nothing where only a running program knows them all. */
  exports: Set<string> | undefined
  /** Takes the marks out of a text that shows this code. */
  unmark: (text: string) => string
  /** Where in the file a place in `code` is. */
  placeOf: (line: number, column: number) => { line: number, column: number }
}

interface Import {
  /** What takes its place where it is no name of a module: `import.meta`. */
  text?: string
  /** Path of the module that is meant, from the project's root; nothing where `url` says what it is. */
  target?: string
  /** What is none of the program's own: a package, or a module of Node's. */
  url?: string
  names: ImportedName[]
  /** The specifier's place in `code`, quotes included. */
  start: number
  end: number
}

/** A program that is known to parse and to find all its modules; the entry comes last, what it needs before it. */
export type CompiledProgram = CompiledModule[]

/** What runs a script in Node's older way: a function of its file and its code. */
export const COMMON_JS = '__fourEggsCommonJs'

export interface CompileOptions {
  /** Mark in the entry's code where tasks park; it then needs the hooks of `instrument.ts`. */
  marks?: boolean
}

/**
 * Throws a {@link ProgramError} at the first thing that keeps the program from running: a syntax error, an import that
 * leads nowhere or out of the project, modules that import each other in a circle.
 */
export function compile(program: Program, { marks = false }: CompileOptions = {}): CompiledProgram {
  const texts = new Map(Object.entries({ ...program.modules, [program.file]: program.text }))
  const done = new Map<string, CompiledModule>()

  function visit(file: string, path: string[]) {
    if (done.has(file))
      return
    const module = compileModule(
      file,
      texts.get(file)!,
      new Set(texts.keys()),
      program,
      marks && file === program.file && { lines: program.watch === 'event-loop' },
    )
    for (const { target, names } of module.imports) {
      if (target === undefined)
        continue
      if (target === file || path.includes(target)) {
        throw new ProgramError(
          `Modules import each other in a circle: ${[...path, file, target].join(' → ')}. Move what both need into a module of its own.`,
          file,
        )
      }
      visit(target, [...path, file])
      refuseUnknownNames(file, texts.get(file)!, done.get(target)!, names)
    }
    done.set(file, module)
  }

  visit(program.file, [])
  return [...done.values()]
}

/**
 * Gives every module an address and answers the entry's. `toUrl` makes an address of a text (`blob:` in the browser,
 * `data:` in Node); it is called once a module, dependencies first. `prelude` is the address of a module that is to run
 * when all others have, right before the entry's first line.
 */
export function link(program: CompiledProgram, toUrl: (text: string, file: string) => string, prelude?: string): string {
  const urls = new Map<string, string>()
  let url = ''
  program.forEach(({ file, code, imports, isCommonJs }, i) => {
    let text = code
    for (const { text: instead, target, url, start, end } of imports.toSorted((a, b) => b.start - a.start))
      text = text.slice(0, start) + (instead ?? JSON.stringify(url ?? urls.get(target!))) + text.slice(end)
    if (isCommonJs)
      text = `globalThis[${JSON.stringify(COMMON_JS)}](${JSON.stringify(file)}, ${JSON.stringify(text)})`
    // An import counts from wherever it stands, and at the end it moves no line.
    if (prelude && i === program.length - 1)
      text += `\n;import ${JSON.stringify(prelude)}`
    url = toUrl(`${text}\n//# sourceURL=${file}\n`, file)
    urls.set(file, url)
  })
  return url
}

function compileModule(file: string, text: string, known: Set<string>, program: Program, marks: false | Marks): CompiledModule {
  const { own, packages = {}, home } = program
  const stripped = stripTypes(file, text)
  const isCommonJs = isInCommonJs(file, stripped, program)
  const { tree, arrows } = parseModule(file, text, stripped, isCommonJs)
  const using = findUsing(tree)
  if (using)
    refuseUsing(file, placeOf(text, stripped, using.start))
  const { edits, unmark } = marks ? instrument(stripped, tree, arrows, marks) : { edits: undefined, unmark: (text: string) => text }
  const code = edits?.toString() ?? stripped
  // What only a running program knows, one on one's own machine may find out.
  const inStripped = specifiersIn(tree).filter(({ value }) => !own || value !== undefined)
  const inCode = edits
    ? specifiersIn(parseModule(file, text, code, isCommonJs).tree).filter(({ value }) => !own || value !== undefined)
    : inStripped
  const imports = inStripped.map(({ value, start, names }, index): Import => {
    const place = placeOf(text, stripped, start)
    if (value === undefined) {
      throw new ProgramError(
        `Line ${place.line}, column ${place.column}: what a demo imports must be known before it runs. Write the module’s name there, in quotes.`,
        file,
        place.line,
        place.column,
      )
    }
    const at = { start: inCode[index]!.start, end: inCode[index]!.end, names }
    if (own && !/^\.{1,2}\//.test(value)) {
      if (packages[value] === undefined) {
        throw new ProgramError(
          `Line ${place.line}: cannot import “${value}”: it is no module of Node’s, and it is not installed beside the file. Type npm install ${value} there.`,
          file,
          place.line,
          place.column,
        )
      }
      return { url: packages[value], ...at }
    }
    if (!/^\.{1,2}\//.test(value)) {
      throw new ProgramError(
        `Line ${place.line}: cannot import “${value}”: a demo imports only relative modules such as './kitchen.ts', because it also runs in the browser. What a browser has needs no import: fetch, setTimeout, crypto, performance. A file of your own imports all that Node can: npm run demo -- ./my-file.ts`,
        file,
        place.line,
        place.column,
      )
    }
    const target = resolve(file, value)
    if (!known.has(target))
      throw new ProgramError(`Line ${place.line}: cannot import “${value}”: there is no ${target}.`, file, place.line, place.column)
    return { target, ...at }
  })
  if (home) {
    imports.push(
      ...metasIn(edits ? parseModule(file, text, code, isCommonJs).tree : tree).map(({ start, end }) => ({
        start,
        end,
        names: [],
        text: sayMeta(file, home),
      })),
    )
  }
  const lines = code.split('\n')
  return {
    file,
    code,
    imports,
    isCommonJs,
    exports: exportsOf(tree),
    unmark,
    placeOf(line, column) {
      const before = unmark((lines[line - 1] ?? '').slice(0, column - 1)).length
      const start = stripped.split('\n').slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
      return placeOf(text, stripped, start + before)
    },
  }
}

/** What a file in JavaScript says is left as it is. */
function stripTypes(file: string, text: string): string {
  if (/\.[mc]?js$/.test(file))
    return text
  refuseSilent(file, text)
  try {
    const strip = (more = {}) => transform(text, { transforms: ['typescript'], disableESTransforms: true, ...more }).code
    // An import that nothing uses is left out, and with it the mistake of having it in a block.
    if (/(?:^|[{;])[ \t]*import\b(?!\s*[(.])/m.test(text))
      parseModule(file, text, strip({ keepUnusedImports: true }))
    return strip()
  }
  catch (error) {
    if (error instanceof ProgramError)
      throw error
    const { loc, message } = error as Error & { loc?: { line: number, column: number } }
    throw whyUnsupported(file, text, message, loc) ?? syntaxError(file, text, message, loc, error)
  }
}

/** As Node decides: by the name, by the package, and by what only a module may say. */
function isInCommonJs(file: string, code: string, { own, type, file: entry }: Program): boolean {
  if (!own || file !== entry || !/\.c?js$/.test(file))
    return false
  if (file.endsWith('.cjs'))
    return true
  try {
    return type !== 'module' && OurParser.parse(code, { ecmaVersion: 'latest', sourceType: 'commonjs' }) !== undefined
  }
  catch {
    return false
  }
}

/** `import.meta`, wherever it is said. */
function metasIn(node: unknown): { start: number, end: number }[] {
  if (Array.isArray(node))
    return node.flatMap(metasIn)
  if (typeof node !== 'object' || node === null || !('type' in node))
    return []
  const { type, meta, start, end } = node as { type: string, meta?: { name: string }, start: number, end: number }
  return type === 'MetaProperty' && meta?.name === 'import' ? [{ start, end }] : Object.values(node).flatMap(metasIn)
}

/** What Node would say there: the module itself is loaded from elsewhere. */
function sayMeta(file: string, { url, path }: NonNullable<Program['home']>): string {
  const at = new URL(encodeURI(file), url).href
  return `({url:${JSON.stringify(at)},filename:${JSON.stringify(path + file)},dirname:${JSON.stringify((path + file).replace(/[/\\][^/\\]*$/, ''))},resolve:name=>new URL(name,${JSON.stringify(at)}).href})`
}

/** Marks a module's JavaScript as it is. */
export function markModule(file: string, code: string): Marked {
  const { tree, arrows } = parseModule(file, code, code)
  return instrument(code, tree, arrows)
}

/** The code's syntax tree, and where each `=>` in it ends. */
function parseModule(file: string, text: string, code: string, isCommonJs = false): { tree: Tree, arrows: number[] } {
  const arrows: number[] = []
  try {
    const tree = OurParser.parse(code, {
      ecmaVersion: 'latest',
      sourceType: isCommonJs ? 'commonjs' : 'module',
      locations: true,
      onToken: ({ type, end }) => type.label === '=>' && arrows.push(end),
    })
    return { tree, arrows }
  }
  catch (error) {
    const { message, pos } = error as SyntaxError & { pos: number }
    throw whyUnsupported(file, text, message, placeOf(text, code, pos)) ?? syntaxError(file, text, message, placeOf(text, code, pos), error)
  }
}

interface ImportedName { name: string, start: number }

/** `value` is missing where only a running program knows it. */
interface Specifier { value?: string, start: number, end: number, names: ImportedName[] }

function findUsing(node: unknown): { start: number } | undefined {
  if (Array.isArray(node)) {
    for (const each of node) {
      const found = findUsing(each)
      if (found)
        return found
    }
  }
  else if (typeof node === 'object' && node !== null && 'type' in node) {
    const { type, kind, start } = node as { type: string, kind?: string, start: number }
    return type === 'VariableDeclaration' && kind?.endsWith('using') ? { start } : findUsing(Object.values(node))
  }
}

function specifiersIn(tree: Tree): Specifier[] {
  const found: Specifier[] = []
  collect(tree, found)
  return found
}

/** The names that an import or a re-export takes from another module. */
function namesOf(node: AnyNode): ImportedName[] {
  if (node.type === 'ImportDeclaration') {
    return node.specifiers.flatMap((each) => {
      if (each.type === 'ImportDefaultSpecifier')
        return { name: 'default', start: each.start }
      return each.type === 'ImportSpecifier' ? { name: nameIn(each.imported), start: each.start } : []
    })
  }
  return node.type === 'ExportNamedDeclaration' ? node.specifiers.map(({ local, start }) => ({ name: nameIn(local), start })) : []
}

function exportsOf(tree: Tree): Set<string> | undefined {
  const names = new Set<string>()
  for (const node of tree.body) {
    if (node.type === 'ExportAllDeclaration') {
      if (!node.exported)
        return undefined
      names.add(nameIn(node.exported))
    }
    else if (node.type === 'ExportDefaultDeclaration') {
      names.add('default')
    }
    else if (node.type === 'ExportNamedDeclaration') {
      node.specifiers.forEach(({ exported }) => names.add(nameIn(exported)))
      if (node.declaration?.type === 'VariableDeclaration')
        node.declaration.declarations.flatMap(({ id }) => boundNames(id)).forEach(name => names.add(name))
      else if (node.declaration?.id)
        names.add(node.declaration.id.name)
    }
  }
  return names
}

function nameIn(node: { type: string, name?: string, value?: unknown }): string {
  return node.type === 'Identifier' ? node.name! : String(node.value)
}

/** An engine says it, too, with the whole text of the module. */
function refuseUnknownNames(file: string, text: string, { file: from, exports }: CompiledModule, names: readonly ImportedName[]) {
  const missing = exports && names.find(({ name }) => !exports.has(name))
  if (!missing)
    return
  const line = text.split(/\r?\n/).findIndex(each => new RegExp(`\\b${missing.name.replaceAll('$', '\\$')}\\b`).test(each)) + 1
  throw new ProgramError(
    `Line ${line}: ${from} exports nothing called “${missing.name}”. It exports ${[...exports].join(', ') || 'nothing'}.`,
    file,
    line,
  )
}

function syntaxError(
  file: string,
  text: string,
  message: string,
  place: { line: number, column: number } | undefined,
  cause: unknown,
): ProgramError {
  const said = (message.charAt(0).toLowerCase() + message.slice(1)).replace(/ \(\d+:\d+\)$/, '')
  const what = place && said === 'unexpected token' ? unexpected(text, place) : said
  const where = place ? `Line ${place.line}, column ${place.column}` : file
  return new ProgramError(`${where} is not JavaScript or TypeScript: ${what}.`, file, place?.line, place?.column, { cause })
}

/** Walks a syntax tree for everything that names a module: `import`, `export … from` and `import('…')`. */
function collect(node: unknown, found: Specifier[]) {
  if (Array.isArray(node)) {
    for (const item of node)
      collect(item, found)
    return
  }
  if (typeof node !== 'object' || node === null || !('type' in node))
    return
  const { type, source } = node as { type: string, source?: { type: string, value: unknown, start: number, end: number } | null }
  if (/^(?:Import|Export)/.test(type) && source?.type === 'Literal' && typeof source.value === 'string') {
    found.push({ value: source.value, start: source.start, end: source.end, names: namesOf(node as AnyNode) })
  }
  else if (type === 'ImportExpression' && source) {
    found.push({
      ...(source.type === 'Literal' && typeof source.value === 'string' && { value: source.value }),
      start: source.start,
      end: source.end,
      names: [],
    })
  }
  for (const child of Object.values(node)) collect(child, found)
}

/**
 * Where a place in the stripped code is in the file. Lines are the same; on its line, what follows a place is the same
 * text in both, unless a type follows too: then the column is that of the stripped code, which is near enough.
 */
function placeOf(text: string, code: string, at: number): { line: number, column: number } {
  const line = code.slice(0, at).split('\n').length
  const start = code.lastIndexOf('\n', at - 1) + 1
  const stripped = code.slice(start).split('\n', 1)[0]!
  const original = text.split(/\r?\n/)[line - 1] ?? ''
  const rest = stripped.slice(at - start)
  const column = rest && original.endsWith(rest) ? original.length - rest.length : at - start
  return { line, column: column + 1 }
}

/** A relative specifier of a module as a path from the project's root. */
function resolve(from: string, specifier: string): string {
  const path = from.split('/').slice(0, -1)
  for (const part of specifier.split('/')) {
    if (part === '..')
      path.pop()
    else if (part !== '.')
      path.push(part)
  }
  return path.join('/')
}

/** What stands there, where a parser only says that it did not expect it. */
function unexpected(text: string, { line, column }: { line: number, column: number }): string {
  const lines = text.split(/\r?\n/)
  const rest = [lines[line - 1]?.slice(column - 1), ...lines.slice(line)].join('\n').trim()
  const token = /^(?:[\w$]+|\S)/.exec(rest)?.[0]
  return token === undefined ? 'it ends too early, before all that was opened is closed' : `unexpected “${token}”`
}
