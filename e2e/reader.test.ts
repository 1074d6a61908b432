import type { Site } from './site.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadSlides } from '../talk/slides.ts'
import { setSiteStage } from './site.ts'

const SLUG = 'promise-all'
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

const slides = await loadSlides()
const no = slides.find(({ demos }) => demos.includes(SLUG))!.no
const stage = setSiteStage({ ms: 500 })

let site: Site
beforeAll(async () => {
  site = await stage.serve()
})

describe('the address of a demo', () => {
  it('opens its slide, cold and from another one', async () => {
    const window = await stage.open(site)
    await window.page.goto(`${window.url}/demo/${SLUG}`)
    await window.arrive(no)
    await window.goto(no + 5)
    await window.page.goto(`${window.url}/demo/${SLUG}`)
    await window.arrive(no)
    window.vigil.expectQuiet()
    await window.context.close()
  })

  it('opens its place in the text on a phone', async () => {
    const window = await stage.open(site, PHONE)
    await window.page.goto(`${window.url}/demo/${SLUG}`)
    await window.page.locator(`.reading [data-demo="${SLUG}"]`).waitFor()
    await window.context.close()
  })

  it('of one that does not exist says so', async () => {
    const window = await stage.open(site)
    await window.page.goto(`${window.url}/demo/no-such-thing`)
    await window.page.getByRole('alert').filter({ hasText: 'no demo called “no-such-thing”' }).waitFor()
    expect(await window.page.getByRole('link', { name: 'Promises' }).count()).toBeGreaterThan(0)
    await window.context.close()
  })
})
