import type { Route } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { loadSlides } from '../talk/slides.ts'
import { setStage } from './stage.ts'

/** Eggs and windows that come while a talk is under way. */

const SLUG = 'sequential'

const no = (await loadSlides()).find(({ demos }) => demos.includes(SLUG))!.no
const stage = setStage()

describe('an egg that is ordered from a terminal', () => {
  it('is seen on the slide, on any of them, and belongs to no run', async () => {
    const window = await stage.open()
    await window.goto(no)
    const demo = window.demo(SLUG, no)
    await demo.run()
    await demo.waitFor('running')
    const walkIns = window.page.getByRole('list', { name: 'Eggs that were ordered beside the slides' })
    const [egg, burnt] = ['guest', 'late'].map(name => `${stage.deck.kitchenUrl}/${name}?ms=1500`)
    const served = fetch(egg!).then(reply => reply.text())
    await walkIns.getByText('guest walked in').waitFor()
    expect(await served).toBe('guest')
    await walkIns.getByText(/^guest walked in, served after \d\.\d\d s$/).waitFor()
    await demo.waitFor('done')
    expect((await demo.rows()).map(({ task }) => task)).toEqual(['A', 'B', 'C', 'D'])

    await window.next()
    await fetch(`${burnt}&burn`)
    await walkIns.getByText(/^late walked in, burnt after/).waitFor()
    await walkIns.getByRole('listitem').first().waitFor({ state: 'detached' })
    window.pageErrors.expectNone()
    await window.context.close()
  })
})

describe('a hall that is still loading', () => {
  it('comes to where the speaker has turned meanwhile', async () => {
    const speaker = await stage.open()
    await speaker.goto(no, 'presenter')
    const hall = await speaker.another()
    const held = new Promise<Route>(resolve => hall.page.route('**/pages/play.vue*', resolve, { times: 1 }))
    await hall.page.goto(`${hall.url}/1`, { waitUntil: 'commit' })
    const route = await held
    await speaker.turnTo(no + 1)
    await route.continue()
    await hall.arrive(no + 1)
    expect(hall.currentSlide()).toBe(no + 1)
    expect(speaker.currentSlide()).toBe(no + 1)
    await speaker.context.close()
  })
})
