import type { Phone } from '../tools/phones.ts'
import type { Measure } from './report.ts'
import { openLine, openPhone } from '../tools/phones.ts'
import { median } from './report.ts'
import { onSlide } from './slide.ts'

/** As on a stage. */
const EGG_MS = 2000
const PHONES = 200
const TIMES = 5

/** Each phone sends as often while a run goes on: the hands of a room that cannot wait. */
const EVERY_MS = 1000

const PROGRAM = `await Promise.all(['A', 'B', 'C', 'D'].map(egg => fetch(stove + egg)))`

/** What 200 phones that have the room's page open, and go on voting, do to a run. */
export function benchRoom(): Promise<Measure[]> {
  return onSlide(EGG_MS, async ({ deck, demo, write }) => {
    await write(PROGRAM)
    /** Seconds of the run, by its own clock. */
    const run = async (): Promise<number> => {
      await demo.getByRole('button', { name: /^Run/ }).click()
      await demo.and(demo.page().locator('[data-state="running"]')).waitFor()
      await demo.and(demo.page().locator('[data-state="done"]')).waitFor()
      return Number(/in (\d+\.\d+) s/.exec(await demo.getByRole('status').first().textContent() ?? '')?.[1])
    }
    const take = async (): Promise<number> => {
      const seconds: number[] = []
      for (let time = 0; time < TIMES; time++)
        seconds.push(await run())
      return median(seconds)
    }
    const alone = await take()
    const phones: Phone[] = await Promise.all(Array.from({ length: PHONES }, () => openPhone(deck.url)))
    const lines = await Promise.all(phones.map(() => openLine(deck.url)))
    const waits: number[] = []
    const voting = setInterval(() => phones.forEach(async ({ vote }) => {
      const began = performance.now()
      await vote(1, 0).catch(() => {})
      waits.push(performance.now() - began)
    }), EVERY_MS)
    const beside = await take()
    clearInterval(voting)
    await Promise.all(lines.map(line => line.cancel()))
    return [
      { what: `room: a run of four eggs, alone`, value: `${alone.toFixed(2)} s`, number: alone },
      {
        what: `room: the same while ${PHONES} phones have the page open and each sends once a second, over alone`,
        value: `${beside.toFixed(2)} s, ${(beside / alone).toFixed(3)}`,
        number: beside / alone,
        bar: { most: 1.01, text: 'at most 1.01' },
      },
      { what: `room: until one of these is answered, median`, value: `${median(waits).toFixed(0)} ms`, number: median(waits) },
    ]
  }, ['--remote'])
}
