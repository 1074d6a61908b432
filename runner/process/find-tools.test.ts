import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { compareVersions, findLibrary, findTools, isStandIn } from './find-tools.ts'
import { toolchains } from './toolchains.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'four-eggs-tools-'))
  await install('old/oven', 'echo "oven 1.9.0"')
  await install('new/oven', 'echo "oven 1.10.0"')
  await install('broken/oven', 'exit 1')
  await install('library/oven', 'test "$1" = -r && echo "rack 2.0" || { echo "oven 1.0.0"; }')
  vi.stubEnv('PATH', ['broken', 'old'].map(name => join(folder, name)).concat('/usr/bin', '/bin').join(':'))
  vi.stubEnv('OVEN_HOME', join(folder, 'new'))
})

afterAll(async () => {
  vi.unstubAllEnvs()
  await rm(folder, { recursive: true })
})

async function install(path: string, script: string) {
  const file = join(folder, path)
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(file, `#!/bin/sh\n${script}\n`)
  await chmod(file, 0o755)
}

const oven = { commands: ['oven'], args: ['--version'], version: /^oven (?<version>[\d.]+)/m, atLeast: '1', prefer: 'first' as const }

describe.skipIf(process.platform === 'win32')('looking for a tool', () => {
  it('takes what is in PATH and says its version, and leaves out what does not', async () => {
    expect(await findTools(oven)).toEqual([{ path: join(folder, 'old/oven'), version: '1.9.0' }])
  })

  it('looks in other places too, and prefers the newest where that is asked for', async () => {
    const tool = { ...oven, alsoAt: ['$OVEN_HOME/oven', '$NO_SUCH_VARIABLE/oven', `${folder}/*/oven`], prefer: 'newest' as const }
    expect((await findTools(tool)).map(({ version }) => version)).toEqual(['1.10.0', '1.9.0', '1.0.0'])
  })

  it('takes the path that the tool itself says', async () => {
    const [found] = await findTools({
      ...oven,
      commands: ['sh'],
      args: ['-c', 'echo "oven 3.0 /somewhere/else"'],
      version: /^oven (?<version>\S+) (?<path>.+)$/m,
    })
    expect(found).toEqual({ path: '/somewhere/else', version: '3.0' })
  })

  it('finds nothing where there is nothing', async () => {
    expect(await findTools({ ...oven, commands: ['no-such-oven'] })).toEqual([])
  })

  it('looks on Windows for programs and batch files, in other places too', async () => {
    await install('windows/oven.cmd', 'echo "oven 4.0.0"')
    await install('java/oven.exe', 'echo "oven 5.0.0"')
    vi.stubEnv('PATH', join(folder, 'windows'))
    vi.stubEnv('OVEN_HOME', join(folder, 'java'))
    const tool = { ...oven, alsoAt: ['$OVEN_HOME/oven'] }
    expect((await findTools(tool, [], 'win32')).map(({ version }) => version)).toEqual(['4.0.0', '5.0.0'])
    expect(await findTools(tool, [], 'linux')).toEqual([])
  })

  it.each([
    ['asdf', 'elixir', 'ASDF_DATA_DIR', 'Elixir 9.9.9 (compiled with Erlang/OTP 28)'],
    ['mise', 'go', 'MISE_DATA_DIR', 'go version go9.9.9 linux/amd64'],
    ['pyenv', 'python', 'PYENV_ROOT', '9.9.9 /versions/9.9.9/bin/python3'],
    ['rustup', 'rust', 'RUSTUP_HOME', 'cargo 9.9.9 (abc 2026-01-01)'],
    ['jenv', 'java', 'JENV_ROOT', 'javac 9.9.9'],
  ] as const)('finds what is behind a stand-in of %s for %s, which works by %s alone', async (manager, language, variable, says) => {
    const { tool, inherits } = toolchains[language]
    await install(`${manager}/${tool.commands[0]}`, `test "$${variable}" = "${folder}/data" || exit 126\necho "${says}"`)
    vi.stubEnv('PATH', `${join(folder, manager)}:/usr/bin:/bin`)
    vi.stubEnv(variable, join(folder, 'data'))
    expect(await findTools(tool, inherits)).toContainEqual(expect.objectContaining({ version: '9.9.9' }))
    vi.stubEnv(variable, undefined)
    expect(await findTools(tool, inherits)).not.toContainEqual(expect.objectContaining({ version: '9.9.9' }))
  })

  it('asks a tool for its libraries', async () => {
    const tool = { path: join(folder, 'library/oven'), version: '1.0.0' }
    expect(await findLibrary({ args: ['-r'], version: /^rack (?<version>\S+)/m, howToGet: '' }, tool)).toBe('2.0')
    expect(
      await findLibrary(
        { args: ['-r'], version: /^rack (?<version>\S+)/m, howToGet: '' },
        { path: join(folder, 'broken/oven'), version: '1' },
      ),
    ).toBeUndefined()
  })
})

it('compares versions by their numbers', () => {
  expect(['1.10', '1.9.1', '1.9', '25', '1.10.0-rc1'].toSorted(compareVersions)).toEqual(['1.9', '1.9.1', '1.10', '1.10.0-rc1', '25'])
})

it('does not ask a Mac’s stand-ins, which open a dialog, for their version', () => {
  const nothing = () => false
  expect(isStandIn('/usr/bin/python3', 'darwin', nothing)).toBe(true)
  expect(isStandIn('/usr/bin/python3', 'darwin', path => path === '/Applications/Xcode.app')).toBe(false)
  expect(isStandIn('/opt/homebrew/bin/python3', 'darwin', nothing)).toBe(false)
  expect(isStandIn('/usr/bin/javac', 'darwin', () => true)).toBe(true)
  expect(isStandIn('/usr/bin/python3', 'linux', nothing)).toBe(false)
})
