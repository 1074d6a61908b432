import type { Demo } from '../../demos/catalogue/demo.ts'
import type { Found, Toolchain } from '../../demos/language.ts'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { build } from './build.ts'

const PROGRAM_BYTES = 1_000_000
const FILE = 'program.txt'

let root: string

/** Mounts a disk of so many bytes, or changes the one that is there; answers whether this machine lets us. */
function mount(...options: string[]): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options.join(','), 'tmpfs', root], { stdio: 'ignore' })
    return true
  }
  catch {
    return false
  }
}

const folder = (): string => mkdtempSync(join(tmpdir(), 'four-eggs-disk-'))

/** Only who administers a machine may give it a disk. */
const canMount = (() => {
  root = folder()
  const could = process.platform === 'linux' && mount('size=64k')
  if (could)
    execFileSync('umount', [root])
  rmSync(root, { recursive: true })
  return could
})()

/** A compiler that writes as much as a small program has. */
const toolchain = {
  helpers: [],
  build: () => ({
    command: process.execPath,
    args: ['-e', `require('fs').writeFileSync('out/program', 'x'.repeat(${PROGRAM_BYTES}))`],
    cwd: '.',
    output: 'out/program',
  }),
} as unknown as Toolchain

function compile() {
  return build({ file: FILE } as Demo, toolchain, {
    root,
    tool: { version: '1' } as Found,
    onLine() {},
    signal: new AbortController().signal,
  })
}

// Skipped where one may mount nothing: a full disk cannot be had there.
describe.skipIf(!canMount)('a build on a disk', () => {
  beforeAll(async () => {
    root = folder()
    mount('size=256k')
    await writeFile(join(root, FILE), 'a program')
    await mkdir(join(root, 'out'))
  })

  afterAll(() => {
    execFileSync('umount', [root])
    rmSync(root, { recursive: true })
  })

  const whole = async () => (await readFile(join(root, 'out/program'))).length

  it('that is full says so and what to do, and the next one is good', async () => {
    expect(await compile()).toMatchObject({
      outcome: 'failed',
      text: 'The program could not be built. The disk is full: make room, and run it again.',
    })
    mount('remount', 'size=8m')
    expect(await compile()).toEqual({ outcome: 'done' })
    expect(await whole()).toBe(PROGRAM_BYTES)
  })

  it('that is read-only says so and what to do, and the next one is good', async () => {
    await writeFile(join(root, FILE), 'another program')
    mount('remount', 'ro', 'size=8m')
    expect(await compile()).toMatchObject({ outcome: 'failed', text: expect.stringMatching(/its folder is read-only\. Make it writable/) })
    mount('remount', 'rw', 'size=8m')
    expect(await compile()).toEqual({ outcome: 'done' })
    expect(await whole()).toBe(PROGRAM_BYTES)
  })
})
