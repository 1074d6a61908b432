import type { BareBrowser } from '../tools/bare-browser.ts'
import type { Measure } from './report.ts'
import { setTimeout as pause } from 'node:timers/promises'
import { onSlide } from './slide.ts'

/**
 * What floods a slide, with as much as a stranger's edit makes of it in one line. `stop`: it does not end by itself.
 * `bare`: as many of its 10 000 requests at a time are made from a page with nothing in it, too.
 */
const FLOODS: Record<string, { program: string, state: 'done' | 'failed' | 'stopped', stop?: true, bare?: number }> = {
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
  // From a bare page, Chromium refuses most of them.
  '10 000 requests at once': {
    state: 'done',
    bare: 10_000,
    program: `await Promise.all(Array.from({ length: 10_000 }, (_, i) => fetch(stove + 'egg-' + i + '?ms=0')))`,
  },
  '10 000 requests, 200 at a time': {
    state: 'done',
    bare: 200,
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
const FRAME = { most: 100, text: 'at most 100 ms' }

/**
 * How long the deck's longest frame is while a program floods it, how soon it stops, and whether it is in order then.
 */
export function benchHostile(): Promise<Measure[]> {
  return onSlide(EGG_MS, async ({ deck, browser, tab, write, press, look, watchFrames }) => {
    const idle = Math.max(...await watchFrames(3000))
    const measures: Measure[] = [{ what: 'nothing runs: longest frame', value: `${idle.toFixed(0)} ms`, number: idle }]
    for (const [what, { program, state, stop, bare }] of Object.entries(FLOODS)) {
      console.error(`  ${what} …`)
      const peer = bare === undefined ? undefined : await floodBare(browser, deck.url, deck.kitchenUrl, bare)
      await tab.bringToFront()
      await write(program)
      const watched = watchFrames()
      await press('Run')
      let stopMs: number | undefined
      if (stop) {
        await pause(STOP_AFTER_MS)
        stopMs = await tab.call(stopAndTime, null)
      }
      const longest = Math.max(...await watched)
      const { state: became, sentence } = await look()
      measures.push({
        what: `${what}: longest frame${peer === undefined ? '' : ` (a bare page with the same requests: ${peer.toFixed(0)} ms)`}`,
        value: `${longest.toFixed(0)} ms`,
        number: longest,
        bar: FRAME,
      })
      if (stopMs !== undefined)
        measures.push({ what: `${what}: Stop to stopped`, value: `${stopMs.toFixed(0)} ms`, number: stopMs, bar: FRAME })
      measures.push({
        what: `${what}: its state, and “${sentence.slice(0, 90)}”`,
        value: became,
        number: Number(became !== state),
        bar: { most: 0, text: state },
      })
      await press('Reset')
    }
    return measures
  })
}

/** The longest frame of a page without a deck, in whose worker as many requests are made: what is the browser's own. */
async function floodBare(browser: BareBrowser, deckUrl: string, kitchenUrl: string, atOnce: number): Promise<number> {
  // An address of the deck's origin, which the kitchen lets in, without the deck.
  const bare = await browser.openTab(`${deckUrl}/__kitchen`)
  try {
    await bare.bringToFront()
    return await bare.call(flood, { kitchenUrl, atOnce, momentMs: 1000 })
  }
  finally {
    await bare.close()
  }
}

/** In the page. */
function flood({ kitchenUrl, atOnce, momentMs }: { kitchenUrl: string, atOnce: number, momentMs: number }): Promise<number> {
  return new Promise<number>((resolve) => {
    const code = `const ask = i => fetch('${kitchenUrl}/egg-' + i + '?ms=0').catch(() => {})
      const all = async () => {
        for (let i = 0; i < 10_000; i += ${atOnce})
          await Promise.all(Array.from({ length: ${atOnce} }, (_, j) => ask(i + j)))
      }
      all().then(() => postMessage('done'))`
    let last = performance.now()
    let until = Infinity
    let longest = 0
    new Worker(URL.createObjectURL(new Blob([code]))).onmessage = () => until = performance.now() + momentMs
    requestAnimationFrame(function frame(now) {
      longest = Math.max(longest, now - last)
      last = now
      if (now < until)
        requestAnimationFrame(frame)
      else
        resolve(longest)
    })
  })
}

/** In the page: from a press of Stop to the state that says so. */
function stopAndTime(): Promise<number> {
  const root = document.querySelector('.live-demo[data-state="running"]')!
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
