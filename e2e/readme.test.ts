import type { ChildProcess } from 'node:child_process'
import type { Checkout } from '../tools/copy-checkout.ts'
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillFront, frontOf } from '../talk/front.ts'
import { loadDeck } from '../talk/slides.ts'
import { copyCheckout } from '../tools/copy-checkout.ts'
import '../tools/exit-with-parent.ts'

/** README, tried word for word: every command in it runs, and every address answers. */

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
/** What a page of the deck has in it: a fork's title is its own. */
const title = fillFront('%title%', frontOf(await loadDeck()))

/** Every command that stands in a code span or a shell block. */
const commands = [
  ...new Set([...readme.matchAll(/`((?:\w+=\w+ )?(?:npm|curl) [^`\n]+)`/g), ...readme.matchAll(/^((?:npm|curl) .+)$/gm)].map(match => match[1]!)),
]

/** These install and test the whole project: `.ci/run` runs them, and here they would run themselves. */
const RUN_BY_CI = ['npm ci && npm start', 'npm cit', 'npm test', 'npm run test:all', 'npm run check', 'npm run build']

/** Take a quiet machine and many minutes; that they exist is seen here, what they say is in the maintainer's hands. */
const ONLY_FOUND = ['npm run rehearse', 'npm run bench', 'npm run bench:models', 'npm run pictures', 'npm run lighthouse']

/** The deck's addresses that it names, such as `/read/promises`. */
const addresses = [...new Set([...readme.matchAll(/`(\/[a-z/-]*)`/g)].map(([, path]) => path!))]

/** What ends by itself: its exit code, and a text that its output has. */
const once: Record<string, string> = {
  'npm run demo': 'promise-all',
  'npm run demo -- promise-all --ms 200': '4 of 4 eggs',
  'npm run -s demo -- promise-all --json': '"kind":"finish"',
  'npm run demo -- ./demos/javascript/try.ts --ms 200': 'eggs in',
  'npm run demo -- promise-all --orders': '24 orders in all, none of them red',
  'npm run new -- demo two-eggs': 'demos/javascript/two-eggs.ts',
  'npm run record -- two-eggs': 'two-eggs: ',
  'npm run build:packages': 'The packages are in dist-packages/',
  'npm run export -- --range 1,3': '',
  'npm run handout -- --chapter promises': '',
}

/** What serves until it is ended: where, and what is found there. */
const serving: Record<string, { paths: [address: string, says: RegExp | string][] }> = {
  'npm start -- --port 4000 --kitchen-port 4001 --ms 500': { paths: [
    ['http://localhost:4000/', title],
    ['http://localhost:4001/A', /^A$/],
    ...addresses.map((path): [string, string] => [`http://localhost:4000${path}`, title]),
  ] },
  'npm start -- --port 4000': { paths: [['http://localhost:4000/', title]] },
  'npm start -- --kitchen-port 4001': { paths: [['http://localhost:4001/A', /^A$/]] },
  'npm start -- --ms 500': { paths: [['http://localhost:3001/health', /"ms":500\b/]] },
  'npm start -- --path short': { paths: [['http://localhost:3030/', title]] },
  'npm start -- --remote': { paths: [['http://localhost:3030/', title]] },
  'npm run kitchen -- --port 3002 --ms 200': { paths: [['http://localhost:3002/A', /^A$/]] },
  'curl localhost:3002/A': { paths: [] },
  'npm run preview -- --port 4173': { paths: [['http://localhost:4173/', title]] },
}

let checkout: Checkout
let copy: string
const children: ChildProcess[] = []

beforeAll(() => {
  checkout = copyCheckout(ROOT)
  copy = checkout.folder
})

afterAll(() => {
  children.forEach(child => end(child))
  checkout?.remove()
})

describe.sequential('rEADME', () => {
  it('has no command that is not tried here', () => {
    const tried = [...RUN_BY_CI, ...ONLY_FOUND, ...Object.keys(once), ...Object.keys(serving)]
    expect(commands.filter(command => !tried.includes(command)), 'commands that no test tries').toEqual([])
    expect(tried.filter(command => !commands.includes(command)), 'commands that README no longer has').toEqual([])
  })

  it.each([...RUN_BY_CI, ...ONLY_FOUND])('%s is a command of package.json', (command) => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
    const [, name] = /npm (?:run )?([\w:]+)$/.exec(command)!
    expect(name === 'cit' || scripts[name!], name).toBeTruthy()
  })

  it.each(Object.entries(once))('%s', async (command, says) => {
    // What draws slides needs the packages where they are; what writes files writes them into the copy.
    const cwd = /new|record/.test(command) ? copy : ROOT
    const { code, output } = await run(command, cwd)
    expect(output).toContain(says)
    expect(code, output.slice(-2000)).toBe(0)
  })

  it('has left what the recipe says', () => {
    for (const file of ['demos/javascript/two-eggs.ts', 'demos/recordings/two-eggs.ndjson'])
      expect(existsSync(join(copy, file)), file).toBe(true)
    expect(readFileSync(join(copy, 'demos/catalogue/yours.ts'), 'utf8')).toContain('slug: \'two-eggs\'')
  })

  it.each([
    'npx vue-tsc --noEmit',
    'npx eslint demos tools/new',
    'npx vitest run --project unit demos talk',
    'npx vitest run --project programs demos/every-demo.test.ts -t two-eggs',
    'npm run -s spell',
  ])('which passes %s', async (command) => {
    const { code, output } = await run(command, copy)
    expect(code, `${command}\n${output.slice(-3000)}`).toBe(0)
  })

  it.each(Object.entries(serving).filter(([, { paths }]) => paths.length > 0))('%s', async (command, { paths }) => {
    if (command.includes('preview') && !existsSync(join(ROOT, 'dist/index.html')))
      await run('npm run build', ROOT)
    const child = start(command, ROOT)
    for (const [address, says] of paths)
      await expect.poll(() => ask(address), { timeout: 120_000, interval: 500 }).toMatch(says)
    await end(child)
  })

  it('names files that are there', () => {
    const named = [...readme.matchAll(/`((?:[\w-]+\/)*[\w.-]+\.(?:md|ts|ndjson))`/g)]
      .map(([, file]) => file!)
      .filter(file => !file.includes('two-eggs'))
    expect(named.filter(file => !existsSync(join(ROOT, file)))).toEqual([])
  })
})

/** Runs a command as a shell does, to its end. */
function run(command: string, cwd: string): Promise<{ code: number | null, output: string }> {
  const child = start(command, cwd)
  let output = ''
  child.stdout!.setEncoding('utf8').on('data', (text: string) => output += text)
  child.stderr!.setEncoding('utf8').on('data', (text: string) => output += text)
  return new Promise(resolve => child.once('close', code => resolve({ code, output })))
}

function start(command: string, cwd: string): ChildProcess {
  const { NODE_ENV: _, VITEST: __, ...env } = process.env
  const child = spawn(command, {
    cwd,
    env: { ...env, CI: 'true', PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}` },
    shell: true,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  return child
}

/** Ends it with all that it has started. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null)
    return
  const gone = new Promise(resolve => child.once('close', resolve))
  process.kill(process.platform === 'win32' ? child.pid! : -child.pid!, 'SIGTERM')
  await gone
}

async function ask(address: string): Promise<string> {
  return fetch(address, { headers: { Accept: 'text/html' } }).then(reply => reply.text(), () => '')
}
