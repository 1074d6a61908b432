import process from 'node:process'
import { describe, expect, it } from 'vitest'
import { loadSlides } from '../talk/slides.ts'
import { askTrace } from '../tools/kitchen.ts'
import { listDescendants } from '../tools/processes.ts'
import { setStage } from './stage.ts'

const SLUG = 'promise-all'

const no = (await loadSlides()).find(({ demos }) => demos.includes(SLUG))!.no
const stage = setStage()

// Finding the kitchen among the deck's processes takes `ps`.
describe.skipIf(process.platform === 'win32')('when the kitchen has gone', () => {
  it('the slide says so, sends nobody to a terminal, and works again by itself', { timeout: 120_000 }, async () => {
    const window = await stage.open()
    window.pageErrors.allow(/ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|WebSocket connection to/)
    await window.goto(no)
    const demo = window.demo(SLUG, no)
    await demo.run()
    await demo.waitFor('done')

    await endKitchen()
    const alert = demo.root.getByRole('alert').filter({ hasText: 'The kitchen is closed' })
    await alert.waitFor({ timeout: 15_000 })
    expect(await alert.textContent()).not.toMatch(/terminal|npm/)
    await alert.waitFor({ state: 'hidden', timeout: 30_000 })
    expect(stage.deck.output()).toMatch(/The kitchen has ended \(SIGKILL\)\. It is started again/)

    await demo.run()
    await demo.waitFor('done')
    expect(await askTrace(stage.deck.kitchenUrl, await demo.runId())).toHaveLength(4)
    window.pageErrors.expectNone()
    await window.context.close()
  })

  it('a run under way ends and says so', { timeout: 120_000 }, async () => {
    const window = await stage.open()
    window.pageErrors.allow(/ERR_|WebSocket connection to/)
    await window.goto(no)
    const demo = window.demo(SLUG, no)
    await demo.run()
    await demo.waitFor('running')
    await endKitchen()
    await demo.waitFor('failed')
    expect(await demo.status()).toMatch(/^Failed after \d/)
    await window.context.close()
  })
})

/** Ends the deck's kitchen as a crash would. */
async function endKitchen(): Promise<void> {
  const kitchen = (await listDescendants(stage.deck.pid)).find(({ command }) => command.includes('egg-server/main.ts'))
  expect(kitchen, 'the kitchen is a process of its own').toBeDefined()
  process.kill(kitchen!.pid, 'SIGKILL')
}
