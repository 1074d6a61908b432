import type { Checkout } from './copy-checkout.ts'
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { copyCheckout } from './copy-checkout.ts'

/** A mistake in the catalogue or a chapter, in a copy of the checkout: each command says where it is, and no more. */

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const YOURS = 'demos/catalogue/yours.ts'

/** Each is a process or two of its own, on a machine that may be busy. */
const COMMAND_MS = 90_000

const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
let checkout: Checkout

beforeAll(() => {
  checkout = copyCheckout(ROOT)
})

afterEach(() => checkout.reset())
afterAll(() => checkout?.remove())

/** As npm runs it, and no test. */
async function run(script: string, ...args: string[]): Promise<{ code: number | null, stderr: string }> {
  const child = spawn(process.execPath, [...scripts[script]!.split(' ').slice(1), ...args], {
    cwd: checkout.folder,
    env: { ...process.env, VITEST: undefined, NODE_ENV: undefined },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', text => stderr += text)
  const code = await new Promise<number | null>(resolve => child.on('close', resolve))
  return { code, stderr }
}

it.each([
  ['demo', []],
  ['record', ['promise-all']],
  ['new', ['demo', 'two-eggs']],
  ['rehearse', []],
  ['start', ['--port', '39416']],
  ['build', []],
])('npm run %s', { timeout: COMMAND_MS }, async (script, args) => {
  let line = 0
  checkout.edit(YOURS, (text) => {
    line = text.trimEnd().split('\n').length + 1
    return text.replace(/\]\s*$/, `  { slug: 'two-eggs'\n    language: 'node' },\n]\n`)
  })
  expect(await run(script, ...args)).toEqual({
    code: 1,
    stderr: `${YOURS}:${line}: Expected "}" but found "language". Look there, and in the line before, for a comma, a quote or a bracket too few or too many.\n`,
  })
})

it.each<[what: string, change: (text: string) => string, sentence: RegExp]>([
  [
    'a name that is not there',
    text => `${text}\nexport const more = egs(4)\n`,
    /^demos\/catalogue\/yours\.ts:\d+: egs is not defined\. Correct that line\.\n$/,
  ],
  [
    'an import that is not there',
    text => `import { fourEggs } from './entries.ts'\n${text}\nconsole.log(fourEggs)`,
    /^demos\/catalogue\/yours\.ts: it imports demos\/catalogue\/entries\.ts, which is not there\. Correct that name, or take the import out\.\n$/,
  ],
  [
    'a name that is not exported',
    text => `import { fiveEggs } from './entry.ts'\n${text}\nconsole.log(fiveEggs)`,
    /^demos\/catalogue\/yours\.ts:1: The requested module '.\/entry\.ts' does not provide an export named 'fiveEggs'\. Correct that line\.\n$/,
  ],
  [
    'a string without its end',
    text => text.replace(/\]\s*$/, `  { slug: 'two-eggs },\n]\n`),
    /^demos\/catalogue\/yours\.ts:\d+: Unterminated string literal\. Look there/,
  ],
])('says of %s where it is', { timeout: COMMAND_MS }, async (_, change, sentence) => {
  checkout.edit(YOURS, change)
  const { code, stderr } = await run('demo')
  expect(stderr).toMatch(sentence)
  expect(code).toBe(1)
})

const CHAPTER = 'chapters/10-all-any-race.md'

it.each<[what: string, file: string, change: (text: string) => string, sentence: RegExp]>([
  [
    'a chapter that is not there',
    'slides.md',
    text => text.replace(/(?<=src: \.\/chapters\/10-all-any-)race/, 'rase'),
    /^slides\.md:\d+: there is no chapters\/10-all-any-rase\.md\. Did you mean 10-all-any-race\.md\?\n$/,
  ],
  [
    'a line above a slide that cannot be read',
    CHAPTER,
    text => text.replace(/^kicker: /m, 'kicker: Note: '),
    /^chapters\/10-all-any-race\.md:\d+: Nested mappings are not allowed in compact mappings\. Put a value with a colon or a quote in it between quotes/,
  ],
])('npm start and npm run build say of %s where it is', { timeout: COMMAND_MS }, async (_, file, change, sentence) => {
  checkout.edit(file, change)
  for (const script of ['start', 'build'])
    expect(await run(script), script).toEqual({ code: 1, stderr: expect.stringMatching(sentence) })
})

it('npm run record leaves a recording as it was where the run contradicts its entry', { timeout: COMMAND_MS }, async () => {
  const recording = () => readFileSync(join(checkout.folder, 'demos/recordings/node-callbacks.ndjson'), 'utf8')
  const before = recording()
  checkout.edit('demos/node/node-callbacks.mjs', text => text.replace('#region show\n', `#region show\nconsole.log('nothing of that')\n`))
  const { code, stderr } = await run('record', 'node-callbacks')
  expect(stderr).toMatch(/^node-callbacks: not recorded, for it is not what its entry says:\n(?: {2}.+\n)* {2}demos\/catalogue\/[\w-]+\.ts:\d+: It printed .*“nothing of that”, not /)
  expect(code).toBe(1)
  expect(recording()).toBe(before)
})
