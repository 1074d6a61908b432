import { execFile } from 'node:child_process'
import { connect, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A port that nobody listens on just now. */
export async function findFreePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  return (address as { port: number }).port
}

/** Whether a process takes connections at this port of this machine. */
export function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: 'localhost', port, autoSelectFamily: true })
    const settle = (listening: boolean): void => {
      socket.destroy()
      resolve(listening)
    }
    socket.once('connect', () => settle(true)).once('error', () => settle(false))
  })
}

/** Waits until `check` holds, asking often; throws the sentence when it does not within the time. */
export async function eventually(check: () => boolean | Promise<boolean>, sentence: () => string, withinMs = 10_000): Promise<void> {
  const deadline = performance.now() + withinMs
  while (!await check()) {
    if (performance.now() > deadline)
      throw new Error(sentence())
    await pause(20)
  }
}

/** A process that another one started, directly or not. */
export interface Descendant {
  pid: number
  command: string
}

/** All processes under this one. Not on Windows, where nothing comparable to `ps` is sure to be there. */
export async function listDescendants(pid: number): Promise<Descendant[]> {
  const { stdout } = await run('ps', ['-axo', 'pid=,ppid=,args='])
  const all = stdout.split('\n').flatMap((line) => {
    const [child, parent, ...command] = line.trim().split(/\s+/)
    return child ? [{ pid: Number(child), parent: Number(parent), command: command.join(' ') }] : []
  })
  const under = (parent: number): Descendant[] =>
    all.filter(one => one.parent === parent).flatMap(({ pid, command }) => [{ pid, command }, ...under(pid)])
  return under(pid)
}

/**
 * Whether a process of this id runs. One that has ended does not, even where nobody ever collects it, as in a
 * container.
 */
export async function isAlive(pid: number): Promise<boolean> {
  // Exit code 1 where there is none.
  const { stdout } = await run('ps', ['-o', 'stat=', '-p', `${pid}`]).catch(() => ({ stdout: '' }))
  return /^[^ZX\s]/.test(stdout.trim())
}
