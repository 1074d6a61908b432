import type { KitchenEvent } from '../../trace/events.ts'
import type { FeedState, KitchenFeed } from './kitchen-feed.ts'
import { WebSocket } from 'undici'
import { afterEach, expect, it, vi } from 'vitest'
import { startKitchen } from '../../egg-server/node.ts'
import { openFeed } from './kitchen-feed.ts'
import { absoluteNow } from './messages.ts'

const open: { close: (graceMs?: number) => unknown }[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse())
    await each.close(0)
})

async function openKitchen(port = 0) {
  const kitchen = await startKitchen({ port, ms: 20 })
  open.push(kitchen)
  return kitchen
}

function listenTo(url: string): KitchenFeed {
  const feed = openFeed(url, { WebSocket })
  open.push(feed)
  return feed
}

it('hears every egg, of every run', async () => {
  const { url } = await openKitchen()
  const feed = listenTo(url)
  await feed.whenSynced()
  const heard: KitchenEvent[] = []
  feed.subscribe(event => heard.push(event))
  await fetch(`${url}/run/r1/A`)
  await fetch(`${url}/B`)
  await vi.waitFor(() =>
    expect(heard.map(({ kind, task, run }) => [kind, task, run])).toEqual([
      ['start', 'A', 'r1'],
      ['end', 'A', 'r1'],
      ['start', 'B', undefined],
      ['end', 'B', undefined],
    ]),
  )
})

it('knows how far the kitchen\'s clock is from ours', async () => {
  const { url, kitchen } = await openKitchen()
  const feed = listenTo(url)
  expect(feed.offset()).toBeUndefined()
  await feed.whenSynced()
  // Both clocks are in this process, so the truth is known.
  expect(Math.abs(kitchen.now() + feed.offset()! - absoluteNow())).toBeLessThan(5)
  await feed.sync()
  expect(Math.abs(kitchen.now() + feed.offset()! - absoluteNow())).toBeLessThan(5)
})

it('comes back by itself when the kitchen does', async () => {
  const first = await openKitchen()
  const feed = listenTo(first.url)
  const states: FeedState[] = []
  feed.onState(state => states.push(state))
  await feed.whenSynced()
  await first.close(0)
  await vi.waitFor(() => expect(feed.state).not.toBe('open'))
  await openKitchen(first.port)
  feed.retry()
  await vi.waitFor(() => expect(feed.state).toBe('open'), 5_000)
  await feed.whenSynced()
  expect(states.slice(0, 2)).toEqual(['open', 'closed'])
})

it('stays closed when it was closed', async () => {
  const { url } = await openKitchen()
  const feed = listenTo(url)
  await feed.whenSynced()
  feed.close()
  feed.retry()
  expect(feed.state).toBe('closed')
  await feed.sync()
})

it('lives without a kitchen', async () => {
  const { url, close } = await openKitchen()
  await close(0)
  const feed = listenTo(url)
  await vi.waitFor(() => expect(feed.state).toBe('closed'))
  expect(feed.offset()).toBeUndefined()
})
