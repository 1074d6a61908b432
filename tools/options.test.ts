import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

/** A word that a command does not know ends it with a sentence, and no stack. */

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { scripts: Record<string, string> }

/** All commands of ours but those that hand their options on to Slidev. */
const ours = Object.entries(scripts).filter(([name, line]) => line.endsWith('/main.ts') && !['export'].includes(name))

function run(line: string, option: string): Promise<{ code: number, stdout: string, stderr: string }> {
  const { NODE_ENV: _, VITEST: __, ...env } = process.env
  return new Promise(resolve => execFile(process.execPath, [...line.split(' ').slice(1), option], { cwd: ROOT, env }, (error, stdout, stderr) =>
    resolve({ code: Number(error?.code ?? 0), stdout, stderr })))
}

it.each(ours)('npm run %s says what it does not know, and its usage', async (name, line) => {
  const { code, stderr } = await run(line, '--no-such-thing')
  expect(stderr).toMatch(/--no-such-thing[\s\S]*\w/)
  expect(stderr, `${name} prints no stack`).not.toMatch(/^\s+at /m)
  expect(code).toBe(2)
})

it.each(['demo', 'preview', 'new'])('npm run %s has --help', async (name) => {
  const { code, stdout } = await run(scripts[name]!, '--help')
  expect(stdout).toContain(name)
  expect(code).toBe(0)
})

it('knows commands to try', () => expect(ours.length).toBeGreaterThan(10))
