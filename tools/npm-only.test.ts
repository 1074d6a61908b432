import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

it('says npm where Yarn is asked for anything: 1.22 and 4 run the file that is named for them', () => {
  const [, path] = /^yarnPath: (.+)$/m.exec(readFileSync(`${ROOT}.yarnrc.yml`, 'utf8'))!
  const { status, stderr } = spawnSync(process.execPath, [`${ROOT}${path}`, 'install'], { encoding: 'utf8' })
  expect(stderr).toContain('installed by npm, whose lockfile and overrides it needs: npm ci')
  expect(status).toBe(1)
})

it('says npm to pnpm, which refuses a project that names another', () => {
  const { packageManager } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as { packageManager: string }
  expect(packageManager).toMatch(/^npm@\d+\.\d+\.\d+$/)
})
