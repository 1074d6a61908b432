import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { loadSlides } from '../talk/slides.ts'
import { portOf } from '../tools/deck.ts'
import { askTrace } from '../tools/kitchen.ts'
import { eventually, isListening, listDescendants } from '../tools/processes.ts'
import { setStage } from './stage.ts'

const EGG_MS = 200
const SLUG = 'promise-all'

const no = (await loadSlides()).find(({ demos }) => demos.includes(SLUG))!.no
const stage = setStage({ ms: EGG_MS })
let another: ChildProcess | undefined

afterAll(() => void another?.kill('SIGKILL'))

// Finding the kitchen among the deck's processes takes `ps`.
describe.skipIf(process.platform === 'win32')('when the kitchen has gone', () => {
  it('the slide says how to open one, and works again by itself when somebody has', { timeout: 120_000 }, async () => {
    const window = await stage.open()
    window.vigil.forgive(/ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|WebSocket connection to/)
    await window.goto(no)
    const demo = window.demo(SLUG, no)
    await demo.run()
    await demo.waitFor('done')

    const port = portOf(stage.deck.kitchenUrl)
    await closeKitchen(port)
    const alert = demo.root.getByRole('alert')
    await alert.waitFor({ timeout: 15_000 })
    expect(await alert.textContent()).toContain('npm run kitchen')

    // Impatience breaks nothing.
    await demo.run()
    await alert.waitFor()

    another = openKitchen(port)
    await alert.waitFor({ state: 'hidden', timeout: 30_000 })
    await demo.run()
    await demo.waitFor('done')
    expect(await askTrace(stage.deck.kitchenUrl, await demo.runId())).toHaveLength(4)
    window.vigil.expectQuiet()
    await window.context.close()
  })

  it('a run under way ends and says so', { timeout: 120_000 }, async () => {
    const window = await stage.open()
    window.vigil.forgive(/ERR_|WebSocket connection to/)
    await window.goto(no)
    const demo = window.demo(SLUG, no)
    await demo.run()
    await demo.waitFor('running')
    await closeKitchen(portOf(stage.deck.kitchenUrl))
    await demo.waitFor('failed')
    expect(await demo.status()).toMatch(/^Failed after \d/)
    await window.context.close()
  })
})

/** Ends the deck's kitchen, or the one that took its place, as a crash would. */
async function closeKitchen(port: number): Promise<void> {
  if (another) {
    another.kill('SIGKILL')
  }
  else {
    const kitchen = (await listDescendants(stage.deck.pid)).find(({ command }) => command.includes('egg-server/main.ts'))
    expect(kitchen, 'the kitchen is a process of its own').toBeDefined()
    process.kill(kitchen!.pid, 'SIGKILL')
  }
  await eventually(async () => !await isListening(port), () => `The kitchen still listens at ${port} after it was killed.`)
}

function openKitchen(port: number): ChildProcess {
  const root = fileURLToPath(new URL('..', import.meta.url))
  return spawn(process.execPath, ['--import', 'tsx', 'egg-server/main.ts', '--port', `${port}`, '--ms', `${EGG_MS}`], { cwd: root, stdio: 'ignore' })
}
