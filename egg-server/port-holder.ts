import { readdir, readFile, readlink } from 'node:fs/promises'

/** The holder of the port answers within this, or is called "another program". */
const ASK_MS = 1000

/**
 * Who holds a port of this machine, in words: another kitchen or deck of ours, a process by name where the system tells
 * (Linux, own processes), or "another program".
 */
export async function findPortHolder(port: number): Promise<string> {
  return await askKitchen(port) ?? await askDeck(port) ?? await askLinux(port) ?? 'another program'
}

async function askKitchen(port: number): Promise<string | undefined> {
  try {
    const response = await fetch(`http://localhost:${port}/health`, { signal: AbortSignal.timeout(ASK_MS) })
    const health = await response.json() as { name?: unknown, uptime?: unknown }
    if (health.name === 'egg-server' && typeof health.uptime === 'number')
      return `another kitchen of ours, up for ${inWords(health.uptime)}`
  }
  catch {}
}

async function askDeck(port: number): Promise<string | undefined> {
  try {
    const response = await fetch(`http://localhost:${port}/__kitchen`, { signal: AbortSignal.timeout(ASK_MS) })
    const { url } = await response.json() as { url?: unknown }
    if (typeof url === 'string')
      return `another deck of ours, with its kitchen at ${url}`
  }
  catch {}
}

/** Finds the listening socket's inode in /proc/net, then the process that has it open. */
async function askLinux(port: number): Promise<string | undefined> {
  try {
    const tables = await Promise.all(['/proc/net/tcp', '/proc/net/tcp6'].map(path => readFile(path, 'utf8').catch(() => '')))
    const hex = port.toString(16).toUpperCase().padStart(4, '0')
    const sockets = new Set<string>()
    for (const line of tables.join('\n').split('\n')) {
      // sl, local_address, rem_address, st (0A: listening), and five fields on, the inode.
      const fields = line.trim().split(/\s+/)
      if (fields[1]?.endsWith(`:${hex}`) && fields[3] === '0A')
        sockets.add(`socket:[${fields[9]}]`)
    }
    for (const pid of await readdir('/proc')) {
      if (/^\d+$/.test(pid) && await holdsOne(pid, sockets)) {
        const name = (await readFile(`/proc/${pid}/comm`, 'utf8')).trim()
        return `${name} (process ${pid})`
      }
    }
  }
  catch {}
}

async function holdsOne(pid: string, sockets: Set<string>): Promise<boolean> {
  const files = await readdir(`/proc/${pid}/fd`).catch(() => [])
  for (const file of files) {
    if (sockets.has(await readlink(`/proc/${pid}/fd/${file}`).catch(() => '')))
      return true
  }
  return false
}

function inWords(seconds: number): string {
  if (seconds < 120)
    return `${Math.round(seconds)} s`
  return seconds < 7200 ? `${Math.round(seconds / 60)} minutes` : `${Math.round(seconds / 3600)} hours`
}
