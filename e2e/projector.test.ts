import { expect, it } from 'vitest'
import { loadDeck } from '../talk/slides.ts'
import { BUSY_MS, setTwoWindows } from './two-windows.ts'

/** A projector of any shape shows the slide and nothing else. */

const two = await setTwoWindows('sequential')

/** 4:3, 5:4, 16:10, 16:9 of a laptop, a hall and 4K, and a wall that is wider. */
const SHAPES = [
  [1024, 768],
  [1280, 1024],
  [1280, 800],
  [1280, 720],
  [1366, 768],
  [1920, 1080],
  [1920, 1200],
  [3840, 2160],
  [2560, 1080],
] as const

it.each(SHAPES)('%i by %i has no bars and no buttons', { timeout: BUSY_MS }, async (width, height) => {
  const { page } = two.hall
  await page.setViewportSize({ width, height })
  await two.hall.becomeStill()
  const look = () => page.evaluate(() => {
    const slide = [...document.querySelectorAll('.slidev-layout')].find(one => one.checkVisibility())!
    const paper = getComputedStyle(slide).backgroundColor
    const [right, bottom] = [innerWidth - 1, innerHeight - 1]
    const edges = [0, 0.25, 0.5, 0.75, 1].flatMap(share =>
      [[0, share * bottom], [right, share * bottom], [share * right, 0], [share * right, bottom]] as const)
    return {
      // Of what is seen there, the first that has a colour.
      bars: edges.flatMap(([x, y]) => {
        const colour = document.elementsFromPoint(x, y)
          .filter(one => one.checkVisibility({ opacityProperty: true }))
          .map(one => getComputedStyle(one).backgroundColor)
          .find(colour => !/, 0\)$|transparent/.test(colour))
        return colour === paper ? [] : [`${colour} at ${x}, ${y}`]
      }),
      navs: [...document.querySelectorAll('nav')].filter(one => one.checkVisibility({ opacityProperty: true })).length,
      scrolls: document.documentElement.scrollWidth > innerWidth || document.documentElement.scrollHeight > innerHeight,
    }
  })
  await expect.poll(look).toEqual({ bars: [], navs: 0, scrolls: false })
})

it('shows no code to point a phone at for an address that only this machine has', { timeout: 2 * BUSY_MS }, async () => {
  const no = (await loadDeck()).slides.findIndex(({ content }) => content.includes('<DeckAddress')) + 1
  await two.presenter.turnTo(no)
  await two.hall.arrive(no)
  const slide = two.hall.slide(no)
  await slide.getByText('on this machine only').waitFor()
  expect(await slide.getByRole('img', { name: /QR code/ }).count()).toBe(0)
})
