import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { findDemo } from '../demos/catalogue.ts'
import { findFreePort } from '../tools/processes.ts'
import { loadShortPath } from './short-path.ts'
import '../tools/exit-with-parent.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** A first Rust build is in it. */
const REHEARSAL_MS = 15 * 60_000

function rehearse(...args: string[]): Promise<{ code: number | null, output: string }> {
  const { VITEST: _, NODE_ENV: __, ...env } = process.env
  const child = spawn(process.execPath, ['--import', 'tsx', 'tools/rehearse/main.ts', ...args], {
    cwd: ROOT,
    env: { ...env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  process.once('exit', () => child.kill('SIGKILL'))
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => output += text)
  child.stderr.setEncoding('utf8').on('data', (text: string) => output += text)
  return new Promise(resolve => child.once('close', code => resolve({ code, output })))
}

describe('npm run rehearse', () => {
  it('tries all of the short path, and says red and what to do where a port is taken', { timeout: REHEARSAL_MS }, async () => {
    const holder = createServer().listen(0)
    const { port: taken } = holder.address() as { port: number }
    const { code, output } = await rehearse(
      '--path',
      'short',
      '--ms',
      '200',
      '--recordings',
      '--port',
      `${taken}`,
      '--kitchen-port',
      `${await findFreePort()}`,
    )
    holder.close()
    expect(output).toMatch(/^✕ red +Deck +port \d+ is taken by .+\n +→ End that, or choose another: npm start -- --port \d+$/m)
    // What the path has in JavaScript runs on any machine.
    const runs = (await loadShortPath()).flatMap(({ demos, races }) => [...demos.map(slug => [slug]), ...races])
    const names = runs.filter(slugs => slugs.every(slug => findDemo(slug)!.language === 'javascript')).map(slugs => slugs.join(' \\+ '))
    expect(names.length).toBeGreaterThan(5)
    for (const name of ['Kitchen', 'Server', 'Eggs', 'Warm', 'Fonts', 'Screens', 'loop-order', ...names])
      expect(output).toMatch(new RegExp(`^✓ green +${name} `, 'm'))
    expect(output).toMatch(/^1 of \d+ is red\./m)
    expect(code).toBe(1)
  })

  it('says what is wrong with its options', { timeout: 60_000 }, async () => {
    const { code, output } = await rehearse('--path', 'shrot')
    expect([code, output]).toEqual([2, expect.stringContaining('--path short or --path full')])
  })
})
