import { describe, expect, it } from 'vitest'
import { compile, link } from './compile.ts'
import { ProgramError } from './program.ts'

const program = (text: string, modules: Record<string, string> = {}) => ({ slug: 'test', file: 'demos/javascript/test.ts', text, modules })

function problemOf(text: string, modules?: Record<string, string>): ProgramError {
  try {
    compile(program(text, modules))
  }
  catch (error) {
    if (error instanceof ProgramError)
      return error
    throw error
  }
  throw new Error('It compiled.')
}

async function run(text: string, modules?: Record<string, string>) {
  const url = link(compile(program(text, modules)), text => `data:text/javascript,${encodeURIComponent(text)}`)
  return await import(/* @vite-ignore */ url)
}

describe('compiling a program', () => {
  it('takes types off and leaves every line where it was', () => {
    const text = 'interface A {\n  b: string\n}\nconst a: A = { b: \'x\' }\nenum E { One }\nexport { a, E }\n'
    const [module] = compile(program(text))
    expect(module!.code.split('\n')).toHaveLength(text.split('\n').length)
    expect(module!.code.split('\n')[3]).toBe('const a = { b: \'x\' }')
  })

  it('links modules of modules, by every way to import', async () => {
    const exports = await run(
      'import { one } from \'./a.ts\'\nexport * from "./deep/b.ts"\nexport const two = one + (await import(\'./a.ts\')).one\n',
      {
        'demos/javascript/a.ts': 'import { base } from \'../base.ts\'\nexport const one = base',
        'demos/base.ts': 'export const base = 1',
        'demos/javascript/deep/b.ts': 'import { one } from \'../a.ts\'\nexport const three = one + 2',
      },
    )
    expect({ ...exports }).toEqual({ two: 2, three: 3 })
  })

  it('keeps line numbers in stacks', async () => {
    const { where } = await run('type A = 1\n\nexport const where = new Error(\'x\').stack\n')
    expect(where.split('\n')[1]).toMatch(/:3:\d+\)?$/)
  })

  it('takes a first line that is for the shell', async () => {
    expect(await run('#!/usr/bin/env node\nexport const egg: number = 1\n')).toMatchObject({ egg: 1 })
  })

  it('gives each module one address', () => {
    const names: string[] = []
    link(
      compile(program('import \'./a.ts\'\nimport \'./b.ts\'', { 'demos/javascript/a.ts': '', 'demos/javascript/b.ts': 'import \'./a.ts\'' })),
      (_, file) => `url:${names.push(file)}`,
    )
    expect(names).toEqual(['demos/javascript/a.ts', 'demos/javascript/b.ts', 'demos/javascript/test.ts'])
  })

  it('runs a prelude after all modules and before the first line', async () => {
    const compiled = compile(
      program('import \'./a.ts\'\nglobalThis.order.push(\'entry\')\nexport const { order } = globalThis', {
        'demos/javascript/a.ts': 'globalThis.order = [\'a\']',
      }),
    )
    const toUrl = (text: string) => `data:text/javascript,${encodeURIComponent(text)}`
    const { order } = await import(/* @vite-ignore */ link(compiled, toUrl, toUrl('globalThis.order.push(\'prelude\')')))
    expect(order).toEqual(['a', 'prelude', 'entry'])
  })
})

describe('a program that cannot be run says so before it runs', () => {
  it('names line and column of a syntax error', () => {
    const error = problemOf('const a: number = 1\nconst b: number = ;\n')
    expect(error).toMatchObject({ line: 2, column: 19, message: 'Line 2, column 19 is not JavaScript or TypeScript: unexpected “;”.' })
    expect(problemOf('const class = 1').message).toContain('unexpected “class”')
    expect(problemOf('function f() {\n  g()\n').message).toMatch(/^Line [23], .*: it ends too early/)
  })

  it('refuses an import in a block, also one that nothing uses', () => {
    for (const text of ['if (true) {\n  import fs from \'fs\'\n}', 'function f() {\nimport type { A } from \'./a.ts\'\nimport b from \'b\' }'])
      expect(problemOf(text).message).toMatch(/^Line [23],/)
    expect(() => compile(program('  import fs from \'fs\'\nconst a: number = 1; import type { B } from \'./b.ts\''))).not.toThrow()
  })

  it('says of a const without a value that it has none, where it stands', () => {
    for (const [text, line, column] of [
      ['const x\n\nconsole.log(x)\n', 1, 7],
      ['const x', 1, 7],
      ['let y\nconst a: number = 1,\n  b: string\nconsole.log(b)', 3, 3],
      ['const { a }\nf()', 1, 7],
      ['for (const i; i < 3;) f()', 1, 12],
    ] as const) {
      const error = problemOf(text)
      expect(error, text).toMatchObject({ line, column })
      expect(error.message, text).toContain('missing initializer in const declaration')
    }
    expect(problemOf('const f = x\n=> x').message).toContain('unexpected')
    expect(() => compile(program('for (const x of [1]) f(x)\nfor (const k in {}) f(k)\ndeclare const n: 1'))).not.toThrow()
  })

  it('names the column in the file, not in what is left without types', () => {
    const error = problemOf('const a: string = \'\'\nfunction f(x: number) { return x; break }\n')
    expect(error.line).toBe(2)
    expect(error.column).toBe('function f(x: number) { return x; break }'.indexOf('break') + 1)
  })

  it('finds what only a whole parser finds', () => {
    expect(problemOf('let a = 1\nlet a = 2').message).toContain('Line 2')
  })

  it('finds an import that leads nowhere', () => {
    expect(problemOf('\nimport { x } from \'./nowhere.ts\'\nx()')).toMatchObject({
      line: 2,
      message: 'Line 2: cannot import “./nowhere.ts”: there is no demos/javascript/nowhere.ts.',
    })
  })

  it('says what a module exports that does not export what is imported, also with a call', async () => {
    const modules = { 'demos/javascript/a.ts': 'export const stove = 1, eggTime = 2' }
    expect(problemOf('\nimport { stov } from \'./a.ts\'\nstov()', modules)).toMatchObject({
      line: 2,
      message: 'Line 2: demos/javascript/a.ts exports nothing called “stov”. It exports stove, eggTime.',
    })
    expect((await run('export const { stove } = await import(\'./a.ts\')', modules)).stove).toBe(1)
  })

  it('refuses packages, Node and the web', () => {
    for (const name of ['lodash', 'node:fs', 'https://example.com/a.js'])
      expect(problemOf(`import x from '${name}'\nx()`).message).toMatch(/^Line 1: cannot import .* imports only relative modules/)
  })

  it('says so when only the running program would know what it imports', () => {
    const problem = problemOf('const from = \'https://example.com/x.js\'\nawait import(from)')
    expect(problem.message).toContain('must be known before it runs')
    expect([problem.line, problem.column]).toEqual([2, 14])
  })

  it('refuses a circle', () => {
    const error = problemOf('import { a } from \'./a.ts\'\na()', {
      'demos/javascript/a.ts': 'import { b } from \'./b.ts\'\nexport const a = () => b',
      'demos/javascript/b.ts': 'import { a } from \'./a.ts\'\nexport const b = () => a',
    })
    expect(error.message).toContain('a.ts → demos/javascript/b.ts → demos/javascript/a.ts')
  })

  it('points into the module that is wrong', () => {
    expect(problemOf('import { a } from \'./a.ts\'\na()', { 'demos/javascript/a.ts': '\nexport cons a' })).toMatchObject({
      file: 'demos/javascript/a.ts',
      line: 2,
    })
  })
})
