import type { Browser, Locator, Page } from 'playwright-core'
import type { Finding } from './finding.ts'
import type { Stand } from './programs.ts'
import { seconds } from '../../trace/words.ts'
import { openWindow } from '../browser.ts'
import { missing, ready } from './finding.ts'

/** What Slidev lets its own tools see, in a deck that is not built. */
declare const __slidev__: { nav: { go: (no: number) => Promise<void> } }

/** A laptop beside the speaker, and projectors of both shapes. */
const LAPTOP = { width: 1440, height: 900 }
const HALLS = [{ width: 1920, height: 1080 }, { width: 1024, height: 768 }] as const

/** For the first page of a cold deck, and for a step in one that is warm. */
const COLD_MS = 240_000
const STEP_MS = 60_000

/** The longest that a run is let go on, by its own limit, and a build. */
const RUN_MS = 6 * 60_000

/**
 * Vite bundles a library when it first meets it, and loads the page anew: when none was met for so long, it knows all.
 */
const STILL_MS = 4_000

const FONTS = ['Fraunces Variable', 'Inter Variable', 'JetBrains Mono Variable']

/** Both windows of a talk. */
export interface Windows {
  presenter: Page
  hall: Page
}

function slide(page: Page, no: number): Locator {
  return page.locator(`.slidev-page-${no}`).filter({ visible: true }).first()
}

/** Opens both windows, as often as it takes until nothing is new to the deck any more. */
export async function openWindows(browser: Browser, url: string): Promise<Windows> {
  const context = await browser.newContext({ viewport: LAPTOP, permissions: ['screen-wake-lock'] })
  const presenter = await openWindow(context)
  const hall = await openWindow(context)
  await hall.setViewportSize(HALLS[0])
  for (const [page, path] of [[presenter, '/presenter/1'], [hall, '/1']] as const) {
    let loads = 0
    page.on('load', () => loads++)
    await page.goto(url + path, { timeout: COLD_MS })
    for (let before = -1; before !== loads;) {
      before = loads
      await slide(page, 1).waitFor({ timeout: COLD_MS })
      await page.waitForTimeout(STILL_MS)
    }
    page.setDefaultTimeout(STEP_MS)
  }
  return { presenter, hall }
}

/** The deck’s own fonts, from its own files. */
export async function checkFonts({ hall }: Windows): Promise<Finding> {
  const lost = await hall.evaluate(async (names) => {
    const loaded = await Promise.all(names.map(name => document.fonts.load(`16px "${name}"`)))
    return names.filter((_, index) => loaded[index]!.length === 0)
  }, FONTS)
  return lost.length === 0
    ? ready('Fonts', `all ${FONTS.length} from the deck’s own files`)
    : missing('Fonts', `${lost.join(', ')} did not load`, 'Run npm ci again: node_modules is not complete.')
}

/** Whether the slide fills each projector, and goes where the presenter goes. */
export async function checkScreens({ presenter, hall }: Windows, lastNo: number): Promise<Finding> {
  for (const size of HALLS) {
    await hall.setViewportSize(size)
    const fits = await hall
      .waitForFunction(
        () => {
          const box = document.querySelector('#slide-content')?.getBoundingClientRect()
          const root = document.documentElement
          return (
            box
            && Math.max(box.width / innerWidth, box.height / innerHeight) > 0.99
            && root.scrollWidth <= innerWidth
            && root.scrollHeight <= innerHeight
          )
        },
        undefined,
        { timeout: STEP_MS },
      )
      .then(
        () => true,
        () => false,
      )
    if (!fits) {
      return missing(
        'Screens',
        `the slide does not fill ${size.width} × ${size.height}`,
        'Set the browser’s zoom to 100 % (Ctrl+0), and rehearse again.',
      )
    }
  }
  const no = Math.min(2, lastNo)
  await presenter.evaluate(to => __slidev__.nav.go(to), no)
  const follows = await slide(hall, no).waitFor({ timeout: STEP_MS }).then(() => true, () => false)
  return follows
    ? ready(
        'Screens',
        `the projector follows the presenter; slides fill ${HALLS.map(({ width, height }) => `${width} × ${height}`).join(' and ')}`,
      )
    : missing('Screens', 'the projector’s window did not follow the presenter’s', 'Close all windows of the deck, and rehearse again.')
}

/** Runs what stands on a slide once, in the presenter’s window, and holds it against what the catalogue says of it. */
export async function runOnSlide(windows: Windows, stand: Stand, mayPlay: boolean): Promise<Finding> {
  const [{ presenter }, { no, how, demos }] = [windows, stand]
  const name = demos.map(({ slug }) => slug).join(' + ')
  await presenter.evaluate(to => __slidev__.nav.go(to), no)
  const root = slide(presenter, no).locator(how === 'race' ? '[data-race]' : `[data-demo="${demos[0]!.slug}"]`)
  let loads = 0
  presenter.on('load', () => loads++)
  try {
    await root.getByRole('button', { name: /^Run/ }).click()
    await root.and(presenter.locator('[data-state="idle"], [data-state="running"]')).waitFor({ state: 'detached', timeout: RUN_MS })
  }
  catch {
    return missing(name, `did not run on slide ${no}`, `Open http://localhost:3030/${no} and press Run: the slide says what is wrong.`)
  }
  // A recording is `replay` while it plays, too.
  await root.getByRole('button', { name: /^Run/ }).waitFor({ timeout: RUN_MS })
  // The first run of a cold deck met a library: it was bundled, and the page loaded anew under the run.
  if (loads > 0)
    return runOnSlide(windows, stand, mayPlay)
  const state = await root.getAttribute('data-state')
  const said = (await root.getByRole('status').first().textContent() ?? '').replace(/\s+/g, ' ').trim()
  const wanted = demos.some(({ expect }) => (expect.inBrowser?.outcome ?? expect.outcome) === 'failed') ? 'failed' : 'done'
  if (state === wanted || (state === 'replay' && mayPlay))
    return ready(name, `slide ${no}: ${said}`)
  return state === 'replay'
    ? missing(name, `slide ${no} played its recording`, 'Install its toolchain, or say --recordings if that is fine.')
    : missing(name, `slide ${no}: ${said}`, `It should end as “${wanted}”. npm run demo -- ${demos[0]!.slug} shows more.`)
}

/** How long it takes until a slide is there in a window that was just opened. */
export async function timeFirstSlide(browser: Browser, url: string): Promise<string> {
  const page = await browser.newPage({ viewport: HALLS[0] })
  const began = performance.now()
  await page.goto(`${url}/1`, { timeout: COLD_MS })
  await slide(page, 1).waitFor({ timeout: COLD_MS })
  await page.close()
  return seconds(performance.now() - began)
}
