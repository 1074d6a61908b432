import type { AnyNode, BlockStatement, FunctionDeclaration, Pattern, VariableDeclaration } from 'acorn'

/**
 * A function's body that is put into a block of its own is not quite what it was: in a block, two functions of one name
 * are refused, and so are a function and a `var`. This finds what has to change so that the body means the same there.
 */
export interface Untangled {
  /** Code that goes before the block. */
  before: string
  /** Words to hide, and what then has to stand in parentheses. */
  hidden: { at: number, text: string, wrap?: { start: number, end: number } }[]
  /** Names of functions that a later one of the same name replaces: these may be called anything. */
  renamed: { start: number, end: number, name: string }[]
}

export function untangle(body: BlockStatement): Untangled {
  const functions = body.body.filter((node): node is FunctionDeclaration => node.type === 'FunctionDeclaration')
  const last = new Map(functions.map(each => [each.id.name, each]))
  const renamed = functions.filter(each => last.get(each.id.name) !== each).map(({ id: { start, end, name } }) => ({ start, end, name }))
  const hidden: Untangled['hidden'] = []
  const declared = new Set<string>()

  function visit(node: AnyNode, parent: AnyNode) {
    if (/Function/.test(node.type) || node.type === 'StaticBlock' || node.type === 'PropertyDefinition')
      return
    if (node.type === 'VariableDeclaration' && node.kind === 'var')
      hideVar(node, parent)
    for (const value of Object.values(node) as unknown[]) {
      for (const child of Array.isArray(value) ? value : [value]) {
        if (typeof child === 'object' && child !== null && 'type' in child)
          visit(child as AnyNode, node)
      }
    }
  }

  /** Where it names a function too, it only sets it; its other names are declared before the block. */
  function hideVar(node: VariableDeclaration, parent: AnyNode) {
    const names = node.declarations.flatMap(({ id }) => boundNames(id))
    if (!names.some(name => last.has(name)))
      return
    names.filter(name => !last.has(name)).forEach(name => declared.add(name))
    const isHead = parent.type === 'ForOfStatement' || parent.type === 'ForInStatement'
    hidden.push({
      at: node.start,
      text: 'var',
      ...(!isHead && { wrap: { start: node.declarations[0]!.start, end: node.declarations.at(-1)!.end } }),
    })
  }

  if (last.size > 0)
    body.body.forEach(node => visit(node, body))
  return { before: declared.size > 0 ? `var ${[...declared].join()};` : '', hidden, renamed }
}

/** The names that a pattern binds. */
export function boundNames(pattern: Pattern | AnyNode): string[] {
  switch (pattern.type) {
    case 'Identifier': return [pattern.name]
    case 'ArrayPattern': return pattern.elements.flatMap(each => each ? boundNames(each) : [])
    case 'ObjectPattern': return pattern.properties.flatMap(each => boundNames(each.type === 'Property' ? each.value : each))
    case 'AssignmentPattern': return boundNames(pattern.left)
    case 'RestElement': return boundNames(pattern.argument)
    default: return []
  }
}
