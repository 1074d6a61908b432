import type {
  AnyNode,
  BlockStatement,
  ExpressionStatement,
  ForOfStatement,
  Function as FunctionNode,
  Program as Tree,
  VariableDeclaration,
} from 'acorn'
import MagicString from 'magic-string'
import { untangle } from './untangle.ts'

/**
 * Marks in a program's code where a task parks and where it goes on, so that a run can say on which line each task
 * waits. The marks call hooks; they add no promise, no handler and no line, so that what the program does, in which
 * order, and what its stacks say stays as it is. Each mark stands between two comments, by which it is found again and
 * taken out of whatever shows the program's text: of a function, of an error's message.
 *
 * An activation of an async function, and the module itself, is a *frame*. Around each `await`, and each `yield` of an
 * async generator, its frame reports before and after; in `for await` before each step and at each turn of the body. A
 * rejected `await` has no “after” in the code, so `catch` and `finally` report too, and leaving a frame ends whatever
 * it was parked at. A function that is not async has no frame: it cannot wait, and its caller is not known here.
 */

/** The name under which the marked code finds its hooks. */
export const HOOKS = '__fourEggs'

/** What the marked code calls. `frame` is whatever `enter` answered. */
export interface Hooks<F = unknown> {
  /** The module begins; its frame. */
  enterModule: () => F
  /** An async function begins, by name. */
  enter: (name: string) => F
  /** It is over, whether it returned or threw. */
  leave: (frame: F) => void
  /** It is about to await `value` on that line; answers the value itself. */
  park: <T>(frame: F, line: number, value?: T) => T
  /** It goes on; answers the value itself. Nothing happens if it was not parked. */
  resume: <T>(frame: F, value?: T) => T
  /**
   * It is about to go through `items` with `for await` on that line; answers something that yields the same. `text` is
   * how the engine names what is none of it.
   */
  each: <T>(frame: F, line: number, items: T, text: string) => T
  /** Its code threw, or what it awaited was rejected; answers the error itself. */
  thrown: <E>(frame: F, error: E) => E
  /** A statement is about to run on that line; called only where each line is marked. */
  at?: (line: number) => void
}

export interface Marks {
  /** Each statement says that it is about to run, and each arrow function that is nothing but an expression. */
  lines?: boolean
}

/** Code with marks. */
export interface Marked {
  edits: MagicString
  /** Takes the marks out of a text that shows the code, as that of a function does. */
  unmark: (text: string) => string
}

/**
 * Firefox names the call that a wrong value came from, and in the words of its source what cannot be gone through; of
 * what an `await` or `?.` answered it shows the value.
 */
export const NAMES_CALLS = 'InternalError' in globalThis

/** Statements that do something where they stand. */
const STATEMENT = /^(?!Function|Block|Import|Export)\w+(?:Statement|Declaration)$/

/** A node's place among its parents, as far as this cares. */
interface Place {
  /** The variable that holds the frame; none in a function that is not async. */
  frame: string | undefined
  parent?: AnyNode
  /** The statement to put something behind: a loop, or the outermost of its labels; and what that stands in. */
  labelled?: { outermost: AnyNode, parent?: AnyNode }
  /** What a function without a name of its own is called. */
  called?: string
  /** In an async generator, `yield` waits. */
  isAsyncGenerator?: boolean
}

/**
 * Answers the code with marks. `tree` is the code's syntax tree by acorn, with `locations`; `arrows` are the places
 * right after each `=>`.
 */
export function instrument(code: string, tree: Tree, arrows: readonly number[], { lines = false }: Marks = {}): Marked {
  const edits = new MagicString(code)
  const apart = new Set<AnyNode>()
  let frames = 0
  const hooks = unused(code, HOOKS)
  const fence = unused(code, '4eggs')
  const mark = (text: string) => `/*${fence}*/${text}/*${fence}*/`
  // Of two at one place, the one that was found first stands first.
  const insert = (at: number, text: string) => void edits.appendLeft(at, mark(text))
  const goOn = `${hooks}${NAMES_CALLS ? '?.' : '.'}resume(`
  const newFrame = () => `${hooks}${frames++}`

  function enterFunction(node: FunctionNode, place: Place) {
    const frame = newFrame()
    const inner = { frame, isAsyncGenerator: node.generator }
    const name = ('id' in node && node.id?.name) || place.called || 'task'
    const begin = `;const ${frame}=${hooks}.enter(${JSON.stringify(name)});try{`
    const end = `}catch(${frame}_){throw ${hooks}.thrown(${frame},${frame}_)}finally{${hooks}.leave(${frame})}`
    node.params.forEach(param => visit(param, { frame: undefined }))
    if (node.body.type === 'BlockStatement') {
      const { before, hidden, renamed } = untangle(node.body)
      insert(afterDirectives(node.body), before + begin)
      for (const { at, text } of hidden)
        edits.update(at, at + text.length, `/*${fence}=${text}*/`)
      for (const { start, end } of hidden.flatMap(({ wrap }) => wrap ?? [])) {
        insert(start, '(')
        edits.prependRight(end, mark(')'))
      }
      renamed.forEach(({ start, end, name }, i) => edits.update(start, end, `/*${fence}=${name}*/${mark(`${hooks}_${i}`)}`))
      visitAll(node.body.body, { ...inner, parent: node.body })
      insert(node.body.end - 1, end)
    }
    else {
      const arrow = arrows.findLast(at => at <= node.body.start)!
      insert(arrow, `{${begin}return (${lines ? `${hooks}.at(${node.body.loc!.start.line}),` : ''}`)
      visit(node.body, { ...inner, parent: node as AnyNode })
      insert(node.end, `)${end}}`)
    }
  }

  function visit(node: AnyNode, place: Place): void {
    const { frame } = place
    if (lines && STATEMENT.test(node.type) && !('directive' in node) && isList(place.parent))
      insert(node.start, `${hooks}.at(${node.loc!.start.line});`)
    switch (node.type) {
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        if (node.async)
          return enterFunction(node, place)
        if (lines && node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement') {
          insert(node.body.start, `(${hooks}.at(${node.body.loc!.start.line}),`)
          visitChildren(node, { frame: undefined })
          insert(node.body.end, ')')
          return
        }
        return visitChildren(node, { frame: undefined })
      case 'PropertyDefinition':
        if (node.computed)
          visit(node.key, { ...place, parent: node })
        return node.value ? visit(node.value, { frame: undefined, parent: node, called: nameGivenBy(node) }) : undefined
      case 'StaticBlock':
        return visitAll(node.body, { frame: undefined, parent: node })
      case 'AwaitExpression':
        // Where a list is taken apart, an engine names what it came from, and that is to be the `await`.
        if (apart.has(node)) {
          insert(node.argument.start, `${hooks}.park(${frame},${node.loc!.start.line},`)
          visit(node.argument, { ...place, parent: node })
          insert(node.end, ')')
          return
        }
        insert(node.start, `${goOn}${frame},`)
        insert(node.start + 'await'.length, ` ${hooks}.park(${frame},${node.loc!.start.line},`)
        visit(node.argument, { ...place, parent: node })
        insert(node.end, '))')
        return
      case 'YieldExpression':
        if (!place.isAsyncGenerator)
          break
        insert(node.start, `${goOn}${frame},`)
        insert(node.argument?.start ?? node.end, ` ${hooks}.park(${frame},${node.loc!.start.line}${node.argument ? ',' : ''}`)
        if (node.argument)
          visit(node.argument, { ...place, parent: node })
        insert(node.end, '))')
        return
      case 'LabeledStatement':
        return visit(node.body, {
          ...place,
          parent: node as AnyNode,
          labelled: place.labelled ?? { outermost: node, parent: place.parent },
        })
      case 'ForOfStatement':
        if (node.await)
          return visitForAwait(node, place)
        break
      case 'VariableDeclaration':
      case 'ExpressionStatement': {
        const taken = frame && isList(place.parent) ? awaitsTakenApart(node) : []
        taken.forEach(each => apart.add(each))
        visitChildren(node, place)
        if (taken.length > 0)
          insert(node.end, `;${hooks}.resume(${frame});`)
        return
      }
      case 'TryStatement':
        if (!frame)
          break
        if (node.handler) {
          const { param, body } = node.handler
          insert(
            body.start + 1,
            `${hooks}.resume(${frame});${param?.type === 'Identifier' ? `${hooks}.thrown(${frame},${param.name});` : ''}`,
          )
        }
        if (node.finalizer)
          insert(node.finalizer.start + 1, `${hooks}.resume(${frame});`)
        break
    }
    visitChildren(node, place)
  }

  function visitForAwait(node: ForOfStatement, place: Place) {
    const { frame } = place
    const inner = { ...place, parent: node, labelled: undefined }
    const { outermost, parent } = place.labelled ?? { outermost: node, parent: place.parent }
    const resume = `${hooks}.resume(${frame});`
    // It may be left while it waits for what it went through to be closed.
    const isAlone = !isList(parent)
    if (isAlone)
      edits.prependRight(outermost.start, mark('{'))
    insert(node.right.start, `${hooks}.each(${frame},${node.loc!.start.line},(`)
    visit(node.right, inner)
    insert(node.right.end, `),${JSON.stringify(nameOf(code, node.right))})`)
    visit(node.left, inner)
    if (node.body.type === 'BlockStatement') {
      insert(node.body.start + 1, resume)
      visit(node.body, inner)
    }
    else {
      insert(node.body.start, `{${resume}`)
      visit(node.body, inner)
      insert(node.end, '}')
    }
    insert(node.end, isAlone ? `${resume}}` : resume)
  }

  function visitAll(nodes: readonly AnyNode[], place: Place) {
    nodes.forEach(node => visit(node, place))
  }

  function visitChildren(node: AnyNode, { frame, isAsyncGenerator }: Place) {
    const called = nameGivenBy(node)
    for (const child of childrenOf(node))
      visit(child, { frame, isAsyncGenerator, parent: node, ...called !== undefined && { called } })
  }

  const main = newFrame()
  // A directive counts only where nothing is before it.
  const hasDirectives = tree.body.some(node => node.type === 'ExpressionStatement' && node.directive)
  insert(
    hasDirectives ? afterDirectives(tree) : afterHashbang(code),
    `${hasDirectives ? ';' : ''}${hooks === HOOKS ? '' : `const ${hooks}=globalThis.${HOOKS};`}const ${main}=${hooks}.enterModule();`,
  )
  visitAll(tree.body, { frame: main, parent: tree })
  edits.append(mark(`\n;${hooks}.leave(${main})`))
  return { edits, unmark: createUnmark(fence, hooks) }
}

/** Takes out what stands between fences, and gives back what a fence hides; in messages, too, that name a hook. */
function createUnmark(fence: string, hooks: string): Marked['unmark'] {
  const marks = new RegExp(`/\\*${fence}=([\\w$\\u0080-\\uFFFF]+)\\*/|/\\*${fence}\\*/[^]*?(?:/\\*${fence}\\*/|$)`, 'g')
  const calls = new RegExp(`${hooks}\\.\\w+(?:\\(\\.\\.\\.\\)| is not a function or its return value(?= is not))`, 'g')
  return text => text.includes(fence) || text.includes(hooks)
    ? text.replace(marks, (_, hidden: string | undefined) => hidden ?? '').replace(calls, '(intermediate value)')
    : text
}

/** A name like this one that the code does not contain. */
function unused(code: string, name: string): string {
  while (code.includes(name))
    name += '_'
  return name
}

function afterHashbang(code: string): number {
  return code.startsWith('#!') ? /^.*/.exec(code)![0].length + (code.includes('\n') ? 1 : 0) : 0
}

/** Where statements stand one after the other. */
function isList(parent: AnyNode | undefined): boolean {
  return parent?.type === 'BlockStatement' || parent?.type === 'Program' || parent?.type === 'SwitchCase'
}

/** The awaits in `const [a] = await b`, and the same without `const`. */
function awaitsTakenApart(node: VariableDeclaration | ExpressionStatement): AnyNode[] {
  const pairs = node.type === 'VariableDeclaration'
    ? node.declarations.map(({ id, init }) => [id, init] as const)
    : node.expression.type === 'AssignmentExpression' ? [[node.expression.left, node.expression.right] as const] : []
  return pairs.flatMap(([pattern, value]) => pattern.type === 'ArrayPattern' && value?.type === 'AwaitExpression' ? value : [])
}

/** How Firefox names what cannot be gone through; nothing where it shows the value. */
function nameInFirefox(code: string, node: AnyNode): string {
  const text = code.slice(node.start, node.end)
  switch (node.type) {
    case 'Identifier':
    case 'MemberExpression':
      return text === 'undefined' ? '' : text
    case 'CallExpression':
    case 'NewExpression': {
      const call = `${code.slice(node.start, node.callee.end)}(${node.arguments.length > 0 ? '...' : ''})`
      return node.type === 'NewExpression' ? `(${call})` : call
    }
    default:
      return ''
  }
}

/** How V8 names what cannot be gone through. */
function nameOf(code: string, node: AnyNode): string {
  if (NAMES_CALLS)
    return nameInFirefox(code, node)
  switch (node.type) {
    case 'CallExpression':
      return `${code.slice(node.callee.start, node.callee.end)}(...) is not a function or its return value`
    case 'NewExpression':
      return '(intermediate value) is not a function or its return value'
    case 'AwaitExpression':
      return '(intermediate value)'
    case 'BinaryExpression':
      return `(${code.slice(node.start, node.end)})`
    default:
      return code.slice(node.start, node.end)
  }
}

/** Where code may begin in a function's body: after `'use …'`. */
function afterDirectives(body: BlockStatement | Tree): number {
  return (body.body as AnyNode[]).findLast(statement => 'directive' in statement && statement.directive)?.end ?? body.start + 1
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
