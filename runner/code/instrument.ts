import type { AnyNode, Program as Tree } from 'acorn'

/**
 * Marks in a program's code where a task parks and where it goes on, so that a run can say on which line each task
 * waits. The marks call hooks; they add no promise, no handler and no line, so that what the program does, in which
 * order, and what its stacks say stays as it is.
 *
 * An activation of an async function, and the module itself, is a *frame*. Around each `await` its frame reports
 * before and after; in `for await` before each step and at each turn of the body. A rejected `await` has no “after” in
 * the code, so `catch` and `finally` report too, and leaving a frame ends whatever it was parked at.
 */

/** The name under which the marked code finds its hooks. */
export const HOOKS = '__fourEggs'

/** What the marked code calls. `frame` is whatever `enter` answered. */
export interface Hooks<F = unknown> {
  /** An async function begins, by name. */
  enter: (name: string) => F
  /** It is over, whether it returned or threw. */
  leave: (frame: F) => void
  /** It is about to await `value` on that line; answers the value itself. */
  park: <T>(frame: F, line: number, value: T) => T
  /** It goes on; answers the value itself. Nothing happens if it was not parked. */
  resume: <T>(frame: F, value?: T) => T
  /**
   * It is about to go through `items` with `for await` on that line; answers something that yields the same. `text` is
   * how the code calls them.
   */
  each: <T>(frame: F, line: number, items: T, text: string) => T
  /** A statement is about to run on that line; called only where each line is marked. */
  at?: (line: number) => void
}

export interface Marks {
  /** Each statement says that it is about to run, and each arrow function that is nothing but an expression. */
  lines?: boolean
}

/** Statements that do something where they stand. */
const STATEMENT = /^(?!Function|Block|Import|Export)\w+(?:Statement|Declaration)$/

/** Text that goes into the code. Of two at one place, the one that was found first stands first. */
interface Insert { at: number, text: string }

/** A node's place among its parents, as far as this cares. */
interface Place {
  /** The variable that holds the frame. */
  frame: string
  parent?: AnyNode
  /** What a function without a name of its own is called. */
  called?: string
}

/**
 * Answers the code with marks. `tree` is the code's syntax tree by acorn, with `locations`; `arrows` are the places
 * right after each `=>`.
 */
export function instrument(code: string, tree: Tree, arrows: readonly number[], { lines = false }: Marks = {}): string {
  const inserts: Insert[] = []
  let frames = 0
  let prefix = HOOKS
  while (code.includes(prefix))
    prefix += '_'

  const insert = (at: number, text: string) => inserts.push({ at, text })
  const newFrame = () => `${prefix}${frames++}`
  const enter = (frame: string, name: string) => `const ${frame}=${HOOKS}.enter(${JSON.stringify(name)});`

  function visit(node: AnyNode, place: Place): void {
    if (lines && STATEMENT.test(node.type) && !('directive' in node) && (place.parent?.type === 'BlockStatement' || place.parent?.type === 'Program'))
      insert(node.start, `${HOOKS}.at(${node.loc!.start.line});`)
    switch (node.type) {
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        if (node.async) {
          const frame = newFrame()
          const begin = `;${enter(frame, ('id' in node && node.id?.name) || place.called || 'task')}try{`
          const end = `}finally{${HOOKS}.leave(${frame})}`
          node.params.forEach(param => visit(param, place))
          if (node.body.type === 'BlockStatement') {
            insert(afterDirectives(node.body), begin)
            visitAll(node.body.body, { frame, parent: node.body })
            insert(node.body.end - 1, end)
          }
          else {
            const arrow = arrows.findLast(at => at <= node.body.start)!
            insert(arrow, `{${begin}return (${lines ? `${HOOKS}.at(${node.body.loc!.start.line}),` : ''}`)
            visit(node.body, { frame, parent: node })
            insert(node.end, `)${end}}`)
          }
          return
        }
        if (lines && node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement') {
          insert(node.body.start, `(${HOOKS}.at(${node.body.loc!.start.line}),`)
          visitChildren(node, place)
          insert(node.body.end, ')')
          return
        }
        break
      case 'AwaitExpression':
        insert(node.start, `${HOOKS}.resume(${place.frame},`)
        insert(node.start + 'await'.length, ` ${HOOKS}.park(${place.frame},${node.loc!.start.line},`)
        visit(node.argument, { ...place, parent: node })
        insert(node.end, '))')
        return
      case 'ForOfStatement':
        if (node.await) {
          insert(node.right.start, `${HOOKS}.each(${place.frame},${node.loc!.start.line},(`)
          visit(node.right, { ...place, parent: node })
          insert(node.right.end, `),${JSON.stringify(code.slice(node.right.start, node.right.end))})`)
          visit(node.left, { ...place, parent: node })
          const resume = `${HOOKS}.resume(${place.frame});`
          if (node.body.type === 'BlockStatement') {
            insert(node.body.start + 1, resume)
            visit(node.body, { ...place, parent: node })
          }
          else {
            insert(node.body.start, `{${resume}`)
            visit(node.body, { ...place, parent: node })
            insert(node.end, '}')
          }
          if (place.parent?.type === 'BlockStatement' || place.parent?.type === 'Program')
            insert(node.end, resume)
          return
        }
        break
      case 'TryStatement':
        for (const block of [node.handler?.body, node.finalizer]) {
          if (block)
            insert(block.start + 1, `${HOOKS}.resume(${place.frame});`)
        }
        break
    }
    visitChildren(node, place)
  }

  function visitAll(nodes: readonly AnyNode[], place: Place) {
    nodes.forEach(node => visit(node, place))
  }

  function visitChildren(node: AnyNode, { frame }: Place) {
    const called = nameGivenBy(node)
    for (const child of childrenOf(node))
      visit(child, { frame, parent: node, ...called !== undefined && { called } })
  }

  const main = newFrame()
  insert(0, enter(main, 'main'))
  visitAll(tree.body, { frame: main, parent: tree })
  insert(code.length, `\n;${HOOKS}.leave(${main})`)
  return apply(code, inserts)
}

/** Where code may begin in a function's body: after `'use …'`. */
function afterDirectives(body: AnyNode & { type: 'BlockStatement' }): number {
  return body.body.findLast(statement => 'directive' in statement && statement.directive)?.end ?? body.start + 1
}

/** The name that a function takes from where it is written: `const cook = async () => …`. */
function nameGivenBy(node: AnyNode): string | undefined {
  switch (node.type) {
    case 'VariableDeclarator':
      return node.id.type === 'Identifier' ? node.id.name : undefined
    case 'AssignmentExpression':
      return node.left.type === 'Identifier' ? node.left.name : undefined
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return node.key.type === 'Identifier' ? node.key.name : undefined
    default:
      return undefined
  }
}

function* childrenOf(node: AnyNode): Generator<AnyNode> {
  for (const value of Object.values(node) as unknown[]) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child === 'object' && child !== null && 'type' in child)
        yield child as AnyNode
    }
  }
}

/** Puts the texts in, from the last place to the first. */
function apply(code: string, inserts: readonly Insert[]): string {
  const places = new Map<number, string>()
  for (const { at, text } of inserts)
    places.set(at, (places.get(at) ?? '') + text)
  return [...places]
    .sort(([a], [b]) => b - a)
    .reduce((marked, [at, text]) => marked.slice(0, at) + text + marked.slice(at), code)
}
