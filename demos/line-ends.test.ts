import { execFileSync, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const isCheckout = spawnSync('git', ['rev-parse', '--git-dir'], { cwd: ROOT }).status === 0

it.skipIf(!isCheckout)('every text comes with the same line ends on every system, whatever git is told there', () => {
  const files = execFileSync('git', ['ls-files', '--eol', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(Boolean)
  const texts = files.filter(file => /^i\/(?:lf|crlf|mixed)\b/.test(file))
  expect(texts.length).toBeGreaterThan(100)
  expect(texts.filter(file => !/^i\/lf\s.*\battr\/text(?:=auto)? eol=lf\s/.test(file))).toEqual([])
})
