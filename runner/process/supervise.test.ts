import type { ChildProcess } from 'node:child_process'
import { execFileSync, fork } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { supervise } from './supervise.ts'

const folder = fileURLToPath(new URL('./fixtures/', import.meta.url))

function familyMembers(): string[] {
  return execFileSync('ps', ['-axo', 'stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter(line => line.includes(`${folder}family.mjs`) && !line.startsWith('Z'))
}

describe('nothing is left running, whichever way the deck ends', () => {
  it.each<[string, (deck: ChildProcess) => void]>([
    ['it leaves', deck => deck.send('exit')],
    ['it breaks', deck => deck.send('break')],
    ['it is asked to end', deck => deck.kill('SIGTERM')],
    ['its terminal is closed', deck => deck.kill('SIGHUP')],
    ['Ctrl+C reaches all of its group', deck => process.kill(-deck.pid!, 'SIGINT')],
    ['it is killed', deck => deck.kill('SIGKILL')],
    ['all of its group is killed', deck => process.kill(-deck.pid!, 'SIGKILL')],
  ])('%s', async (_, end) => {
    const deck = fork(`${folder}deck.ts`, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'pipe', 'pipe', 'ipc'], detached: true })
    let said = ''
    deck.stdout!.on('data', text => said += text)
    await vi.waitFor(() => expect(said).toContain('family'), { timeout: 15_000 })
    expect(familyMembers()).toHaveLength(3)
    end(deck)
    await vi.waitFor(() => expect(familyMembers()).toEqual([]), { timeout: 3_000, interval: 20 })
  })

  it('its keeper is killed', async () => {
    const { stdout, stderr, exited, gone } = supervise({ command: process.execPath, args: [`${folder}family.mjs`], cwd: folder, env: {} })
    let said = ''
    stdout.on('data', text => said += text)
    stderr.resume()
    await vi.waitFor(() => expect(said).toContain('family'), { timeout: 15_000 })
    const [keeper] = execFileSync('ps', ['-axo', 'pid=,ppid=,args='], { encoding: 'utf8' })
      .split('\n')
      .map(line => line.trim().split(/\s+/))
      .filter(([, parent, ...args]) => Number(parent) === process.pid && args.join(' ').includes('supervisor.mjs'))
    process.kill(Number(keeper![0]), 'SIGKILL')
    await gone
    expect(await exited).toMatchObject({ code: null, problem: 'The program\'s keeper was ended from outside.' })
    await vi.waitFor(() => expect(familyMembers()).toEqual([]), { timeout: 3_000, interval: 20 })
  })
})
