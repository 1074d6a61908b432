// What every program here is told about its kitchen, and how it reports steps that the kitchen cannot see.
import { execFileSync } from 'node:child_process'
import { lookup } from 'node:dns/promises'
import { closeSync, existsSync, mkdtempSync, openSync, readlinkSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import process from 'node:process'

/** The address at which eggs are ordered: an egg's name follows. */
export const stove = `${process.env.KITCHEN_URL ?? 'http://localhost:3001'}/`

/** How long an egg takes there when nothing else is asked for, in milliseconds. */
export const eggTime = Number(process.env.EGG_MS ?? 2000)

/**
 * Reports that a task works from now on; what it returns reports that it ends, and takes what a callback is called
 * with.
 */
export function lane(task) {
  report({ kind: 'start', task })
  return error => report(ending(task, error))
}

/** The same for a task that does nothing but wait. */
export function waiting(task) {
  // The line of the caller: this function's own stands above it in the stack.
  const line = Number(/:(\d+):\d+\)?$/.exec(new Error(task).stack.split('\n')[2])[1])
  report({ kind: 'start', task }, { kind: 'park', task, line })
  return error => report({ kind: 'resume', task, line }, ending(task, error))
}

/** This thread, by the number that Linux knows it by; other systems do not show it. */
const thread = existsSync('/proc/thread-self') ? Number(basename(readlinkSync('/proc/thread-self'))) : undefined

function ending(task, error) {
  return error ? { kind: 'fail', task, text: error.message } : { kind: 'end', task }
}

function report(...steps) {
  // At once, and from any thread: a worker's own process.stdout goes through the main thread. And in one piece, for
  // what happens together is told together.
  const seen = { at: Number(process.hrtime.bigint()) / 1e6, thread }
  writeSync(1, steps.map(step => `${JSON.stringify({ ...step, ...seen })}\n`).join(''))
}

/** The stove with its host's address for a name, so that an order needs no look-up: look-ups use the pool. */
export async function stoveAddress() {
  const url = new URL(stove)
  const { address, family } = await lookup(url.hostname.replace(/^\[|\]$/g, ''))
  url.hostname = family === 6 ? `[${address}]` : address
  return url.href
}

/** Pipes with names in the file system: opening one to read waits until it is opened for writing. */
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
