import type { ChildProcess } from 'node:child_process'
import type { Measure } from './report.ts'
import { execFile, fork, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { NODE_ARGS } from '../egg-server/node-args.ts'
import { findFreePort, isListening } from '../tools/processes.ts'
import { median, percentile } from './report.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const run = promisify(execFile)

/** All of a crowd's eggs are in the pan together for at least a second. */
const EGG_MS = 3000
const CROWDS = [4, 1000, 9000]
const ROUNDS = 3

/** Where Debian keeps nginx's modules. */
const ECHO_MODULE = '/usr/lib/nginx/modules/ngx_http_echo_module.so'

/** What became of a crowd: how late the last but one in a hundred was, in milliseconds, and what all of them took. */
interface Crowd { served: number, late: number, bytes?: number }

interface Server { name: string, address: string, pid: number, stop: () => void }

/**
 * The kitchen at 4, 1 000 and 9 000 eggs, beside a bare `node:http` server and nginx's `echo_sleep`, in turns in one
 * run.
 */
export async function benchKitchen(): Promise<{ measures: Measure[], skipped: string[] }> {
  const measures: Measure[] = []
  const skipped: string[] = []
  const most = openFilesAllowed()
  const crowds = CROWDS.filter(eggs => eggs + 500 < most)
  if (crowds.length < CROWDS.length)
    skipped.push(`crowds of more than ${crowds.at(-1)} eggs: this shell allows ${most} open files. Try again after \`ulimit -n 20000\`.`)
  const servers = [startKitchen, startBare, ...canStartNginx() ? [startNginx] : []]
  if (servers.length < 3)
    skipped.push('the comparison with nginx: it needs nginx with its echo module (Debian: nginx-light libnginx-mod-http-echo).')

  for (const eggs of crowds) {
    const rounds: Record<string, Crowd[]> = {}
    for (let round = 0; round < ROUNDS; round++) {
      // In turns, and each round begins with another, so that what else the machine does meets all alike.
      for (let turn = 0; turn < servers.length; turn++) {
        const server = await servers[(round + turn) % servers.length]!()
        try {
          rounds[server.name] = [...rounds[server.name] ?? [], await serveCrowd(server, eggs)]
        }
        finally {
          server.stop()
        }
      }
    }
    for (const [name, results] of Object.entries(rounds)) {
      const least = Math.min(...results.map(({ served }) => served))
      measures.push({
        what: `${name}, ${eggs} eggs: served`,
        value: `${least}`,
        number: eggs - least,
        ...(name === 'kitchen' && { bar: { most: 0, text: 'all' } }),
      })
      const late = median(results.map(({ late }) => late))
      measures.push({ what: `${name}, ${eggs} eggs: p99 lateness`, value: `${late.toFixed(1)} ms`, number: late })
      // A few eggs weigh less than what a server sets aside for itself meanwhile.
      const bytes = results.flatMap(({ bytes }) => bytes === undefined ? [] : [bytes / eggs / 1024])
      if (bytes.length > 0 && eggs >= 1000) {
        measures.push({
          what: `${name}, ${eggs} eggs: memory an egg above idle, at most`,
          value: `${Math.max(...bytes).toFixed(1)} KB`,
          number: Math.max(...bytes),
        })
      }
    }
    for (const peer of ['bare', 'nginx']) {
      const ratios = rounds.kitchen!.flatMap(({ late }, round) => rounds[peer]?.[round] ? [late / rounds[peer][round].late] : [])
      if (ratios.length > 0) {
        measures.push({
          what: `${eggs} eggs: kitchen's p99 lateness over ${peer}'s`,
          value: median(ratios).toFixed(2),
          number: median(ratios),
          ...(peer === 'bare' && eggs >= 1000 && { bar: { most: 1, text: 'at most 1.0' } }),
        })
      }
    }
  }
  return { measures, skipped }
}

/** Has that many eggs fried at once. */
async function serveCrowd({ address, pid }: Server, eggs: number): Promise<Crowd> {
  const before = residentBytes(pid)
  const peak = watchMemory(pid)
  const { stdout } = await run(process.execPath, ['--import', 'tsx', join(root, 'bench/load.ts'), address, `${eggs}`, `${EGG_MS}`], {
    cwd: root,
    maxBuffer: 1 << 26,
  })
  const served = (JSON.parse(stdout) as (number | null)[]).filter(late => late !== null)
  const most = peak.stop()
  return {
    served: served.length,
    late: percentile(served, 0.99),
    ...(before !== undefined && most !== undefined && { bytes: most - before }),
  }
}

async function startKitchen(): Promise<Server> {
  const { url, pid, stop } = await startNode('egg-server/main.ts', ['--port', '0'], NODE_ARGS)
  return { name: 'kitchen', address: `${url.replace('localhost', '127.0.0.1')}/A?ms={ms}`, pid, stop }
}

async function startBare(): Promise<Server> {
  const { url, pid, stop } = await startNode('bench/bare-server.ts', [`${EGG_MS}`], ['--import', 'tsx'])
  return { name: 'bare', address: `${url}/A`, pid, stop }
}

/** Starts a program of ours that says its address when it listens. */
async function startNode(file: string, args: string[], execArgv: string[]): Promise<{ url: string, pid: number, stop: () => void }> {
  const child = fork(join(root, file), args, { execArgv, cwd: root, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (word: { url: string }) => resolve(word.url))
    child.once('exit', () => reject(new Error(`${file} did not open.`)))
  })
  return { url, pid: child.pid!, stop: () => void child.kill('SIGKILL') }
}

function canStartNginx(): boolean {
  return existsSync(ECHO_MODULE) && !spawnSync('nginx', ['-v']).error
}

/** nginx with one worker, as the kitchen has one thread. */
async function startNginx(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'four-eggs-nginx-'))
  const port = await findFreePort()
  writeFileSync(join(folder, 'nginx.conf'), `
    load_module ${ECHO_MODULE};
    ${process.getuid?.() === 0 ? 'user root;' : ''}
    daemon off; master_process off; worker_processes 1; worker_rlimit_nofile 20000;
    pid ${folder}/pid; error_log ${folder}/error.log;
    events { worker_connections 12000; }
    http {
      access_log off; keepalive_timeout 75;
      client_body_temp_path ${folder}/a; proxy_temp_path ${folder}/b; fastcgi_temp_path ${folder}/c; uwsgi_temp_path ${folder}/d; scgi_temp_path ${folder}/e;
      server { listen 127.0.0.1:${port} backlog=16384; location / { echo_sleep ${EGG_MS / 1000}; echo A; } }
    }`)
  const child: ChildProcess = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder], { stdio: 'ignore' })
  const stop = () => {
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', stop)
  for (let tries = 0; !await isListening(port); tries++) {
    if (tries > 100 || child.exitCode !== null) {
      stop()
      throw new Error('nginx did not open.')
    }
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return { name: 'nginx', address: `http://127.0.0.1:${port}/A`, pid: child.pid!, stop }
}

/** Resident memory of a process, where the system tells (Linux). */
function residentBytes(pid: number): number | undefined {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
  }
  catch {
    return undefined
  }
}

/** Looks at a process's memory now and then; `stop` answers the most that was seen. */
function watchMemory(pid: number): { stop: () => number | undefined } {
  let most: number | undefined
  const timer = setInterval(() => {
    const now = residentBytes(pid)
    most = now === undefined ? most : Math.max(most ?? 0, now)
  }, 100)
  return {
    stop() {
      clearInterval(timer)
      return most
    },
  }
}

/** How many sockets a child may open. */
function openFilesAllowed(): number {
  const limit = spawnSync('sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).stdout?.trim()
  return limit === 'unlimited' ? Infinity : Number(limit) || Infinity
}
