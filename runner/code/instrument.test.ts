import type { SeenInside } from '../run/messages.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFrames } from '../worker/inside/frames.ts'
import { compile } from './compile.ts'
import { HOOKS } from './instrument.ts'

const scope = globalThis as Record<string, unknown>
let runs = 0

/** Runs a program's text and answers what it printed; `marks` with marks, and what they said. */
async function run(text: string, marks: boolean): Promise<{ printed: string[], seen: SeenInside[] }> {
  const printed: string[] = []
  const seen: SeenInside[] = []
  const asked = new Set<symbol>()
  const frames = createFrames({ tell: event => seen.push(event), now: () => seen.length, later: callback => void setTimeout(callback) })
  const means = {
    print: (...words: unknown[]) => void printed.push(words.map(String).join(' ')),
    ask(task: string, value: unknown) {
      const egg = Symbol(task)
      asked.add(egg)
      frames.asked(task)
      return new Promise(resolve => setTimeout(() => {
        asked.delete(egg)
        frames.answered(task)
        resolve(value)
      }))
    },
  }
  const name = `means${runs++}`
  scope[name] = means
  scope[HOOKS] = frames.hooks
  const program = `const { print, ask } = ${name};${text}`
  const [module] = compile({ slug: 'test', file: 'demos/javascript/test.ts', text: program, modules: {} }, { marks })
  try {
    await import(`data:text/javascript,${encodeURIComponent(`${module!.code}\n// ${name}`)}`)
  }
  catch (error) {
    printed.push(`threw ${error instanceof Error ? error.message : String(error)}`)
  }
  // What was left running may still print.
  do
    await new Promise(resolve => setTimeout(resolve, 3))
  while (asked.size > 0)
  return { printed, seen }
}

/** What is seen, in short: `park A 3`, `resume A 3 by A`. */
function words(seen: SeenInside[]): string[] {
  return seen.flatMap(event =>
    event.kind === 'park' || event.kind === 'resume'
      ? [`${event.kind} ${event.task} ${event.line}${'by' in event && event.by ? ` by ${event.by}` : ''}`]
      : [],
  )
}

async function expectSame(text: string) {
  const [plain, marked] = [await run(text, false), await run(text, true)]
  expect(marked.printed).toEqual(plain.printed)
  return marked
}

describe('a program with marks', () => {
  it('says on which line each task waits, and who went on because of whom', async () => {
    const { seen } = await expectSame(`
async function fry(name) {
  const egg = await ask(name, name)
  return egg
}
const plates = await Promise.all(['A', 'B'].map(fry))
print(plates)`)
    expect(words(seen)).toEqual([
      'park A 3',
      'park B 3',
      'park top level 6',
      'resume A 3 by A',
      'resume B 3 by B',
      'resume top level 6 by B',
    ])
  })

  it('calls a function that waits for something else by its name, each time it is called', async () => {
    const { seen } = await expectSame(`
const nap = () => new Promise(resolve => setTimeout(resolve))
const cook = async (n) => {
  await nap()
  print('cook', n)
}
await Promise.all([cook(1), cook(2)])`)
    expect(words(seen)).toEqual([
      'park cook 4',
      'park cook 2 4',
      'park top level 7',
      'resume cook 4',
      'resume cook 2 4',
      'resume top level 7',
    ])
    expect(seen.filter(({ kind }) => kind === 'start').map(event => 'task' in event && event.task)).toEqual(['top level', 'cook', 'cook 2'])
  })

  it('parks before each step of for await, and goes on in its body', async () => {
    const { seen } = await expectSame(`
async function* steps() {
  yield await ask('A', 1)
  yield 2
}
for await (const step of steps())
  print(step)
print('over')`)
    expect(words(seen)).toEqual([
      'park A 3',
      'park top level 6',
      'resume A 3 by A',
      'park A 3',
      'resume top level 6 by A',
      'resume A 3',
      'park A 4',
      'park top level 6',
      'resume top level 6',
      'resume A 4',
      'park top level 6',
      'resume top level 6',
    ])
  })

  it('says nothing of who waits when something else catches an error', async () => {
    const { seen } = await expectSame(`
const sleep = () => new Promise(resolve => setTimeout(resolve, 5))
setTimeout(() => {
  try { JSON.parse('x') } catch { print('caught') } finally { print('done') }
})
await sleep()`)
    expect(words(seen)).toEqual(['park top level 6', 'resume top level 6'])
    expect(seen.findLast(({ kind }) => kind === 'resume')!.at - seen.find(({ kind }) => kind === 'park')!.at).toBeGreaterThan(0)
  })

  it('gives each activation a lane of its own, whatever it is called', async () => {
    const { seen } = await expectSame(`
const sleep = () => new Promise(resolve => setTimeout(resolve, 5))
async function main() {
  await sleep()
}
await Promise.all([main(), ask('main')])`)
    expect(words(seen).map(text => text.replace(/ by .*/, ''))).toEqual([
      'park main 4',
      'park main() 4',
      'park top level 6',
      'resume main() 4',
      'resume top level 6',
    ])
    expect(seen.filter(event => event.kind === 'start').map(event => 'task' in event && event.task)).toEqual([
      'top level',
      'main',
      'main()',
    ])
  })

  it('is called as the program calls nothing', async () => {
    const { seen } = await expectSame('print(await ask("main", 1))')
    expect(words(seen)).toEqual(['park top level 1', 'resume top level 1 by main'])
  })

  it('goes on in catch and finally', async () => {
    const { seen } = await expectSame(`
async function burn() {
  await ask('A')
  throw new Error('burnt')
}
try {
  await burn()
} catch (error) {
  print(error.message)
} finally {
  print('clean')
}`)
    expect(words(seen)).toEqual(['park A 3', 'park top level 7', 'resume A 3 by A', 'resume top level 7 by A'])
  })

  it.each([
    ['arrows with an object for a body', 'print(JSON.stringify(await (async x => ({ x, y: await x }))(1)))'],
    ['arrows in arrows', 'print(await (await (async a => async b => a + await b)(1))(2))'],
    ['parentheses and commas', 'print(await (1, 2), (await ((3))), await(4))'],
    ['async methods, with this and super', `
class A { async egg() { return 'egg' } }
class B extends A { name = 'B'; async egg() { return this.name + await super.egg() } static async one() { return await 1 } }
print(await new B().egg(), await B.one())`],
    [
      'directives and defaults',
      'async function g(a) {\n  \'use strict\'\n  return await a\n}\nasync function f(a = 1, { b } = { b: 2 }, ...rest) {\n  return [a, b, await rest.length]\n}\nprint(await f(), await g(1))',
    ],
    [
      'functions called before they are written',
      'print(await later())\nasync function later() { return inner()\n  function inner() { return 1 } }',
    ],
    [
      'loops that are left early',
      `
async function* eggs() { try { yield 1; yield 2 } finally { print('clean') } }
outer: for await (const egg of eggs()) { print(egg); break outer }`,
    ],
    ['for await over an array of promises', 'for await (const egg of [Promise.resolve(1), 2]) print(egg)'],
    ['for await over what cannot be iterated', 'for await (const egg of 5) print(egg)'],
    ['thenables', 'print(await { then(done) { print(\'asked\'); done(1) } })'],
    ['semicolons nobody wrote', 'const a = 1\nawait a\nconst b = await a\n;[1].map(print)\nprint(b)'],
    // eslint-disable-next-line no-template-curly-in-string
    ['awaits in conditions, templates and calls', 'if (await 1) print(`$\{await 2} $\{[await 3, ...await [4]]}`, { a: await 5 }.a)'],
    [
      'names that may be declared twice',
      `
async function f(a, b) {
  var a = 1
  function b() { return 2 }
  var c; var c = 3
  function d() { return 4 } function d() { return 5 }
  { var e = 6 } var e
  return [a, b(), c, d(), await e]
}
print(await f(7, 8))`,
    ],
    ['a name like the hooks\' own', 'const __fourEggs0 = 1\nprint(await __fourEggs0)'],
    [
      'nested catch without a name',
      'try { try { await Promise.reject(1) } catch { throw new Error(await 2) } } catch (e) { print(e.message) }',
    ],
  ])('does what it did: %s', async (_, text) => {
    await expectSame(text)
  })

  it('keeps every line where it was', () => {
    const text = 'const a = 1\nasync function f() {\n  await a\n  throw new Error("here")\n}\nawait f()\n'
    const [{ code } = { code: '' }] = compile({ slug: 't', file: 't.ts', text, modules: {} }, { marks: true })
    text.split('\n').slice(0, -1).forEach((line, index) => {
      for (const word of line.match(/\w+/g) ?? [])
        expect(code.split('\n')[index]).toContain(word)
    })
  })
})

describe('any program', () => {
  /** Statements of a small language of waiting, where each prints, so that an order that differs is seen. */
  const statement = fc.letrec<{ statement: string, block: string }>(tie => ({
    statement: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.nat(9).map(n => `print(${n});`),
      fc.nat(9).map(n => `await ${n}; print('w${n}');`),
      fc.nat(9).map(n => `print(await ask('${'ABCD'[n % 4]}', ${n}));`),
      fc.nat(9).map(n => `Promise.resolve(${n}).then(n => print('t' + n));`),
      fc.nat(9).map(n => `queueMicrotask(() => print('m${n}'));`),
      fc.nat(9).map(n => `await null; throw ${n};`),
      tie('block').map(block => `await (async () => {${block}})();`),
      tie('block').map(block => `void (async () => {${block}})().catch(e => print('c' + e));`),
      fc.tuple(tie('block'), tie('block')).map(([a, b]) => `await Promise.all([(async () => {${a}})(), (async () => {${b}})()]);`),
      fc
        .tuple(tie('block'), tie('block'))
        .map(([a, b]) => `print(await Promise.race([(async () => {${a} return 'a'})(), (async () => {${b} return 'b'})()]));`),
      fc.tuple(tie('block'), tie('block')).map(([a, b]) => `try {${a}} catch (e) {print('x' + e);${b}} finally {print('f');}`),
      fc
        .tuple(tie('block'), tie('block'))
        .map(([a, b]) => `for await (const i of (async function* () {yield 1;${a} yield 2})()) {print(i);${b}}`),
      tie('block').map(block => `for await (const i of [Promise.resolve(7), 8]) {print(i);${block}}`),
    ),
    block: fc.array(tie('statement'), { maxLength: 3, depthIdentifier: 'deep' }).map(statements => statements.join('')),
  }))

  it('prints the same, in the same order, with marks and without', async () => {
    // A lost rejection would end a real run; here it is only about the order of what is printed.
    const ignore = () => {}
    process.on('unhandledRejection', ignore)
    try {
      await fc.assert(fc.asyncProperty(fc.array(statement.statement, { minLength: 1, maxLength: 4 }), async (statements) => {
        await expectSame(statements.join('\n'))
      }), { numRuns: 150 })
    }
    finally {
      process.off('unhandledRejection', ignore)
    }
  }, 60_000)
})
