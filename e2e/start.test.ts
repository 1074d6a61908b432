import type { Deck } from '../tools/deck.ts'
import process from 'node:process'
import { afterEach, describe, expect, it } from 'vitest'
import { fillFront, frontOf } from '../talk/front.ts'
import { loadDeck } from '../talk/slides.ts'
import { portOf, startDeck } from '../tools/deck.ts'
import { eventually, isAlive, isListening, listDescendants } from '../tools/processes.ts'

let deck: Deck
const title = fillFront('%title%', frontOf(await loadDeck()))

afterEach(() => deck?.stop())

describe.skipIf(process.platform === 'win32')('the deck and its kitchen', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGKILL', 'SIGHUP'] as const)(
    'end together by %s, and leave nothing behind',
    { timeout: 120_000 },
    async (signal) => {
      deck = await startDeck({ ms: 5000 })
      const family = await listDescendants(deck.pid)
      expect(family.map(({ command }) => command).join('\n')).toContain('egg-server/main.ts')
      // Eggs in the pan do not keep it.
      const egg = fetch(`${deck.kitchenUrl}/A`).catch(() => undefined)

      process.kill(deck.pid, signal)
      await deck.ended
      for (const address of [deck.url, deck.kitchenUrl]) {
        await eventually(
          async () => !(await isListening(portOf(address))),
          () => `Something still listens at ${address} after ${signal}.`,
          15_000,
        )
      }
      for (const { pid, command } of family) {
        await eventually(
          async () => !(await isAlive(pid)),
          () => `This is still running after ${signal}: ${command}`,
          15_000,
        )
      }
      await egg
    },
  )

  it('answer both, each at its own address', { timeout: 120_000 }, async () => {
    deck = await startDeck({ ms: 50 })
    expect(await (await fetch(`${deck.kitchenUrl}/A`)).text()).toBe('A')
    const page = await (await fetch(deck.url)).text()
    expect(page).toContain(title)
    expect(page, 'what is filled from slides.md').not.toMatch(/%(?:title|author|headline|info)%/)
  })
})
