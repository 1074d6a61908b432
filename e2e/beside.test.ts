import { describe, expect, it } from 'vitest'
import { loadSlides } from '../talk/slides.ts'
import { setStage } from './stage.ts'

const no = (await loadSlides()).find(({ demos }) => demos.includes('promise-all'))!.no
const stage = setStage()

describe('a window that shows no slide', () => {
  it.each(['read', 'read/promises', 'models', 'overview', 'entry'])(
    'leaves the speaker and the hall where they are: /%s',
    { timeout: 120_000 },
    async (path) => {
      const speaker = await stage.open()
      const hall = await speaker.another()
      await Promise.all([speaker.goto(no, 'presenter'), hall.goto(no)])
      const other = await speaker.another()
      await other.page.goto(`${other.url}/${path}`)
      await other.page.locator('#app :is(a, h1)').first().waitFor()
      // It has heard all that the deck has to say, and could have answered.
      await other.page.evaluate(`import('/runner/windows/shared.ts').then(async ({ entries, isInStep }) => {
        entries()
        while (!isInStep.value)
          await new Promise(resolve => setTimeout(resolve, 10))
      })`)
      await other.page.waitForTimeout(500)
      expect([speaker.currentSlide(), hall.currentSlide()]).toEqual([no, no])
      // And they still go together.
      const both = (): number[] => [speaker.currentSlide(), hall.currentSlide()]
      await speaker.next()
      await expect.poll(both, { timeout: 20_000 }).toEqual([no + 1, no + 1])
      // The next windows follow these for as long as the deck has not heard that they are closed.
      await speaker.turnTo(no)
      await expect.poll(both, { timeout: 20_000 }).toEqual([no, no])
      await speaker.context.close()
    },
  )
})
