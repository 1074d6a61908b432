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
  return onSlide(EGG_MS, async ({ deck, run, write }) => {
    await write(PROGRAM)
    /** Seconds of the run, by its own clock. */
    const time = async (): Promise<number> => Number(/in (\d+\.\d+) s/.exec((await run()).sentence)?.[1])
    const take = async (): Promise<number> => {
      const seconds: number[] = []
      for (let i = 0; i < TIMES; i++)
        seconds.push(await time())
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
