import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { refuseFolder } from './folder.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** What a checkout is, less what no command reads before it begins. */
const LEFT_OUT = ['node_modules', 'dist', '.git', 'public', 'e2e', 'recordings']

/** Each is a process or two of its own, on a machine that may be busy. */
const COMMAND_MS = 90_000

const folder = mkdtempSync(join(tmpdir(), 'four-eggs '))
const checkout = join(folder, 'a b#c [d] ü')

beforeAll(() => {
  mkdirSync(checkout)
  for (const name of readdirSync(ROOT).filter(name => !LEFT_OUT.includes(name)))
    cpSync(join(ROOT, name), join(checkout, name), { recursive: true, filter: file => !LEFT_OUT.includes(basename(file)) })
  symlinkSync(join(ROOT, 'node_modules'), join(checkout, 'node_modules'), 'junction')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

it.each(['/tmp/a b', '/tmp/[d] ü', 'C:\\Users\\Jürgen\\(1) & 100%', '/tmp/%20/{x}'])('lets %s be', (path) => {
  expect(refuseFolder(path)).toBeUndefined()
})

it.each([
  ['the deck', ['setup/start.mjs']],
  ['a build', ['--import', 'tsx', 'site/main.ts']],
  ['paper', ['--import', 'tsx', 'site/export/main.ts']],
  ['a test', ['node_modules/vitest/vitest.mjs', 'run', 'trace/words.test.ts']],
])(
  'says at once why %s cannot begin in a folder with a #',
  { timeout: COMMAND_MS },
  (_, args) => {
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: checkout, encoding: 'utf8', env: { ...process.env, VITEST: undefined } })
    expect(stderr).toContain(`has a # in it: ${checkout}`)
    expect(stderr).toContain('rename that folder, or move this one')
    expect(status).toBe(1)
  },
)

it.skipIf(process.platform === 'win32')('runs a program in the terminal there', { timeout: COMMAND_MS }, () => {
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'runner/terminal/main.ts', 'promise-all', '--ms', '50', '--json'], {
    cwd: checkout,
    encoding: 'utf8',
  })
  expect(status, stderr).toBe(0)
})
