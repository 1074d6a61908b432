import type { Locator, Page, Request, Response } from 'playwright-core'
import { expect } from 'vitest'
import { eventually } from './processes.ts'

/** What Slidev lets its own tools see, in a deck that is not built. */
declare const __slidev__: {
  nav: { clicksTotal: number, go: (no: number, click: number) => Promise<void>, slides: { load: () => Promise<unknown> }[] }
}

/** How the deck shows a slide: to the audience, or to the speaker with notes. */
export type View = 'slide' | 'presenter'

export type DemoState = 'idle' | 'running' | 'done' | 'failed' | 'stopped' | 'replay'

/** A row of a demo's table for readers. Seconds as they are written there. */
export interface ShownRow {
  task: string
  started: string
  ended: string
  outcome: string
}

/** Generous: a first visit compiles the slide, on a machine that may be busy. */
const ARRIVE_MS = 90_000

/** Notes what a page asks for and complains of while it is opened. */
function watchOpening(page: Page): { tell: () => string, end: () => void } {
  const open = new Set<string>()
  const complaints: string[] = []
  const ask = (request: Request): void => void open.add(request.url())
  const answer = (request: Request): void => void open.delete(request.url())
  const fail = (request: Request): void => {
    answer(request)
    complaints.push(`${request.failure()?.errorText} for ${request.url()}`)
  }
  const respond = (response: Response): void => {
    if (response.status() >= 400)
      complaints.push(`${response.status()} for ${response.url()}`)
  }
  const complain = (error: Error): void => void complaints.push(String(error))
  page.on('request', ask).on('requestfinished', answer).on('requestfailed', fail).on('response', respond).on('pageerror', complain)
  return {
    tell: () => `It complained of: ${some(complaints)}. It still asks for: ${some([...open])}.`,
    end: () =>
      void page.off('request', ask).off('requestfinished', answer).off('requestfailed', fail).off('response', respond).off('pageerror', complain),
  }
}

function some(all: readonly string[]): string {
  const rest = all.length - 10
  return all.length === 0 ? 'nothing' : `${all.slice(0, 10).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`
}

/** A window with the deck in it. */
export class DeckPage {
  constructor(readonly page: Page, readonly url: string) {}

  /**
   * Opens a slide and waits until it is there and still. One that does not come is opened once more, and that is said:
   * a test is tried again, but not what is done before all tests of a file.
   *
   * @throws {Error} what the window asked for and complained of meanwhile, when the slide does not come then either.
   */
  async goto(no: number, view: View = 'slide', withinMs = ARRIVE_MS): Promise<void> {
    const address = `${this.url}${view === 'presenter' ? '/presenter' : ''}/${no}`
    const opening = watchOpening(this.page)
    try {
      for (let isAgain = false; ; isAgain = true) {
        const problem = await this.open(address, no, withinMs).catch((error: Error) => error)
        if (!problem)
          return
        const said = `${address} did not show its slide within ${withinMs / 1000} s, and is at ${this.page.url()}. ${opening.tell()}`
        if (isAgain || this.page.isClosed())
          throw new Error(`${said}\n${problem.message}`, { cause: problem })
        console.error(`${said} It is opened again.`)
      }
    }
    finally {
      opening.end()
    }
  }

  private async open(address: string, no: number, withinMs: number): Promise<void> {
    await this.page.goto(address, { timeout: withinMs })
    await this.arrive(no, withinMs)
  }

  /** Waits until a slide is shown, fonts, transition and all. */
  async arrive(no: number, withinMs = ARRIVE_MS): Promise<void> {
    await this.slide(no).waitFor({ timeout: withinMs })
    await this.page.waitForFunction(() => document.fonts.status === 'loaded'
      && !document.querySelector('[class*="-enter-active"], [class*="-leave-active"]'), undefined, { timeout: withinMs })
  }

  /** Turns to a slide, and to a step of it, without loading anything anew. */
  async turnTo(no: number, click = 0): Promise<void> {
    await this.page.evaluate(({ no, click }) => __slidev__.nav.go(no, click), { no, click })
    await this.arrive(no)
  }

  /** Fetches the code of all slides, as the deck does when one has been looked at for long. */
  async loadAll(): Promise<void> {
    await this.page.evaluate(async () => void await Promise.all(__slidev__.nav.slides.map(slide => slide.load())))
  }

  /** How many steps the slide that is shown has after its first. */
  countClicks(): Promise<number> {
    return this.page.evaluate(() => __slidev__.nav.clicksTotal)
  }

  /**
   * Waits until the page draws without a hitch for a second: a deck in development goes on loading its other slides for
   * some seconds, and each of their styles has all of them laid out anew.
   */
  async becomeIdle(): Promise<void> {
    await this.page.evaluate(async (): Promise<void> => {
      const nextFrame = (): Promise<number> => new Promise(resolve => requestAnimationFrame(resolve))
      for (let last = await nextFrame(), calm = 0; calm < 1000;) {
        const now = await nextFrame()
        calm = now - last < 50 ? calm + now - last : 0
        last = now
      }
    })
  }

  /** Waits until nothing moves that comes to an end by itself. */
  async becomeStill(): Promise<void> {
    await this.page.waitForFunction(() =>
      document
        .getAnimations()
        .every(({ playState, effect }) => playState !== 'running' || effect?.getComputedTiming().iterations === Infinity),
    )
  }

  /**
   * The slide as it is shown. Slidev keeps every slide it has shown, hidden; and beside the slide, the presenter shows
   * the next one, which may be the same slide again.
   */
  slide(no: number): Locator {
    return this.page.locator(`.slidev-page-${no}`).filter({ visible: true }).first()
  }

  /** The number of the slide that the address says is shown. */
  currentSlide(): number {
    return Number(/\/(\d+)\/?(?:\?.*)?$/.exec(this.page.url())?.[1])
  }

  /** Turns the slide by the arrow key, as a clicker does. */
  async next(): Promise<void> {
    await this.page.keyboard.press('ArrowRight')
  }

  async previous(): Promise<void> {
    await this.page.keyboard.press('ArrowLeft')
  }

  /** Sets the colours that the system prefers. */
  async setScheme(scheme: 'light' | 'dark'): Promise<void> {
    await this.page.emulateMedia({ colorScheme: scheme })
    await eventually(
      async () => (await this.page.evaluate(() => (document.documentElement.classList.contains('dark') ? 'dark' : 'light'))) === scheme,
      () => `The deck did not turn ${scheme}.`,
    )
  }

  /** A demo that stands alone on a slide. */
  demo(slug: string, no: number): DemoOnSlide {
    return new DemoOnSlide(this.slide(no).locator(`[data-demo="${slug}"]`))
  }

  /** A race on a slide. */
  race(no: number): DemoOnSlide {
    return new DemoOnSlide(this.slide(no).locator('[data-race]'))
  }
}

/** A demo on a slide, or a race of several, by what a person finds there. */
export class DemoOnSlide {
  constructor(readonly root: Locator) {}

  /** One of the demos of a race. */
  contestant(slug: string): DemoOnSlide {
    return new DemoOnSlide(this.root.locator(`[data-demo="${slug}"]`))
  }

  async state(): Promise<DemoState> {
    return await this.root.getAttribute('data-state') as DemoState
  }

  async waitFor(state: DemoState, timeout = 20_000): Promise<void> {
    let last: DemoState | undefined
    await eventually(
      async () => (last = await this.state()) === state,
      () => `The demo is ${last}, and was to be ${state} within ${timeout / 1000} s.`,
      timeout,
    )
  }

  /** Waits until its run is over, however it ended. A recording that is played is over when it can be played again. */
  async waitUntilOver(timeout = 20_000): Promise<DemoState> {
    await eventually(
      async () => (await this.button('Run').isVisible()) && (await this.state()) !== 'idle',
      () => `It is still running after ${timeout / 1000} s.`,
      timeout,
    )
    return this.state()
  }

  /** Presses Run, as soon as it can be pressed. */
  run(): Promise<void> {
    return this.button('Run').click()
  }

  stop(): Promise<void> {
    return this.button('Stop').click()
  }

  reset(): Promise<void> {
    return this.button('Reset').click()
  }

  button(name: 'Run' | 'Stop' | 'Reset' | 'Edit' | 'Rewind' | 'Save trace'): Locator {
    return this.root.getByRole('button', { name: new RegExp(`^${name}`) })
  }

  /** What it says about its run. */
  async status(): Promise<string> {
    return (await this.root.getByRole('status').textContent() ?? '').replace(/\s+/g, ' ').trim()
  }

  /** The table for readers. */
  rows(): Promise<ShownRow[]> {
    return this.root.locator('table[data-timeline] tbody tr').evaluateAll(rows => rows.map((row) => {
      const [task = '', started = '', ended = '', outcome = ''] = Array.from(row.children, cell => cell.textContent!.trim())
      return { task, started, ended, outcome }
    }))
  }

  /** How many tasks the table says that it has no row for. */
  async rowsLeftOut(): Promise<number> {
    const words = await this.root.locator('table[data-timeline] caption').textContent() ?? ''
    return Number(/and (\d+) more have no row/.exec(words)?.[1] ?? 0)
  }

  /** SHA-256 of the program that ran. */
  source(): Promise<string | null> {
    return this.root.getAttribute('data-source')
  }

  /** The run's name at the kitchen, once there was one. */
  async runId(): Promise<string> {
    await expect.poll(() => this.root.getAttribute('data-run')).toBeTruthy()
    return await this.root.getAttribute('data-run') as string
  }

  /** The code that is shown. */
  async code(): Promise<string> {
    const code = await this.root.locator('pre code').first().evaluate(element => element.textContent!)
    return code.trim()
  }
}
