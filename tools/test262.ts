/* eslint-disable antfu/no-top-level-await */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import process from 'node:process'
import { setTimeout } from 'node:timers'
import vm from 'node:vm'
import { markModule } from '../runner/code/compile.ts'
import { HOOKS } from '../runner/code/instrument.ts'
import { cleanError, createFrames } from '../runner/worker/inside/frames.ts'
import { hideMarks } from '../runner/worker/inside/hide-marks.ts'

/**
 * The async part of the language's own conformance suite, with marks and without: what passes in this Node has to pass
 * with marks, too.
 *
 *   npm run test262 -- PATH      of a checkout of github.com/tc39/test262
 *
 * What modules a process has loaded it keeps, and gets slower: each of its own runs a share of the programs.
 */

/** A test that has not said by then whether it went well never will. */
const PATIENCE_MS = 4_000

/** So many programs for each process. */
const SHARE = 400

interface Test { file: string, text: string, includes: string[], isNegative: boolean }

const [root, from] = process.argv.slice(2)
if (!root) {
  process.stderr.write('Where is test262? npm run test262 -- ../test262, a checkout of github.com/tc39/test262.\n')
  process.exit(2)
}
const tests = [...listTests(resolve(root, 'test'))]
if (from === undefined)
  process.exit(shareOut(root))
// A test may leave promises behind that nobody handles: they are its own.
process.on('unhandledRejection', () => {})
const harness = new Map<string, vm.Script>()
const told: Share = { plain: 0, different: [] }
for (const test of tests.slice(Number(from), Number(from) + SHARE)) {
  if (await passes(test, false)) {
    told.plain++
    if (!await passes(test, true))
      told.different.push(relative(root, test.file))
  }
}
process.stdout.write(JSON.stringify(told))
process.exit()

/** What became of the programs of one process: how many pass without marks, and which of them do not with marks. */
interface Share { plain: number, different: string[] }

function shareOut(root: string): number {
  let plain = 0
  let different = 0
  for (let from = 0; from < tests.length; from += SHARE) {
    process.stderr.write(`${from} of ${tests.length}\n`)
    const args = [...process.execArgv, import.meta.filename, root, String(from)]
    const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    const share = JSON.parse(stdout) as Share
    plain += share.plain
    different += share.different.length
    share.different.forEach(file => process.stdout.write(`${file}\n`))
  }
  process.stdout.write(`${plain - different} of ${plain} programs that pass in Node ${process.versions.node} pass with marks.\n`)
  return different === 0 ? 0 : 1
}

function* listTests(folder: string): Generator<Test> {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.js') || entry.name.includes('_FIXTURE'))
      continue
    const file = join(entry.parentPath ?? entry.path, entry.name)
    const text = readFileSync(file, 'utf8')
    const head = /\/\*---(.*?)---\*\//s.exec(text)?.[1] ?? ''
    const list = (name: string) => new RegExp(`^${name}:\\s*\\[(.*?)\\]`, 'ms').exec(head)?.[1]?.split(/[\s,]+/).filter(Boolean)
      ?? [...new RegExp(`^${name}:\\s*\\n((?:\\s+- .*\\n?)*)`, 'm').exec(head)?.[1]?.matchAll(/- (\S+)/g) ?? []].map(([, item]) => item!)
    const flags = list('flags')
    if (flags.includes('async') && !flags.includes('raw') && !flags.includes('noStrict'))
      yield { file, text, includes: list('includes'), isNegative: /^negative:/m.test(head) }
  }
}

async function passes(test: Test, marks: boolean): Promise<boolean> {
  const context = vm.createContext({})
  const scope = vm.runInContext('globalThis', context) as Record<string, unknown> & { Function: typeof Function }
  let unmark = (text: string) => text
  let say: (text: string) => void
  const said = new Promise<string>(resolve => say = resolve)
  scope.print = (text: string) => /Test262:/.test(String(text)) && say(String(text))
  scope.$262 = {
    global: scope,
    evalScript: (text: string) => vm.runInContext(text, context),
    createRealm: () => ({ global: vm.runInContext('globalThis', vm.createContext({})) }),
    gc: () => {},
    agent: {},
  }
  const modules = new Map<string, Promise<vm.Module>>()

  function load(file: string): Promise<vm.Module> {
    let found = modules.get(file)
    if (!found)
      modules.set(file, found = create(file))
    return found
  }

  async function create(file: string): Promise<vm.Module> {
    const text = file === test.file ? test.text : readFileSync(file, 'utf8')
    let code = text
    if (marks && file === test.file) {
      const marked = markModule(file, text)
      unmark = marked.unmark
      code = marked.edits.toString()
      hideMarks(text => unmark(text), scope.Function)
      Object.defineProperty(scope, HOOKS, {
        value: createFrames({ tell: () => {}, now: () => performance.now(), later: () => {}, unmark }).hooks,
      })
    }
    return new vm.SourceTextModule(code, {
      context,
      identifier: file,
      importModuleDynamically: (specifier: string) => linked(resolve(dirname(file), specifier)) as never,
    })
  }

  async function linked(file: string): Promise<vm.Module> {
    const module = await load(file)
    if (module.status === 'unlinked')
      await module.link(specifier => load(resolve(dirname(file), specifier)))
    if (module.status === 'linked')
      await module.evaluate()
    return module
  }

  let timer: NodeJS.Timeout | undefined
  try {
    for (const name of ['assert.js', 'sta.js', 'doneprintHandle.js', ...test.includes])
      script(name).runInContext(context)
    await Promise.race([linked(test.file), said])
    const late = new Promise<string>(resolve => timer = setTimeout(resolve, PATIENCE_MS, ''))
    return !test.isNegative && (await Promise.race([said, late])).includes('AsyncTestComplete')
  }
  catch (error) {
    cleanError(error, unmark)
    return test.isNegative
  }
  finally {
    clearTimeout(timer)
  }
}

function script(name: string): vm.Script {
  let found = harness.get(name)
  if (!found)
    harness.set(name, found = new vm.Script(readFileSync(resolve(root!, 'harness', name), 'utf8'), { filename: name }))
  return found
}
