import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { catalogue, findDemo } from '../../demos/catalogue.ts'
import { parseEvents } from '../../trace/ndjson.ts'

/** The command as people start it, as a process of its own. */

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

function start(args: string[], PATH = process.env.PATH, more: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'runner/terminal/main.ts', ...args], {
    cwd: ROOT,
    env: { PATH, HOME: process.env.HOME, ...more },
  })
  const said = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
  const ended = new Promise<{ code: number | null, stdout: string, stderr: string }>(resolve =>
    child.on('close', code => resolve({ code, ...said })),
  )
  return { child, said, ended }
}

const demo = (...args: string[]) => start(args).ended

describe('npm run demo', () => {
  it('lists the demos, plainly when piped', async () => {
    const { code, stdout } = await demo()
    expect(code).toBe(0)
    // eslint-disable-next-line no-control-regex
    expect(stdout).not.toMatch(/\x1B/)
    const [, ...lines] = stdout.trimEnd().split('\n')
    expect(lines.map(line => line.split(/ {2,}/).slice(0, 3))).toEqual(
      catalogue.map(({ slug, language, title }) => [slug, language, title]),
    )
    expect(lines.find(line => line.startsWith('promise-all'))).toMatch(/yes$/)
  })

  it('holds a demo against its entry', async () => {
    const { code, stdout, stderr } = await demo('promise-all', '--check', '--ms', '300')
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(/^promise-all fits its slide and does what demos\/catalogue\/\w+\.ts:\d+ says\.\n$/),
    })
    expect(stdout).toContain('4 of 4 eggs')
  })

  it('slows a run, and draws it in the time of the kitchen', async () => {
    const eggMs = 400
    const pressed = performance.now()
    const { code, stdout } = await demo('sequential', '--ms', `${eggMs}`, '--speed', '0.25', '--json')
    expect(code).toBe(0)
    // Four eggs one after the other, each of which is four times as long for who looks at a watch.
    expect(performance.now() - pressed).toBeGreaterThanOrEqual(4 * 4 * eggMs)
    const events = parseEvents(stdout)
    expect(events.find(({ kind }) => kind === 'clock')).toMatchObject({ rate: 0.25 })
    const fried = (of: 'start' | 'end') => events.flatMap(event => event.witness === 'kitchen' && event.kind === of ? event : [])
    expect(fried('end').map(({ task }) => task)).toEqual(['A', 'B', 'C', 'D'])
    // By the machine's clock each would take four times as long.
    const times = fried('end').map(({ t }, index) => t - fried('start')[index]!.t)
    for (const ms of times) {
      expect(ms).toBeGreaterThanOrEqual(eggMs - 1)
      expect(ms).toBeLessThan(2 * eggMs)
    }
  })

  it.each(['promise-all', 'node-callbacks', 'python-threads'].filter(findDemo))('asks the kitchen itself where the machine has a proxy: %s', async (slug) => {
    const proxies = Object.fromEntries(['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'ALL_PROXY'].map(name => [name, 'http://127.0.0.1:9']))
    const { code, stderr } = await start([slug, '--ms', '100', '--check'], undefined, { ...proxies, NODE_USE_ENV_PROXY: '1' }).ended
    if (code !== 3)
      expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('fits its slide and does what') })
  })

  it('draws a run when it is over', async () => {
    // Long eggs beside what a busy machine takes to begin: a character of the picture is some eight milliseconds.
    const { code, stdout, stderr } = await demo('promise-all', '--ms', '400')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    // On a busy machine an egg that is ordered, or fried, waits for a core, and the picture says so.
    for (const egg of ['● A', '■ B', '▲ C', '◆ D'])
      expect(stdout).toMatch(new RegExp(`^ ${egg} +[█▒]*╞═+(?:╡|▒+) +done \\d\\.\\d\\d s$`, 'm'))
    expect(stdout).toContain('> [ \'A\', \'B\', \'C\', \'D\' ]')
    expect(stdout).toMatch(/4 of 4 eggs in \d\.\d\d s, \d\.\d times as fast as one by one\n$/)
  })

  it('explains itself', async () => {
    const { code, stdout } = await demo('--help')
    expect(code).toBe(0)
    expect(stdout).toContain('npm run demo -- SLUG')
  })
})

describe('npm run -s demo -- SLUG --json', () => {
  it('prints events and nothing else', async () => {
    const { code, stdout, stderr } = await demo('sequential', '--json', '--ms', '50')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const events = parseEvents(stdout)
    expect(stdout.split('\n')).toHaveLength(events.length + 1)
    expect(events[0]).toMatchObject({ kind: 'run', demo: 'sequential', t: 0 })
    expect(events.at(-1)).toMatchObject({ kind: 'finish', outcome: 'done' })
    expect(events.filter(event => event.witness === 'kitchen' && event.kind === 'end')).toHaveLength(4)
    expect(events.map(({ t }) => t)).toEqual(events.map(({ t }) => t).toSorted((a, b) => a - b))
  })

  it('exits 1 when the limit ends it', async () => {
    const { code, stdout } = await demo('sequential', '--json', '--ms', '5000', '--limit', '0.2')
    expect(code).toBe(1)
    expect(parseEvents(stdout).at(-1)).toMatchObject({ kind: 'finish', outcome: 'timeout' })
  })

  it('stops on Ctrl+C, says so, and exits 1', async () => {
    const { child, said, ended } = start(['sequential', '--json', '--ms', '5000'])
    await expect.poll(() => said.stdout, { timeout: 10_000 }).toContain('"kitchen"')
    child.kill('SIGINT')
    const { code, stdout } = await ended
    expect(code).toBe(1)
    expect(parseEvents(stdout).at(-1)).toMatchObject({ kind: 'finish', outcome: 'stopped' })
    expect(parseEvents(stdout).filter(event => event.kind === 'abort' && event.task === 'A')).toHaveLength(2)
  })

  it('ends when nobody reads on', async () => {
    const { child, ended } = start(['sequential', '--json', '--ms', '300'])
    child.stdout.once('data', () => child.stdout.destroy())
    expect(await ended).toMatchObject({ code: 1, stderr: '' })
  })

  it('writes a Chrome trace where it is told to', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'four-eggs-'))
    try {
      expect(await demo('promise-all', '--json', '--ms', '20', '--trace', join(folder, 'run.json'))).toMatchObject({ code: 0, stderr: '' })
      expect(JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')).traceEvents.length).toBeGreaterThan(8)
    }
    finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe('a program of another language', () => {
  it.skipIf(!findDemo('node-callbacks'))('runs as a process', async () => {
    const { code, stdout } = await demo('node-callbacks', '--json', '--ms', '100')
    expect(code).toBe(0)
    const events = parseEvents(stdout)
    expect(events[0]).toMatchObject({ kind: 'run', engine: 'process', toolchain: { node: expect.any(String) } })
    expect(events.at(-1)).toMatchObject({ kind: 'finish', outcome: 'done' })
  })

  it.skipIf(!findDemo('go-waitgroup'))('exits 3 without its toolchain, and says how to get it', async () => {
    const nowhere = fileURLToPath(new URL('./', import.meta.url))
    expect(await start(['go-waitgroup', '--json'], nowhere).ended).toEqual({
      code: 3,
      stdout: '',
      stderr: 'go-waitgroup cannot run on this machine: it needs Go, which is not here. Install Go 1.25 or newer from go.dev/dl.\n',
    })
    expect((await start([], nowhere).ended).stdout).toMatch(/^go-waitgroup .* no: it needs Go, which is not here$/m)
  })
})

describe('a mistake', () => {
  it('in the slug exits 2 and suggests another', async () => {
    expect(await demo('promse-all', '--json')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'There is no demo "promse-all". Did you mean promise-all? npm run demo lists them.\n',
    })
  })

  it('in an option exits 2 and says which', async () => {
    const { code, stdout, stderr } = await demo('promise-all', '--ms', 'soon')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('--ms is "soon"')
  })
})
