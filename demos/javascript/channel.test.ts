import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { Channel, select } from './channel.ts'

/** What has settled by now. */
async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending')
  await sleep(0)
  return await Promise.race([promise, Promise.resolve(pending)]) === pending
}

async function all<T>(from: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const value of from)
    found.push(value)
  return found
}

describe('a channel', () => {
  it('gives what was sent, in order', async () => {
    const eggs = new Channel<string>(2)
    await eggs.send('A')
    await eggs.send('B')
    expect(eggs.size).toBe(2)
    expect([await eggs.receive(), await eggs.receive()]).toEqual(['A', 'B'])
  })

  it('holds no more than its capacity: a sender waits for room', async () => {
    const eggs = new Channel<string>(1)
    await eggs.send('A')
    const sent = eggs.send('B')
    expect(await isPending(sent)).toBe(true)
    expect(eggs.size).toBe(1)
    expect(await eggs.receive()).toBe('A')
    await sent
    expect(eggs.size).toBe(1)
    expect(await eggs.receive()).toBe('B')
  })

  it('hands over from one to the other when it holds nothing', async () => {
    const eggs = new Channel<string>()
    const sent = eggs.send('A')
    expect(await isPending(sent)).toBe(true)
    expect(await eggs.receive()).toBe('A')
    await sent
    const received = eggs.receive()
    expect(await isPending(received)).toBe(true)
    await eggs.send('B')
    expect(await received).toBe('B')
  })

  it('gives each value to one receiver only, to the one who has waited longest', async () => {
    const eggs = new Channel<string>()
    const received = [eggs.receive(), eggs.receive()]
    await eggs.send('A')
    await eggs.send('B')
    expect(await Promise.all(received)).toEqual(['A', 'B'])
  })

  it('never has more in it than it may, however many send', async () => {
    const eggs = new Channel<number>(3)
    let most = 0
    const sending = Promise.all(Array.from({ length: 20 }, async (_, i) => {
      await eggs.send(i + 1)
      most = Math.max(most, eggs.size)
    }))
    void sending.then(() => eggs.close())
    expect(await all(eggs)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
    expect(most).toBeLessThanOrEqual(3)
  })

  it('can be emptied after it was closed, and then is over for everybody', async () => {
    const eggs = new Channel<string>(2)
    await eggs.send('A')
    const late = new Channel<string>().receive()
    eggs.close()
    await expect(eggs.send('B')).rejects.toThrow('closed')
    expect(await all(eggs)).toEqual(['A'])
    expect(await eggs.receive()).toBeUndefined()
    expect(await isPending(late)).toBe(true)
  })

  it('refuses those who still wait to send when it is closed, and frees those who wait to receive', async () => {
    const full = new Channel<string>()
    const sent = full.send('A')
    full.close()
    await expect(sent).rejects.toThrow('closed')
    const empty = new Channel<string>()
    const received = empty.receive()
    empty.close()
    expect(await received).toBeUndefined()
  })

  it('refuses a capacity that is none', () => {
    expect(() => new Channel(-1)).toThrow('-1')
    expect(() => new Channel(Number.NaN)).toThrow('NaN')
  })
})

describe('select', () => {
  it('takes from one channel and leaves the others alone', async () => {
    const [eggs, orders] = [new Channel<string>(1), new Channel<string>(1)]
    await eggs.send('A')
    await orders.send('toast')
    expect(await select({ eggs, orders })).toEqual({ from: 'eggs', value: 'A' })
    expect(orders.size).toBe(1)
    expect(await select({ eggs, orders })).toEqual({ from: 'orders', value: 'toast' })
  })

  it('leaves when it has found something: what comes later is for others', async () => {
    const [eggs, orders] = [new Channel<string>(), new Channel<string>()]
    const selected = select({ eggs, orders })
    await orders.send('toast')
    expect(await selected).toEqual({ from: 'orders', value: 'toast' })
    const sent = eggs.send('A')
    expect(await isPending(sent)).toBe(true)
    expect(await eggs.receive()).toBe('A')
  })

  it('gives up in time, and takes nothing after that', async () => {
    const eggs = new Channel<string>(1)
    expect(await select({ eggs }, 5)).toEqual({ from: 'timeout', value: undefined })
    await eggs.send('A')
    expect(eggs.size).toBe(1)
  })

  it('hears that a channel is closed', async () => {
    const eggs = new Channel<string>()
    const selected = select({ eggs }, 1000)
    eggs.close()
    expect(await selected).toEqual({ from: 'eggs', value: undefined })
  })
})
