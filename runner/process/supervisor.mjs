/**
 * The keeper of one program. It starts the program in a process group of its own, and ends that group when it is told
 * to, when the program's first process ends, and when the process that started this keeper is gone, however that came
 * about: the channel between the two closes even when the other side is killed.
 *
 * From outside: `{ command, args, cwd, env, watch }` once, then perhaps `'stop'`.
 * To outside: `{ kind: 'started', pid, at }` or `{ kind: 'failed', code }`, later `{ kind: 'exited', code, signal, at,
 * cpu }`; and
 * `{ kind: 'sampled', threads }` where it is to watch its threads.
 * `at` is the machine's monotonic clock in milliseconds, which all its processes share. The keeper leaves when nothing
 * of the group is left.
 *
 * Plain JavaScript with hardly an import of ours: it starts in a few hundredths of a second, before each program.
 */

import { execFile, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import process from 'node:process'
import { toStart } from './batch-file.mjs'
import { startSampler } from './sampler.mjs'

/** A program that cleans up on SIGTERM does so within this; Stop is to take a tenth of a second all in all. */
const GRACE_MS = 25

/** Between two looks whether the group is gone. */
const LOOK_MS = 4

/** What SIGKILL has not ended by now hangs in the system itself, and nobody can do more about it. */
const GIVE_UP_MS = 5_000

const isWindows = process.platform === 'win32'

let pid = 0
/**
 * What the program's processes can be told by in /proc, whatever group they have gone to: the kitchen's address names
 * the run.
 */
let mark = ''
let hasExited = false
let isEnding = false

process.on('message', (message) => {
  if (message === 'stop')
    void end(GRACE_MS)
  else if (!pid)
    start(message)
})
process.on('disconnect', () => end(0))
// Ctrl+C in the deck's terminal is the deck's business. It leaves, and then so do we.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {})

function start({ command, args, cwd, env, watch }) {
  const at = clock()
  mark = env.KITCHEN_URL?.includes('/run/') ? `KITCHEN_URL=${env.KITCHEN_URL}` : ''
  const { command: started, args: words, shell } = toStart(command, args, process.platform)
  const child = spawn(started, words, {
    cwd,
    env,
    shell,
    detached: !isWindows,
    windowsHide: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  pid = child.pid ?? 0
  let endSampler = () => {}
  child.on('spawn', () => {
    say({ kind: 'started', pid, at })
    if (watch && process.platform === 'linux')
      endSampler = startSampler(pid, clock, threads => say({ kind: 'sampled', threads }))
  })
  child.on('error', (error) => {
    if (pid)
      return
    say({ kind: 'failed', code: error.code })
    leave()
  })
  child.on('exit', (code, signal) => {
    hasExited = true
    endSampler()
    say({ kind: 'exited', code, signal, at: clock(), cpu: cpuOfChildren() })
    void end(0)
  })
}

/** Ends all of the group: asks first if there is time for that, then does not ask. */
async function end(graceMs) {
  const deadline = performance.now() + graceMs
  if (graceMs > 0)
    kill('SIGTERM')
  if (isEnding)
    return
  isEnding = true
  while (performance.now() < deadline && isThere())
    await pause(LOOK_MS)
  const giveUp = performance.now() + GIVE_UP_MS
  while (isThere() && performance.now() < giveUp) {
    kill('SIGKILL')
    await pause(LOOK_MS)
  }
  // Who has left the group is looked for once that has gone, and again until a look finds none: one may start another
  // meanwhile.
  while (performance.now() < giveUp && endStrays())
    await pause(LOOK_MS)
  leave()
}

function kill(signal) {
  if (!pid)
    return
  if (isWindows) {
    execFile('taskkill', ['/pid', String(pid), '/T', '/F'], () => {})
    return
  }
  try {
    process.kill(-pid, signal)
  }
  catch {
    // Nobody is left.
  }
}

/**
 * Ends processes of the program that have left its group, as a daemon does by forking twice; answers whether there were
 * any. Linux shows which environment a process was started with. Elsewhere nothing does without more rights, and they
 * stay.
 */
function endStrays() {
  if (process.platform !== 'linux' || !mark)
    return false
  // Numbers rise: what was there before this keeper need not be asked, which takes a millisecond each on a busy
  // machine.
  const strays = readdirSync('/proc').filter(name => /^\d+$/.test(name) && Number(name) > process.pid && isStray(name))
  strays.forEach((name) => {
    try {
      process.kill(Number(name), 'SIGKILL')
    }
    catch {
      // It has gone by itself.
    }
  })
  return strays.length > 0
}

function isStray(name) {
  try {
    // One that has ended has no environment any more.
    return readFileSync(`/proc/${name}/environ`, 'latin1').split('\0').includes(mark)
  }
  catch {
    return false
  }
}

/** Whether a process of the group lives. One that has ended and waits for its parent to notice does not. */
function isThere() {
  if (!pid)
    return false
  // We are its parent, and collect it before we leave.
  if (!hasExited)
    return true
  try {
    process.kill(isWindows ? pid : -pid, 0)
  }
  catch {
    return false
  }
  return process.platform !== 'linux' || hasLiving(pid)
}

/** Looks through /proc: in a container nobody may ever collect orphans that have ended, and they count as there. */
function hasLiving(group) {
  return readdirSync('/proc').some((name) => {
    if (!/^\d+$/.test(name))
      return false
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1')
      // pid (comm) state ppid pgrp; a comm may itself contain parentheses and blanks.
      const [state, , pgrp] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return Number(pgrp) === group && state !== 'Z' && state !== 'X'
    }
    catch {
      return false
    }
  })
}

/** What our child and those that it has waited for had of all cores, in milliseconds, where the system says so. */
function cpuOfChildren() {
  if (process.platform !== 'linux')
    return undefined
  const stat = readFileSync('/proc/self/stat', 'latin1')
  // From the third field on; these two are in hundredths of a second, on every Linux.
  const [user, system] = stat.slice(stat.lastIndexOf(')') + 2).split(' ').slice(13, 15)
  return (Number(user) + Number(system)) * 10
}

function clock() {
  return Number(process.hrtime.bigint()) / 1e6
}

function say(message) {
  if (process.connected)
    process.send(message)
}

/** Leaves when the last word is out. */
function leave() {
  if (process.connected)
    process.send({ kind: 'gone' }, () => process.exit())
  else
    process.exit()
}

function pause(ms) {
  return new Promise(resolve => setTimeout(resolve, ms))
}
