import type { Browser, Page } from 'playwright-core'
import type { Became } from './programs-page.ts'
import type { ServedPrograms } from './serve-programs.ts'
import type { Typed } from './typed-programs.ts'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startKitchen } from '../egg-server/node.ts'
import { feedOf } from '../runner/kitchen/node-feed.ts'
import { WHAT_IS_UNKNOWN } from '../runner/run/format.ts'
import { startRun } from '../runner/run/start-run.ts'
import { spawn } from '../runner/worker/node.ts'
import { openBrowser } from '../tools/browser.ts'
import { learnersPrograms } from './learners-programs.ts'
import { servePrograms } from './serve-programs.ts'
import { isTyped, typedPrograms } from './typed-programs.ts'

/** What a person types prints in a browser and in the terminal what plain Node prints, or a sentence says why not. */

const TSX = fileURLToPath(import.meta.resolve('tsx'))
const folder = mkdtempSync(join(tmpdir(), 'typed-'))

let served: ServedPrograms
let browser: Browser
let page: Page
let kitchen: Awaited<ReturnType<typeof startKitchen>>

beforeAll(async () => {
  [served, browser, kitchen] = await Promise.all([servePrograms(), openBrowser(), startKitchen({ port: 0, ms: 300 })])
  page = await browser.newPage()
  await page.goto(served.url)
  await page.locator('[data-ready]').waitFor({ state: 'attached' })
})

afterAll(async () => {
  await browser?.close()
  await Promise.all([served?.stop(), kitchen?.close(0)])
  rmSync(folder, { recursive: true, force: true })
})

type Ran = Pick<Became, 'outcome' | 'text' | 'printed' | 'events'>

const onSlide = (text: string): Promise<Ran> => page.evaluate(text => globalThis.runProgram(text), text)

async function inTerminal(text: string): Promise<Ran> {
  const run = startRun({
    demo: 'try',
    program: { slug: 'try', file: 'try.ts', text, modules: {} },
    kitchen: kitchen.url,
    feed: feedOf(kitchen.kitchen),
    spawn,
    toolchain: {},
  })
  const { outcome, text: why } = await run.finished
  return { outcome, text: why, printed: run.events.flatMap(event => event.kind === 'log' ? [event.text] : []), events: [...run.events] }
}

/** Node writes two streams: in which order their lines come cannot be seen from outside. */
const linesOf = (printed: string[]) => printed.flatMap(text => text.split('\n')).filter(Boolean).sort()

/** Programs that need no word more than their title, which stands above each. */
function readPrograms(name: string): [title: string, text: string][] {
  return readFileSync(new URL(`fixtures/${name}.txt`, import.meta.url), 'utf8')
    .split(/^\/\/\/\/ /m)
    .slice(1)
    .map(part => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)])
}

/** What turns TypeScript into JavaScript writes functions anew: what is JavaScript runs as it is. */
function runNode(text: string, types: boolean): Promise<{ status: number, stdout: string, stderr: string }> {
  const file = join(folder, types ? 'typed.mts' : 'typed.mjs')
  writeFileSync(file, text)
  const flags = types ? ['--import', TSX, '--no-warnings'] : ['--disable-warning=ExperimentalWarning']
  return new Promise(resolve => execFile(process.execPath, [...flags, file], (error, stdout, stderr) =>
    resolve({ status: Number(error?.code ?? 0), stdout, stderr })))
}

async function inNode(text: string, types: boolean): Promise<string[]> {
  const { stdout, stderr } = await runNode(text, types)
  // A warning of its console begins with the number of the process, and the first one ends with how to trace it.
  return linesOf([stdout, stderr.replace(/^\(node:\d+\) /gm, '').replace(/^\(Use `node --trace-warnings .*\n/gm, '')])
}

/** The port of Node's printing that a browser gets is of a newer Node, which sets these in other brackets. */
function asThisNode(lines: string[]) {
  return lines.map(line => line.replace(/\[(byteLength|byteOffset|buffer)\]/g, '$1').replace(/(?<!\[)(Symbol\([\w.]*\)): /g, '[$1]: ')).sort()
}

describe('prints what plain Node prints', () => {
  const PRINTS = readPrograms('prints').map(([title, text]): Typed => ({ title, text }))

  it.each([...typedPrograms, ...learnersPrograms, ...PRINTS].map(each => [each.title, each] as const))('%s', async (_, typed) => {
    const { text, onSlide: sentence, inBrowser } = typed
    const [plain, slide, terminal] = await Promise.all([inNode(text, isTyped(typed)), onSlide(text), inTerminal(text)])
    expect(linesOf(terminal.printed), 'in the terminal').toEqual(plain)
    if (sentence) {
      expect(slide.outcome).toBe('failed')
      expect(slide.text).toMatch(sentence)
    }
    else {
      expect(asThisNode(linesOf(slide.printed.filter(text => text !== WHAT_IS_UNKNOWN))), 'on a slide').toEqual(inBrowser ?? plain)
    }
  })
})

describe('fails where plain Node fails, and in its words', () => {
  it.each(readPrograms('fails'))('%s', async (_, text) => {
    const [{ status, stdout, stderr }, ...both] = await Promise.all([runNode(text, false), onSlide(text), inTerminal(text)])
    expect(status).toBe(1)
    const [, what] = /\n *\^+\n+\[?([^\n]+)/.exec(stderr)!
    const [, line, column] = /at .*typed\.mjs:(\d+):(\d+)/.exec(stderr) ?? []
    for (const ran of both) {
      expect(ran.outcome).toBe('failed')
      expect(ran.text).toContain(what!.replace(/\]? \{$|\]$/, ''))
      if (line)
        expect(ran.text).toContain(`(try.ts, line ${line}, column ${column})`)
      expect(linesOf(ran.printed.slice(0, -1))).toEqual(linesOf([stdout]))
    }
  })

  it.each(readPrograms('refused'))('at its line: %s', async (_, text) => {
    const [, line] = /^file:.*typed\.mjs:(\d+)\n/.exec((await runNode(text, false)).stderr)!
    for (const ran of [await onSlide(text), await inTerminal(text)]) {
      expect(ran.outcome).toBe('failed')
      expect(ran.text).toMatch(new RegExp(`^Line ${line}\\b`))
    }
  })
})

/** Both ways to run it, by name. */
const BOTH = [['on a slide', onSlide], ['in the terminal', inTerminal]] as const
const said = ({ printed, text }: Ran) => [...printed, text ?? ''].join('\n')
const EGG = 'await fetch(\'http://localhost:3001/A\')'

it('explains once what nobody can see in a browser, and says what stands for what a page or Node has', async () => {
  const { printed } = await onSlide('const p = new Promise(() => {})\nconsole.log(p)\nconsole.log([p])')
  expect(printed).toEqual(['Promise { <unknown> }', WHAT_IS_UNKNOWN, '[ Promise { <unknown> } ]'])
  expect((await inTerminal('console.log(new Promise(() => {}), 1)')).printed).toEqual(['Promise { <pending> } 1'])
  for (const [text, sentence] of [
    ['new SharedArrayBuffer(8)', /line 1, column 1\)\. There is no SharedArrayBuffer here\. .*npm run demo/],
    ['const os = process.platform', /process\.platform is Node’s own, .*line 1, column 20\)/],
    ['process.cwd()', /process\.cwd is Node’s own/],
    ['process.once(\'SIGINT\', () => {})', /process\.once\('SIGINT'\) is Node’s own/],
    ['module.exports = 1', /There is no module here.*import and export/],
  ] as const)
    expect((await onSlide(text)).text).toMatch(sentence)
  expect((await onSlide('clearTimeout(setTimeout(() => {}, 2 ** 31))')).printed.join()).toMatch(/2147483648 does not fit into a 32-bit/)
})

it('says with a trace who called, and tells a listener that nothing is left to do', async () => {
  const text = 'function fry() {\n  console.trace(\'here\')\n}\nfunction cook() { fry() }\ncook()'
  for (const { printed } of [await onSlide(text), await inTerminal(text)])
    expect(printed).toEqual(['Trace: here\n    at fry (try.ts:2:11)\n    at cook (try.ts:4:19)\n    at try.ts:5:1'])
  const { printed } = await inTerminal(
    'let n = 0\nprocess.on(\'beforeExit\', () => { if (n++ < 2) setTimeout(() => console.log(n), 2) })\nprocess.on(\'exit\', () => console.log(\'bye\'))',
  )
  expect(printed).toEqual(['1', '2', 'bye'])
})

describe.each(BOTH)('%s', (place, run) => {
  it('draws the most common shape of all in two lanes', async () => {
    const { events, outcome } = await run(`async function main() { await new Promise(r => setTimeout(r, 30)); ${EGG} }\nawait main()`)
    expect(outcome).toBe('done')
    expect(new Set(events.flatMap(event => event.kind === 'park' ? [event.task] : [])).size).toBe(2)
  })

  it('lets a catch of a timer change nobody else’s state', async () => {
    const { events } = await run(
      `setTimeout(() => { try { JSON.parse('{') } catch {} }, 100)\nasync function main() { ${EGG} }\nawait main()`,
    )
    const end = events.find(event => event.kind === 'end' && event.witness === 'kitchen')!
    expect(events.filter(({ kind, t }) => kind === 'resume' && t > 60 && t < end.t - 5)).toEqual([])
  })

  it('counts an egg whose body is not read', async () => {
    const { events } = await run(EGG)
    expect(events.filter(event => event.kind === 'end' && event.witness === 'program' && event.task === 'A')).toHaveLength(1)
  })

  it('tells the most common error of all, with its line', async () => {
    const ran = await run(`console.log('before')\nfetch('http://localhost:3001/A').then(r =>\n  r.json())`)
    expect(ran.outcome).toBe('failed')
    expect(said(ran)).toMatch(/SyntaxError: .*\(try\.ts, line [23]\b/)
    expect(said(ran).match(/SyntaxError/g)!.length).toBeLessThanOrEqual(2)
  })

  it('waits for what will come, and calls nothing stuck that does', async () => {
    const late = await run(
      'const s = AbortSignal.timeout(900)\nsetTimeout(() => {}, 950)\nawait new Promise(r => s.addEventListener(\'abort\', r))\nconsole.log(\'came\')',
    )
    expect(late).toMatchObject({ outcome: 'done', printed: ['came'] })
    const never = await run('await new Promise(() => {})')
    expect(never.outcome).toBe('failed')
    expect(said(never)).toContain('will never come')
  })

  it('leaves to the program what it handles itself', async () => {
    const listen
      = place === 'on a slide'
        ? 'addEventListener(\'unhandledrejection\', e => { e.preventDefault(); console.log(\'mine\', e.reason) })'
        : 'process.on(\'unhandledRejection\', e => console.log(\'mine\', e))'
    expect(await run(`${listen}\nPromise.reject(1)\nsetTimeout(() => console.log('on'), 50)`)).toMatchObject({
      outcome: 'done',
      printed: ['mine 1', 'on'],
    })
  })

  it.each([
    ['a namespace', 'const a = 1\nnamespace Pan { export const b = 1 }', /Line 2.*namespace.*not supported/],
    ['JSX', 'const a = 1\nconst b = <div>egg</div>', /Line 2.*JSX is not supported/],
    ['a decorator', '\nclass A {\n  @log go() {}\n}', /Line 3.*decorators/],
    ['a name twice', 'let egg = 1\nlet egg = 2', /Line 2.*already been declared/],
    ['a package', 'import x from \'lodash\'\nconsole.log(x)', /Line 1: cannot import “lodash”/],
  ])('says of %s what to do instead, at its line', async (_, text, sentence) => {
    const ran = await run(text)
    expect(ran.outcome).toBe('failed')
    expect(said(ran)).toMatch(sentence)
  })

  it('prints what is written, and leaves with a code', async () => {
    expect(await run('process.stdout.write(\'x\'); process.stdout.write(\'y\\n\'); process.exit(0)')).toMatchObject({
      outcome: 'done',
      printed: ['xy'],
    })
    const left = await run('process.exit(3)')
    expect(left.outcome).toBe('failed')
    expect(said(left)).toContain('exit code 3')
    const later = await run('console.log(\'on\'); process.exitCode = 4; setTimeout(() => console.log(\'to the end\'), 5)')
    expect(later).toMatchObject({ outcome: 'failed', printed: ['on', 'to the end', expect.stringContaining('exit code 4')] })
  })

  it('prints cycles, proxies and broken placeholders, and all that comes after them', async () => {
    const ran = await run(`const a = new Error('a'); a.cause = a; console.log(a); const m = new Map(); m.set(m, m); console.log(m)
let ran = 0; console.log(new Proxy({ a: 1 }, { get: () => { ran++ }, ownKeys: () => { ran++; return [] } }) && 'proxy', ran); console.log('%d', Symbol('s')); console.log('last')`)
    expect(ran.outcome).toBe('done')
    expect(linesOf(ran.printed).length).toBeLessThan(20)
    expect(said(ran)).toMatch(/\[Circular \*1\]/)
    expect(said(ran)).toMatch(/NaN\nlast/)
  })

  it('keeps the last line of a long output', async () => {
    const { printed } = await run('for (let i = 0; i < 5000; i++) console.log(i)\nconsole.log(\'the result\')')
    expect(printed.at(-1)).toBe('the result')
    expect(printed.join('\n')).toMatch(/\d+ lines are left out here/)
  })

  it('has eggs of all scripts, and fails with the kitchen’s sentence for what it refuses', async () => {
    expect((await run('console.log(await (await fetch(\'http://localhost:3001/卵\')).text())')).printed).toEqual(['卵'])
  })

  it('ends where a Map grows without end', async () => {
    const ran = await run('const all = new Map()\nfor (let i = 0; ; i++) all.set(i, [i])')
    expect(ran.outcome).toBe('failed')
    expect(said(ran)).toMatch(/memory|entries/)
  })
})

it('knows Node’s timers in the terminal', async () => {
  expect(
    await inTerminal(
      'const t = setTimeout(() => console.log(\'no\'), 20); clearTimeout(+t)\nconst u = setTimeout(() => console.log(\'late\'), 20); u.refresh(); setInterval(() => {}, 10).close()',
    ),
  ).toMatchObject({ outcome: 'done', printed: ['late'] })
})
