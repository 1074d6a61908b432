import type { ChildProcess } from 'node:child_process'
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { parseEvents } from '../trace/ndjson.ts'

/** Files as learners write them, run as they would type it: from another folder, with spaces in the path. */

const MAIN = fileURLToPath(new URL('../runner/terminal/main.ts', import.meta.url))
const TSX = fileURLToPath(import.meta.resolve('tsx'))
const typedIn = mkdtempSync(join(tmpdir(), 'own file '))
const folder = join(typedIn, 'my programs')
mkdirSync(folder)
afterAll(() => rmSync(typedIn, { recursive: true, force: true }))

function write(name: string, text: string): string {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  return `./my programs/${name}`
}

function start(
  args: string[],
  env: NodeJS.ProcessEnv = {},
): ChildProcess & { said: { stdout: string, stderr: string }, ended: Promise<number | null> } {
  const child = spawn(process.execPath, ['--import', TSX, MAIN, ...args, '--ms', '100'], {
    cwd: fileURLToPath(new URL('../', import.meta.url)),
    env: { ...process.env, INIT_CWD: typedIn, ...env },
  })
  const said = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => said.stdout += text)
  child.stderr.setEncoding('utf8').on('data', (text: string) => said.stderr += text)
  return Object.assign(child, { said, ended: new Promise<number | null>(resolve => child.on('close', resolve)) })
}

/** What it printed, and how it ended. */
async function run(name: string, text: string, env?: NodeJS.ProcessEnv) {
  const child = start([write(name, text), '--json', '--limit', '100'], env)
  const code = await child.ended
  const events = parseEvents(child.said.stdout)
  return { code, printed: events.flatMap(event => event.kind === 'log' ? event.text.split('\n') : []), events, stderr: child.said.stderr }
}

/** The same file in plain Node, from the same folder. */
function inNode(name: string): string[] {
  return spawnSync(process.execPath, [join(folder, name)], { cwd: typedIn, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } })
    .stdout
    .trimEnd()
    .split('\n')
}

writeFileSync(join(typedIn, 'here.txt'), 'read from where it was typed')
write('helper.cjs', 'exports.name = require(\'path\').basename(__filename)')
write('helper.mjs', 'export const name = \'a module\'')
write('node_modules/p-lazy-egg/package.json', '{ "name": "p-lazy-egg", "main": "index.js" }')
write('node_modules/p-lazy-egg/index.js', 'module.exports = name => ({ name, times: [1, 2] })')
write('modules/package.json', '{ "type": "module" }')

const PROGRAMS: [title: string, name: string, text: string][] = [
  [
    'a script',
    'script.js',
    'const fs = require(\'fs\')\nx = 1\nconsole.log(x, this === module.exports, typeof fs.readFileSync, require.main === module)',
  ],
  [
    'a strict script',
    'strict.cjs',
    '\'use strict\'\nconsole.log((function () { return this })())\ntry { y = 1 } catch (error) { console.log(error.message) }',
  ],
  [
    'a script and its neighbours',
    'neighbours.js',
    'console.log(require(\'./helper.cjs\').name, require(\'p-lazy-egg\')(\'A\'))\nimport(\'./helper.mjs\').then(m => console.log(m.name))',
  ],
  ['where it lies', 'lies.cjs', 'console.log(__dirname, __filename, process.argv.slice(1), process.cwd())'],
  ['what it reads by a relative path', 'reads.js', 'console.log(require(\'fs\').readFileSync(\'here.txt\', \'utf8\'))'],
  ['the environment', 'env.js', 'console.log(process.env.HOME === undefined, typeof process.env.PATH)'],
  ['a return at the top', 'return.cjs', 'console.log(1)\nreturn\nconsole.log(2)'],
  ['what only scripts may say', 'with.cjs', 'with ({ a: 1 }) console.log(a, 010)'],
  [
    'a module',
    'module.mjs',
    'import { readFileSync } from \'node:fs\'\nconsole.log(typeof require, typeof __filename, import.meta.url, import.meta.filename, import.meta.dirname)\nconsole.log(readFileSync(new URL(\'./helper.cjs\', import.meta.url), \'utf8\').length, import.meta.resolve(\'./helper.mjs\'))',
  ],
  ['a module by its package', 'modules/by-package.js', 'console.log(typeof module, await 1, this)'],
  ['a module by what it says', 'by-syntax.mjs', 'const { name } = await import(\'./helper.mjs\')\nconsole.log(name)'],
  [
    'an emitter, and an exit code of its own',
    'emitter.mjs',
    'import { EventEmitter, once } from \'node:events\'\nconst bus = new EventEmitter()\nsetTimeout(() => bus.emit(\'go\', 1), 5)\nconsole.log(await once(bus, \'go\'))',
  ],
  ['a first line for the shell', 'shebang.mjs', '#!/usr/bin/env node\nconsole.log(new Error(\'here\').stack.split(\'\\n\')[0])'],
]

describe('a file of one’s own prints what plain Node prints', () => {
  it.each(PROGRAMS)('%s', async (_, name, text) => {
    const { code, printed, stderr } = await run(name, text)
    expect(printed).toEqual(inNode(name))
    expect(code).toBe(0)
    expect(stderr.replace(/^Port 3001 is taken.*\n/m, '')).toBe('')
  })

  it('says where it failed, and exits 1', async () => {
    const { code, printed } = await run('boils.cjs', '\'use strict\'\nasync function boil() {\n  null.boil()\n}\nboil()')
    expect(printed.join('\n')).toMatch(/TypeError: Cannot read properties of null.*\(boils\.cjs, line 3, column 8\)/)
    expect(code).toBe(1)
    expect((await run('exits.js', 'process.exitCode = 7')).code).toBe(1)
  })

  it('in TypeScript and without the kitchen, too', async () => {
    const { code, printed } = await run(
      'own.mts',
      'interface Egg { name: string }\nconst egg: Egg = { name: \'A\' }\nenum Done { Soft, Hard }\nconsole.log(egg, Done[1])',
    )
    expect({ code, printed }).toEqual({ code: 0, printed: ['{ name: \'A\' } Hard'] })
  })

  it('ends with a sentence where it eats all memory', { timeout: 120_000 }, async () => {
    const { code, printed } = await run(
      'eats.js',
      'const all = new Map()\nfor (let i = 0; ; i++) all.set(i, { i, text: \'egg \' + i, more: [i, i + 1] })',
    )
    expect(printed.join('\n')).toMatch(/memory|more than .* entries/)
    expect(code).toBe(1)
  })
})

/** A failure of each kind that its language has, and the sentence that tells of it with the person’s file and line. */
const FAILS: [name: string, text: string, says: RegExp][] = [
  ['syntax.lua', 'local x = 1\nif x == 1 the\nend', /'then' expected near 'the' \(syntax\.lua, line 2\)/],
  ['nothing.lua', 'local function fry(egg)\n  return egg.name\nend\nfry(nil)', /attempt to index a nil value.* \(nothing\.lua, line 2\)/],
  ['raises.py', 'def fry():\n    raise ValueError("burnt")\n\nfry()', /ValueError: burnt \(raises\.py, line 2\)/],
  ['syntax.py', 'print("a")\ndef f(:\n    pass', /SyntaxError: .* \(syntax\.py, line 2\)/],
  ['killed.py', 'import os, sys\nprint("on", file=sys.stderr)\nos.kill(os.getpid(), 9)', /The program was ended by SIGKILL\./],
  ['refused.go', 'package main\n\nfunc main() {\n\tx := 5\n}', /could not be built: declared and not used: x \(refused\.go, line 4, column 2\)/],
  ['panics.go', 'package main\n\nfunc main() {\n\tgo func() {\n\t\tpanic("burnt")\n\t}()\n\tselect {}\n}', /panic: burnt \(panics\.go, line 5\)/],
  ['refused.rs', 'fn main() {\n    let n: u32 = "a";\n}', /could not be built: error.*mismatched types \(refused\.rs, line 2, column 18\)/],
  ['panics.rs', 'fn main() {\n    let n: u32 = "x".parse().unwrap();\n    println!("{n}");\n}', /InvalidDigit.* \(panics\.rs, line 2, column 30\)/],
  ['raises.exs', 'defmodule Pan do\n  def fry, do: raise "burnt"\nend\n\nPan.fry()', /\(RuntimeError\) burnt \(raises\.exs, line 2\)/],
  ['task.exs', 'Task.async(fn ->\n  raise "in the task"\nend) |> Task.await()', /\(RuntimeError\) in the task \(task\.exs, line 2\)/],
  ['Refused.java', 'class Refused {\n    static void main(String[] a) {\n        int x = "a";\n    }\n}', /cannot be converted to int \(Refused\.java, line 3\)/],
  [
    'Throws.java',
    'public class Throws {\n    public static void main(String[] a) {\n        throw new IllegalStateException("burnt");\n    }\n}',
    /IllegalStateException: burnt \(Throws\.java, line 3\)/,
  ],
]

describe('a file of another language that fails', () => {
  it.each(FAILS)('says why, and where: %s', async (name, text, says) => {
    const { code, events } = await run(name, text)
    // What runs it may be missing, and is said: every other program of these runs all the same.
    if (code === 3)
      return
    expect(events.at(-1)).toMatchObject({ kind: 'finish', outcome: 'failed', text: expect.stringMatching(says) })
    expect(code).toBe(1)
  })
})

it('finds its language’s own helper', async () => {
  const { code, printed, stderr } = await run('helped.lua', 'local kitchen = require("kitchen")\nprint(type(kitchen.order))')
  if (!/LuaSocket|socket/.test(stderr + printed.join()))
    expect(code === 3 ? ['function'] : printed).toEqual(['function'])
})

describe('a mistake on the command line', () => {
  it('exits 2 with what to do', async () => {
    for (const [args, says] of [
      [['./nowhere.js'], /There is no file/],
      [[write('egg.txt', 'egg')], /What language is egg\.txt\?.*\.cjs/],
      [[write('a.js', ''), '--speed'], /speed/],
    ] as const) {
      const child = start([...args])
      expect(await child.ended).toBe(2)
      expect(child.said.stderr).toMatch(says)
    }
  })

  it('exits 3 where what runs it is missing', async () => {
    const child = start([write('egg.lua', 'print(1)')], { PATH: folder })
    expect(await child.ended).toBe(3)
    expect(child.said.stderr).toMatch(/Lua/)
  })
})

describe('--watch', () => {
  it('draws again on saving, also by editors that rename, and stops what still runs', { timeout: 60_000 }, async () => {
    const child = start([write('watched.js', 'console.log(\'first\'); setInterval(() => {}, 1000)'), '--watch', '--json'])
    const printed = (text: string) => expect.poll(() => child.said.stdout, { timeout: 20_000 }).toContain(text)
    try {
      await printed('"text":"first"')
      writeFileSync(join(folder, 'watched.tmp'), 'console.log(\'renamed\')')
      renameSync(join(folder, 'watched.tmp'), join(folder, 'watched.js'))
      await printed('"text":"renamed"')
      expect(child.said.stdout).toContain('"outcome":"stopped"')
      writeFileSync(join(folder, 'watched.js'), 'const = 1')
      await printed('is not JavaScript')
      writeFileSync(join(folder, 'watched.js'), 'console.log(\'saved\')')
      await printed('"text":"saved"')
    }
    finally {
      child.kill('SIGKILL')
      await child.ended
    }
  })
})

describe('--trace', () => {
  it('writes what Perfetto opens', async () => {
    const child = start([write('traced.mjs', 'await fetch(\'http://localhost:3001/A\')'), '--trace', 'out.json'])
    expect(await child.ended).toBe(0)
    const { traceEvents } = JSON.parse(readFileSync(join(typedIn, 'out.json'), 'utf8')) as {
      traceEvents: { ph: string, ts?: number, pid: number, name: string, dur?: number }[]
    }
    expect(traceEvents.some(({ ph, name }) => ph === 'M' && name === 'thread_name')).toBe(true)
    expect(traceEvents.filter(({ ph }) => ph !== 'M').every(({ ts, pid }) => Number.isFinite(ts) && Number.isInteger(pid))).toBe(true)
    const lanes = traceEvents.filter(({ ph }) => ph === 'X' || ph === 'B')
    expect(lanes.length).toBeGreaterThan(0)
  })
})
