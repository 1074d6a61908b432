import type { Site, SiteWindow } from './site.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSlides } from '../talk/slides.ts'
import { askTabTrace, awaitServiceWorker, setSiteStage } from './site.ts'

/** The static site, seen once as a reader sees it. All that it has to hold is in `site.test.ts`. */

const SLUG = 'promise-all'

const { no } = (await loadSlides()).find(({ demos }) => demos.includes(SLUG))!
const stage = setSiteStage()

describe('the static site', () => {
  let site: Site
  let window: SiteWindow

  beforeAll(async () => {
    site = await stage.serve()
    window = await stage.open(site)
    await window.goto(no)
  })

  afterAll(() => window?.context.close())

  it('runs a program with no server behind it, and its kitchen saw every egg', async () => {
    await awaitServiceWorker(window)
    const demo = window.demo(SLUG, no)
    await demo.run()
    await demo.waitFor('done')
    expect(
      (await askTabTrace(window, await demo.runId()))
        .filter(({ kind }) => kind === 'end')
        .map(({ task }) => task)
        .sort(),
    ).toEqual(['A', 'B', 'C', 'D'])
    window.pageErrors.expectNone()
  })

  it('has the talk as a text', async () => {
    await window.page.goto(`${site.url}#/read`)
    await window.page.getByRole('heading', { level: 1 }).first().waitFor()
    expect(await window.page.getByRole('link').count()).toBeGreaterThan(10)
  })

  it('opens without its server once it has been visited', async () => {
    await site.stop()
    await window.page.reload()
    await window.page.getByRole('heading', { level: 1 }).first().waitFor()
  })
})
