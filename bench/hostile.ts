import type { Measure } from './report.ts'
import { onSlide } from './slide.ts'

/**
 * What floods a slide, with as much as a stranger's edit makes of it in one line. `stop`: it does not end by itself.
 */
const FLOODS: Record<string, { program: string, state: 'done' | 'failed' | 'stopped', stop?: true }> = {
  '50 000 awaits': { state: 'done', program: `const f = async () => { await 0 }\nfor (let i = 0; i < 50_000; i++) await f()` },
  '3 000 tasks': {
    state: 'done',
    program: `const pause = () => new Promise(resolve => setTimeout(resolve, 500))\nasync function task() { await pause() }\nawait Promise.all(Array.from({ length: 3000 }, task))`,
  },
  '20 000 reported starts, and an endless loop': {
    state: 'stopped',
    stop: true,
    program: `for (let i = 0; i < 20_000; i++) globalThis.__report({ kind: 'start', task: 'task ' + i })\nfor (;;);`,
  },
  'an error of 50 MB': { state: 'failed', program: `throw new Error('x'.repeat(50_000_000))` },
  // Chromium refuses the rest by itself, from a bare page too.
  '10 000 requests at once': {
    state: 'failed',
    program: `await Promise.all(Array.from({ length: 10_000 }, (_, i) => fetch(stove + 'egg-' + i + '?ms=0')))`,
  },
  '10 000 requests, 200 at a time': {
    state: 'done',
    program: `for (let i = 0; i < 10_000; i += 200) await Promise.all(Array.from({ length: 200 }, (_, j) => fetch(stove + 'egg-' + (i + j) + '?ms=0')))`,
  },
  '10 000 requests that are stopped': {
    state: 'stopped',
    stop: true,
    program: `await Promise.all(Array.from({ length: 10_000 }, (_, i) => fetch(stove + 'egg-' + i)))`,
  },
  'a flood of output': { state: 'stopped', stop: true, program: `for (let i = 0; ; i++) console.log('line', i, 'x'.repeat(200))` },
  'an output of 50 MB': { state: 'done', program: `console.log('x'.repeat(50_000_000))` },
}

const EGG_MS = 100
const STOP_AFTER_MS = 3000
/** A run ends by its limit; whatever is not over then never is. */
const OVER_MS = 60_000

const FRAME = { most: 100, text: 'at most 100 ms' }

/**
 * How long the deck's longest frame is while a program floods it, how soon it stops, and whether it is in order then.
 */
export function benchHostile(): Promise<Measure[]> {
  return onSlide(EGG_MS, async ({ page, demo, write, watchFrames }) => {
    const idle = Math.max(...await watchFrames(3000))
    const measures: Measure[] = [{ what: 'nothing runs: longest frame', value: `${idle.toFixed(0)} ms`, number: idle }]
    for (const [what, { program, state, stop }] of Object.entries(FLOODS)) {
      console.error(`  ${what} …`)
      await write(program)
      const over = demo.and(page.locator(':not([data-state="running"]):not([data-state="idle"])'))
      const watched = watchFrames()
      await demo.getByRole('button', { name: /^Run/ }).click()
      let stopMs: number | undefined
      if (stop) {
        await page.waitForTimeout(STOP_AFTER_MS)
        stopMs = await demo.evaluate(stopAndTime)
      }
      await over.waitFor({ timeout: OVER_MS })
      const longest = Math.max(...await watched)
      const became = await demo.getAttribute('data-state')
      measures.push({ what: `${what}: longest frame`, value: `${longest.toFixed(0)} ms`, number: longest, bar: FRAME })
      if (stopMs !== undefined)
        measures.push({ what: `${what}: Stop to stopped`, value: `${stopMs.toFixed(0)} ms`, number: stopMs, bar: FRAME })
      measures.push({
        what: `${what}: its state, and “${(await demo.getByRole('status').first().textContent())?.slice(0, 90)}”`,
        value: became ?? '',
        number: Number(became !== state),
        bar: { most: 0, text: state },
      })
      await demo
        .getByRole('button', { name: /^Reset/ })
        .first()
        .click()
    }
    return measures
  })
}

/** In the page: from a press of Stop to the state that says so. */
function stopAndTime(root: Element): Promise<number> {
  return new Promise((resolve) => {
    const began = performance.now()
    new MutationObserver((_, observer) => {
      if (root.getAttribute('data-state') === 'running')
        return
      observer.disconnect()
      resolve(performance.now() - began)
    }).observe(root, { attributes: true, attributeFilter: ['data-state'] })
    const stop = [...root.querySelectorAll('button')].find(button =>
      (button.getAttribute('aria-label') ?? button.textContent).trim().startsWith('Stop'),
    )
    stop?.click()
  })
}
