import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { WIDEST_LINE } from '../../runner/code/check-program.ts'
import { buildAddon } from './addon.ts'

const out = mkdtempSync(join(tmpdir(), 'addon-'))
afterAll(() => rmSync(out, { recursive: true, force: true }))

buildAddon(process.cwd(), out)
const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).map(file => file.replaceAll('\\', '/'))
const read = (file: string) => readFileSync(join(out, file), 'utf8')

/** What stands before the outermost braces. */
function selectorsOf(css: string): string[] {
  let depth = 0
  let from = 0
  return [...css].flatMap((letter, index) => {
    const selector = letter === '{' && depth === 0 ? [css.slice(from, index).trim()] : []
    depth += letter === '{' ? 1 : letter === '}' ? -1 : 0
    if (letter === '}')
      from = index + 1
    return selector
  })
}

it('has programs in its README that fit the slides that it writes', () => {
  const programs = [...read('README.md').matchAll(/^```ts\n(const [\s\S]+?)^```$/gm)].map(([, program]) => program!)
  expect(programs).toHaveLength(1)
  for (const program of programs)
    expect(program.split('\n').filter(line => line.length > WIDEST_LINE)).toEqual([])
})

it('is an add-on as Slidev’s guide wants one', () => {
  const { name, keywords, dependencies, peerDependencies } = JSON.parse(read('package.json')) as {
    name: string
    keywords: string[]
    dependencies: Record<string, string>
    peerDependencies: Record<string, string>
  }
  expect(name).toMatch(/^slidev-addon-/)
  expect(keywords).toEqual(expect.arrayContaining(['slidev-addon', 'slidev']))
  expect(Object.keys(peerDependencies)).toEqual(expect.arrayContaining(['@slidev/client', 'vue']))
  // Two of one of these, and nothing works.
  expect(Object.keys(dependencies).filter(one => one in peerDependencies)).toEqual([])
})

it('adds three components, and no layout, route, layer or style of its own', () => {
  expect(files.filter(file => /^components\/./.test(file)).toSorted())
    .toEqual(['components/DemoRace.ts', 'components/LiveDemo.ts', 'components/Predict.ts'])
  expect(files.filter(file => /^setup\/./.test(file)).toSorted()).toEqual(['setup/shortcuts.ts', 'setup/vite-plugins.ts'])
  expect(files.filter(file => /^(?:layouts|styles|pages|global-|slide-|custom-nav|uno\.config|public)/.test(file))).toEqual([])
  expect(new Set(selectorsOf(read('style.css')))).toEqual(new Set(['.four-eggs', '.four-eggs > :is(.live-demo, .demo-race)']))
})

it('shares no name with other plugins of a deck, and names no command of this repository', () => {
  const code = files.filter(file => /^lib\/.*\.(?:ts|vue|mjs)$/.test(file))
  const said = code.flatMap(file => read(file).match(/virtual:(?!four-eggs)\S+|\b__(?:runs|role|kitchen)\b|\b__KITCHEN_URL__|npm run (?:demo|record|kitchen|start)\b|npm start/g) ?? [])
  expect(code.length).toBeGreaterThan(150)
  expect(said).toEqual([])
})
