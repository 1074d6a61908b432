// What every program here is told about its kitchen, and how it reports steps that the kitchen cannot see.
import { execFileSync } from 'node:child_process'
import { lookup } from 'node:dns/promises'
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'

/** The address at which eggs are ordered: an egg's name follows. */
export const stove = `${process.env.KITCHEN_URL ?? 'http://localhost:3001'}/`

/** How long an egg takes there when nothing else is asked for, in milliseconds. */
export const eggTime = Number(process.env.EGG_MS ?? 2000)

/** Reports that a task starts; what it returns reports that it ends, and takes what a callback is called with. */
export function lane(task) {
  report({ kind: 'start', task })
  return (error) => {
    report(error ? { kind: 'fail', task, text: error.message } : { kind: 'end', task })
  }
}

function report(step) {
  // At once, and from any thread: a worker's own process.stdout goes through the main thread.
  writeSync(1, `${JSON.stringify(step)}\n`)
}

/** The stove with its host's address for a name, so that an order needs no look-up: look-ups use the pool. */
export async function stoveAddress() {
  const url = new URL(stove)
  const { address, family } = await lookup(url.hostname.replace(/^\[|\]$/g, ''))
  url.hostname = family === 6 ? `[${address}]` : address
  return url.href
}

/** Pipes with names in the file system: opening one to read waits until somebody opens it to write. */
export function namedPipes(names) {
  const folder = mkdtempSync(join(tmpdir(), 'four-eggs-'))
  const pipes = names.map(name => join(folder, name))
  execFileSync('mkfifo', pipes)

  /** Opens each of them to write, for a moment. */
  function release() {
    for (const pipe of pipes.filter(existsSync))
      closeSync(openSync(pipe, 'w'))
    rmSync(folder, { recursive: true, force: true })
  }

  // A process does not end while a seat is taken, not even when it fails.
  process.on('exit', release)
  return { pipes, release }
}
