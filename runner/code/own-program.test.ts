import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../demos/catalogue.ts'
import { compile } from './compile.ts'
import { loadProgram } from './load-program.ts'
import { inOwnFolder, OWN_FOLDER, toOwn } from './own-program.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const demos = catalogue.filter(({ language }) => language === 'javascript')

describe('a demo as a program of one’s own', () => {
  it('is its whole file, without the marks of what a slide shows', () => {
    expect(
      toOwn({
        file: `${OWN_FOLDER}/a.ts`,
        text: 'import { stove } from \'./kitchen.ts\'\n\n// #region show\nawait fetch(stove)\n// #endregion show\n',
      }),
    ).toBe('import { stove } from \'./kitchen.ts\'\n\nawait fetch(stove)')
  })

  it('finds what it imports from where it lies now', () => {
    const at = (file: string, specifier: string) => toOwn({ file, text: `import a from '${specifier}'` })
    expect(at('demos/javascript/runtime/a.ts', '../kitchen.ts')).toBe('import a from \'./kitchen.ts\'')
    expect(at('demos/javascript/runtime/a.ts', './parts/pan.ts')).toBe('import a from \'./runtime/parts/pan.ts\'')
    expect(at('demos/other/a.ts', './b.ts')).toBe('import a from \'../other/b.ts\'')
    expect(toOwn({ file: 'demos/javascript/hood/a.ts', text: 'await import("./b.ts")\nexport * from "../c.ts"\nconst from = "./d.ts"' }))
      .toBe('await import("./hood/b.ts")\nexport * from "./c.ts"\nconst from = "./d.ts"')
  })

  it.each(demos.map(({ slug }) => slug))('%s still compiles', async (slug) => {
    const demo = demos.find(one => one.slug === slug)!
    const program = await loadProgram(root, demo)
    expect(() =>
      compile(
        {
          slug: 'try',
          file: 'try.ts',
          text: toOwn(program),
          modules: Object.fromEntries(Object.entries(program.modules).map(([file, text]) => [inOwnFolder(file), text])),
        },
        { marks: true },
      ),
    ).not.toThrow()
    expect(toOwn(program)).not.toContain('#region')
  })

  it('hides no file of a demo', () => {
    expect(readdirSync(`${root}/${OWN_FOLDER}`)).toContain('try.ts')
    expect(demos.map(({ file }) => file)).not.toContain(`${OWN_FOLDER}/try.ts`)
  })
})
