import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { region } from '../../runner/code/program.ts'
import { findProblem } from './find-problem.ts'

const MODULES = { 'demos/javascript/kitchen.ts': await readFile('demos/javascript/kitchen.ts', 'utf8') }

async function load(slug: string) {
  const file = `demos/javascript/${slug}.ts`
  const text = await readFile(file, 'utf8')
  return { program: { slug, file, text, modules: MODULES }, shown: { ...region(text), html: '' } }
}

describe('what keeps an edited program from running', () => {
  it('is nothing where it runs', async () => {
    const demo = await load('sequential')
    expect(await findProblem(demo, demo.shown.text)).toBeUndefined()
    expect(await findProblem(demo, 'console.log(1)')).toBeUndefined()
  })

  it.each([
    ['const a = (1', 4],
    ['for (;;) {\n  f()\n', 6],
    ['const a = [1,\n2', 5],
    ['/* abc', 4],
    ['a))\nf(', 4],
  ])('%j is wrong on line %i, which is shown', async (text, line) => {
    expect(await findProblem(await load('sequential'), text)).toMatchObject({ line, message: expect.stringContaining(`Line ${line}, `) })
  })

  it('is put on the last line that is shown where only what stands behind it can tell', async () => {
    // Below what is shown, the file declares the recipe.
    const demo = await load('async-generator-as-coroutine')
    expect(await findProblem(demo, 'const recipe = 1\nconst more = 2')).toMatchObject({
      line: demo.shown.firstLine + 1,
      message: expect.stringMatching(/^Line \d.* That line stands below what is shown\.$/),
    })
  })

  it('names a line that is shown, wherever a program is cut off', async () => {
    const demo = await load('sequential')
    await fc.assert(fc.asyncProperty(fc.nat(demo.shown.text.length), async (length) => {
      const text = demo.shown.text.slice(0, length)
      const { line = demo.shown.firstLine } = (await findProblem(demo, text)) ?? {}
      expect(line).toBeGreaterThanOrEqual(demo.shown.firstLine)
      expect(line).toBeLessThan(demo.shown.firstLine + text.split('\n').length)
    }))
  })
})
