import type { BrowserContext } from 'playwright-core'
import type { Recorded } from '../runner/replay/recording.ts'
import type { Deck } from '../tools/deck.ts'
import type { DemoOnSlide } from '../tools/pages.ts'
import type { Descendant } from '../tools/processes.ts'
import type { Window } from './stage.ts'
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findDemo } from '../demos/catalogue.ts'
import { canRun } from '../runner/process/can-run.ts'
import { describeRecording, parseRecording, RECORDINGS } from '../runner/replay/recording.ts'
import { loadSlides } from '../talk/slides.ts'
import { portOf, startDeck } from '../tools/deck.ts'
import { askHealth, askTrace } from '../tools/kitchen.ts'
import { DeckPage } from '../tools/pages.ts'
import { eventually, isAlive, isListening, listDescendants } from '../tools/processes.ts'
import { expectOverlap, expectTimeline } from './expect-timeline.ts'
import { readProgram } from './programs.ts'
import { EGG_MS } from './shared-deck.ts'
import { setStage } from './stage.ts'

/**
 * Programs of other languages on their slides: live where this machine has their toolchains, and played back where a
 * machine has none.
 */

/** So long that no program is done before the test has stopped it. */
const SLOW_EGG_MS = 25_000

/** A start of the JVM, or a first build, on a machine that does something else as well. */
const PATIENT_MS = 180_000

/** Of two times, two decimals each. */
const ROUNDING_MS = 11

const slides = (await loadSlides()).flatMap(({ no, demos, races }) => [
  ...demos.map(slug => ({ no, slug, slugs: [slug] })),
  ...races.map(slugs => ({ no, slug: slugs.join(', '), slugs })),
]).filter(({ slugs }) => findDemo(slugs[0]!)?.language !== 'javascript')

const slideOf = (slug: string) => slides.find(one => one.slug === slug)!.no

/** An interpreter, and two languages that are built first. */
const LIVE = await Promise.all(
  ['python-sequential', 'go-waitgroup', 'rust-threads'].map(async slug => ({
    slug,
    no: slideOf(slug),
    can: (await canRun(findDemo(slug)!)).can,
  })),
)
const HERE = LIVE.find(({ can }) => can)

const stage = setStage()

async function inPan({ kitchenUrl }: Deck): Promise<number> {
  return (await askHealth(kitchenUrl)).pan
}

/**
 * Presses Run and waits until its eggs are in the pan. Answers the processes that the deck has now and had not before.
 */
async function runUntilItFries(demo: DemoOnSlide, deck: Deck): Promise<Descendant[]> {
  const before = new Set((await listDescendants(deck.pid)).map(({ pid }) => pid))
  await demo.run()
  await eventually(async () => await inPan(deck) > 0, () => 'No egg has reached the kitchen.', PATIENT_MS)
  return (await listDescendants(deck.pid)).filter(({ pid }) => !before.has(pid))
}

async function expectGone(family: Descendant[]): Promise<void> {
  for (const { pid, command } of family)
    await eventually(async () => !await isAlive(pid), () => `This is still running: ${command}`)
}

describe.each(LIVE)('$slug, live', ({ slug, no, can }) => {
  if (!can)
    return it.skip('skipped: its toolchain is not here')

  const { demo: { expect: expected }, sha256 } = readProgram(slug)
  let window: Window
  let demo: DemoOnSlide

  beforeAll(async () => {
    window = await stage.open()
    await window.goto(no)
    demo = window.demo(slug, no)
  })

  afterAll(() => window?.context.close())

  it('runs when Run is pressed, and shows what the kitchen saw', { timeout: PATIENT_MS }, async () => {
    await expect.poll(() => where(demo), { timeout: 30_000 }).toMatch(/^live · \w+ \d+\.\d+/)
    await demo.run()
    await demo.waitFor('running')
    await demo.waitFor('done', PATIENT_MS)
    const fried = await askTrace(stage.deck.kitchenUrl, await demo.runId())
    expect(fried.map(({ task }) => task).sort()).toEqual(expected.eggs.toSorted())
    expectOverlap(fried, expected)
    const rows = await demo.rows()
    expectTimeline(rows, fried, EGG_MS)
    // When the program heard of an egg is its own affair; how long it was in the pan is the kitchen's.
    const inKitchen = await demo.root.locator('table[data-timeline]').evaluate((table) => {
      const column = [...table.querySelectorAll('thead th')].findIndex(({ textContent }) => textContent!.trim() === 'In the kitchen (s)')
      return [...table.querySelectorAll('tbody tr')].map(({ children }) =>
        [children[0], children[column]].map(cell => cell!.textContent!.trim()) as [task: string, pan: string])
    })
    const pans = inKitchen.map(([task, pan]) => ({ task, times: pan.split(' to ').map(Number) }))
    const first = Math.min(...pans.map(({ times: [from] }) => from!))
    for (const { task, from, to } of fried) {
      const shown = pans.find(pan => pan.task === task)!.times.map(at => (at - first) * 1000)
      expect(shown.map((at, index) => Math.abs(at - [from, to][index]!) < ROUNDING_MS), `${task}: ${shown}, and was ${from} to ${to}`).toEqual([true, true])
    }
    expect(await demo.status()).toMatch(/^4 of 4 eggs in \d/)
    expect(await demo.source()).toBe(sha256)
    window.pageErrors.expectNone()
  })
})

// The other ways in which a deck can end are tried beside the supervisor, without a browser.
describe.skipIf(process.platform === 'win32').each(['SIGTERM', 'SIGKILL'] as const)(
  'a program that takes its time, on a deck that is ended by %s',
  (signal) => {
    let deck: Deck
    let context: BrowserContext

    beforeAll(async () => {
      deck = await startDeck({ ms: SLOW_EGG_MS })
    })

    beforeEach(async () => {
      context = await stage.browser.newContext()
    })

    afterEach(() => context?.close())

    afterAll(() => deck?.stop())

    async function show({ slug, no }: { slug: string, no: number }): Promise<DemoOnSlide> {
      const page = new DeckPage(await context.newPage(), deck.url)
      await page.goto(no)
      const demo = page.demo(slug, no)
      await expect.poll(() => where(demo), { timeout: 120_000 }).toMatch(/^live/)
      return demo
    }

    it.skipIf(!HERE)('is gone, all of it, when Stop is pressed', { timeout: PATIENT_MS }, async () => {
      const demo = await show(HERE!)
      const family = await runUntilItFries(demo, deck)
      expect(family.length, 'a keeper, and the program that it keeps').toBeGreaterThan(1)
      await demo.stop()
      await demo.waitFor('stopped')
      await expectGone(family)
      await eventually(
        async () => (await inPan(deck)) === 0,
        () => 'The gas is still on.',
      )
      expect((await askTrace(deck.kitchenUrl, await demo.runId())).map(({ end }) => end)).toContain('abort')
    })

    it.skipIf(!HERE)('goes on when its window is closed, and can be stopped from the next one', { timeout: PATIENT_MS }, async () => {
      const first = await show(HERE!)
      const family = await runUntilItFries(first, deck)
      expect(family.length).toBeGreaterThan(1)
      const run = await first.runId()
      await context.close()
      context = await stage.browser.newContext()
      const page = new DeckPage(await context.newPage(), deck.url)
      await page.goto(HERE!.no)
      const demo = page.demo(HERE!.slug, HERE!.no)
      await demo.waitFor('running')
      expect(await demo.runId()).toBe(run)
      await demo.stop()
      await demo.waitFor('stopped')
      await expectGone(family)
    })

    it.skipIf(!HERE)('is gone when the deck is', { timeout: PATIENT_MS }, async () => {
      const family = await runUntilItFries(await show(HERE!), deck)
      expect(family.length).toBeGreaterThan(1)
      process.kill(deck.pid, signal)
      await deck.ended
      await expectGone(family)
      for (const address of [deck.url, deck.kitchenUrl]) {
        await eventually(
          async () => !(await isListening(portOf(address))),
          () => `Something still listens at ${address} after ${signal}.`,
          15_000,
        )
      }
    })
  },
)

describe.skipIf(process.platform === 'win32')('on a machine with Node alone', () => {
  let deck: Deck
  let page: DeckPage

  beforeAll(async () => {
    // No tool is found by its name any more, and none by a variable that says where it is. Node is told by its path.
    deck = await startDeck({ ms: EGG_MS, env: { PATH: `${dirname(fileURLToPath(import.meta.url))}/no-tools`, JAVA_HOME: '' } })
    page = new DeckPage(await (await stage.browser.newContext()).newPage(), deck.url)
    await page.goto(1)
    // One by one, the styles of all slides would be made anew for each.
    await page.loadAll()
  })

  afterAll(async () => {
    await page?.page.context().close()
    await deck?.stop()
  })

  // A JDK is also looked for where Linux and macOS keep theirs, and Node runs the deck.
  it.each(slides.filter(({ slugs }) => !/^(?:node|java)$/.test(findDemo(slugs[0]!)!.language)))(
    'slide $no says of $slug that it is a recording, of when and of what, and how to run it',
    { timeout: PATIENT_MS },
    async ({ no, slugs }) => {
      await page.turnTo(no)
      const demo = slugs.length > 1 ? page.race(no) : page.demo(slugs[0]!, no)
      await expect.poll(() => where(demo), { timeout: 30_000 }).toMatch(/^recorded|: recorded/)
      const words = await where(demo)
      for (const slug of slugs) expect(words).toContain(labelOf(describeRecording(recordingOf(slug))))
      expect(words).toMatch(/; install \S+ \d[\d.]*(?: and \w+)? to run it live/)
      expect(await demo.button('Run').isEnabled()).toBe(true)
    },
  )

  it('plays the recording with its own times', { timeout: PATIENT_MS }, async () => {
    const slug = 'go-waitgroup'
    await page.turnTo(slideOf(slug))
    const demo = page.demo(slug, slideOf(slug))
    await expect.poll(() => where(demo), { timeout: 30_000 }).toMatch(/^recorded/)
    await demo.run()
    await demo.waitFor('replay')
    await expect.poll(() => demo.status(), { timeout: 30_000 }).toMatch(/^4 of 4 eggs in \d/)
    const recorded = parseRecording(recordingOf(slug))
    const at = (kind: string, task: string) =>
      (
        recorded.find(event => event.kind === kind && event.witness === 'kitchen' && 'task' in event && event.task === task)!.t / 1000
      ).toFixed(2)
    expect((await demo.rows()).toSorted((a, b) => a.task.localeCompare(b.task))).toEqual(
      ['A', 'B', 'C', 'D'].map(task => ({ task, started: at('start', task), ended: at('end', task), outcome: 'done' })),
    )
    expect(await demo.state()).toBe('replay')
    expect(await where(demo)).toContain(labelOf(describeRecording(recordingOf(slug))))
    expect(await inPan(deck), 'nothing was fried for it').toBe(0)
  })

  it('shows of a dump of all stacks the line that says why', { timeout: PATIENT_MS }, async () => {
    const slug = 'go-deadlock'
    await page.turnTo(slideOf(slug))
    const demo = page.demo(slug, slideOf(slug))
    await expect.poll(() => where(demo), { timeout: 30_000 }).toMatch(/^recorded/)
    await demo.run()
    await demo.waitFor('replay')
    const isSeen = (text: string) => demo.root.locator('.demo-output .line').filter({ hasText: text }).last().evaluate((line) => {
      const [pane, at] = [line.parentElement!.getBoundingClientRect(), line.getBoundingClientRect()]
      return at.top >= pane.top && at.bottom <= pane.bottom
    })
    await expect.poll(() => isSeen('all goroutines are asleep'), { timeout: 30_000 }).toBe(true)
    // Of what follows there is no room for all.
    expect(await isSeen('[sync.Mutex.Lock]')).toBe(false)
  })

  it.each([
    ['go-deadlock', /goroutine \d+ waits on line 17 for Mutex #\w{4}\. Who could end that, Go does not say\.$/, 3],
    ['python-asyncio-deadlock', /A waits on line 12 for a future; B waits .*\. Who could end that, asyncio does not say\.$/, 2],
  ])('draws of the dump of %s who waits, and what it does not tell as unknown', { timeout: PATIENT_MS }, async (slug, sentence, unknown) => {
    await page.turnTo(slideOf(slug))
    const demo = page.demo(slug, slideOf(slug))
    await expect.poll(() => where(demo), { timeout: 30_000 }).toMatch(/^recorded/)
    await demo.run()
    await demo.waitFor('replay')
    const waits = demo.root.locator('[data-waits]')
    await waits.getByText(sentence).waitFor({ timeout: 30_000 })
    expect(await waits.locator('.unknown').count()).toBe(unknown)
    // There is nothing else to draw.
    expect(await demo.root.locator('.timeline').count()).toBe(0)
  })
})

/** What a slide says of where its program runs or ran. */
async function where(demo: DemoOnSlide): Promise<string> {
  return (await demo.root.locator('.where').textContent({ timeout: 1_000 }).catch(() => '') ?? '').replace(/\s+/g, ' ').trim()
}

function recordingOf(slug: string): string {
  return readFileSync(new URL(`../${RECORDINGS}/${slug}.ndjson`, import.meta.url), 'utf8')
}

/** Date, machine and toolchain, as a slide writes them. */
function labelOf({ startedAt, machine, toolchain }: Recorded): string {
  const [year, month, day] = startedAt.slice(0, 10).split('-').map(Number)
  const name = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sept', 'Oct', 'Nov', 'Dec'][month! - 1]
  return `recorded ${day} ${name} ${year} · ${machine!.os}, ${machine!.cores} cores · ${Object.entries(toolchain)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')}`
}
