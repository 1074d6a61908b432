import { fork } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

/** Connections at one time; each serves or abandons one egg after the other. */
const CLIENTS = 50

it('memory is as it was after 100 000 eggs that were served and 100 000 that were abandoned', { timeout: 300_000 }, async () => {
  const child = fork(fileURLToPath(new URL('memory.fixture.ts', import.meta.url)), {
    execArgv: ['--expose-gc', '--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  try {
    const [{ port }] = await once(child, 'message')

    async function weigh(): Promise<{ heapUsed: number, pan: number, served: number, aborted: number }> {
      child.send('weigh')
      const [weight] = await once(child, 'message')
      return weight
    }

    // Once over everything, so that what is compiled and cached is there before the first weighing.
    await serve(port, 10_000)
    await abandon(port, 2_000)
    const before = await weigh()
    await serve(port, 100_000)
    await abandon(port, 100_000)
    const after = await weigh()
    expect(after).toMatchObject({ pan: 0, served: before.served + 100_000, aborted: before.aborted + 100_000 })
    // 100 bytes an egg would be 10 MB.
    expect(after.heapUsed - before.heapUsed).toBeLessThan(2 * 1024 * 1024)
  }
  finally {
    child.kill('SIGKILL')
  }
})

/** Eggs for a run, for nobody, and for a page: each way into the kitchen, and the events it remembers. */
function request(i: number, ms: number): string {
  return `GET ${i % 3 ? '' : `/run/r${i % 1000}`}/A?ms=${ms} HTTP/1.1\r\nHost: localhost\r\n${i % 2 ? 'Origin: http://localhost\r\n' : ''}\r\n`
}

async function serve(port: number, eggs: number): Promise<void> {
  await Promise.all(Array.from({ length: CLIENTS }, (_, client) => new Promise<void>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let left = eggs / CLIENTS
    const ask = (): boolean => socket.write(request(client, 0))
    socket.on('error', reject)
    socket.on('data', () => left-- > 1 ? ask() : socket.end())
    socket.on('close', () => resolve())
    ask()
  })))
}

async function abandon(port: number, eggs: number): Promise<void> {
  await Promise.all(Array.from({ length: CLIENTS }, async (_, client) => {
    for (let i = 0; i < eggs / CLIENTS; i++) {
      const socket = connect(port, '127.0.0.1')
      await once(socket, 'connect')
      socket.write(request(client + i * CLIENTS, 60_000), () => socket.destroy())
      await once(socket, 'close')
    }
  }))
}
