import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

/** What the documents tell a newcomer to type or to open is there; README's commands are run by e2e/readme.test.ts. */

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', 'SECURITY.md', 'docs/presenting.md', 'docs/reading.md', 'chapters/README.md', 'demos/README.md']

/** Made by a command that stands beside it, or may go: CONTRIBUTING says that a fork can delete `talk/this-talk/`. */
const NOT_ALWAYS = /^dist|two-eggs|perl|^talk\/this-talk/

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
const projects = [...read('vitest.config.ts').matchAll(/\bproject\('(\w+)'/g)].map(([, name]) => name!)

describe.each(DOCUMENTS)('%s', (document) => {
  const spans = [...read(document).matchAll(/`([^`\n]+)`/g)].map(([, span]) => span!)

  it('names commands of package.json', () => {
    const named = spans.flatMap(span => [...span.matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)].map(([, name]) => name!))
    expect(named.filter(name => !Object.hasOwn(scripts, name))).toEqual([])
  })

  it('names no command that only some shells know: a variable before it is an error in PowerShell', () => {
    expect(spans.filter(span => /\b[A-Z_]+=\S+ (?:npm|npx|node)\b/.test(span))).toEqual([])
  })

  it('names suites that there are', () => {
    const named = spans.flatMap(span => [...span.matchAll(/--project (\w+)/g)].map(([, name]) => name!))
    expect(named.filter(name => !projects.includes(name))).toEqual([])
  })

  it('names files that are there', () => {
    const paths = spans.filter(span => /^[\w.-]+\/[\w./-]*$/.test(span) && existsSync(join(ROOT, span.split('/')[0]!)))
    expect(paths.filter(path => !NOT_ALWAYS.test(path) && !existsSync(join(ROOT, path)))).toEqual([])
  })
})

it('has documents that name commands, suites and files', () => {
  expect(projects).toContain('unit')
  expect(read('CONTRIBUTING.md')).toMatch(/`npx vitest run --project unit trace`/)
})

it('lets a change land once all suites have run, each once', () => {
  const ofTest = scripts.test!.matchAll(/--project (\w+)/g)
  const ofCi = read('.ci/run').matchAll(/--project (\w+)/g)
  expect([...ofTest, ...ofCi].map(([, name]) => name).sort()).toEqual(projects.toSorted())
  expect(read('.ci/run')).toMatch(/^npm cit$/m)
})
