import type { DemoOnSlide } from '../tools/pages.ts'
import type { Window } from './stage.ts'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { replaceRegion } from '../runner/code/program.ts'
import { loadSlides } from '../talk/slides.ts'
import { findOverflow } from './overflow.ts'
import { readProgram } from './programs.ts'
import { EGG_MS } from './shared-deck.ts'
import { setStage } from './stage.ts'

const SLUG = 'promise-all'

const slides = await loadSlides()
const { no } = slides.find(({ demos }) => demos.includes(SLUG))!
const { shown } = readProgram(SLUG)
const file = readFileSync(new URL('../demos/javascript/promise-all.ts', import.meta.url), 'utf8')
const stage = setStage()

let deck: Window
let demo: DemoOnSlide
/** To open a window takes seconds: one that a test leaves as it found it is the next one's. */
let canBeUsedAgain = false

beforeEach(async () => {
  if (!canBeUsedAgain) {
    deck = await stage.open()
    await deck.goto(no)
  }
  canBeUsedAgain = true
  demo = deck.demo(SLUG, no)
  // Notes stay with the deck: a test begins with a clean slide, as Reset leaves it.
  if (await demo.button('Reset').isEnabled())
    await demo.reset()
})

afterEach(async ({ task }) => {
  const isWhole = task.result?.state !== 'fail' && deck.page.url() === `${deck.url}/${no}`
  if (isWhole) {
    if (await demo.button('Edit').getAttribute('aria-pressed') === 'true')
      await demo.button('Edit').click()
    if (await demo.button('Reset').isEnabled())
      await demo.reset()
    await deck.page.mouse.move(0, 0)
  }
  canBeUsedAgain &&= isWhole
  if (!canBeUsedAgain)
    await deck.context.close()
})

/** Opens the editor and writes a program in the place of the shown one. */
async function write(program: string): Promise<void> {
  if (await demo.button('Edit').getAttribute('aria-pressed') !== 'true')
    await demo.button('Edit').click()
  const content = demo.root.locator('.cm-content')
  await content.waitFor()
  await content.press('ControlOrMeta+a')
  await deck.page.keyboard.insertText(program)
}

async function writeAndRun(program: string): Promise<void> {
  await write(program)
  await deck.page.keyboard.press('ControlOrMeta+Enter')
}

const printed = () => demo.root.getByRole('log').textContent()
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

describe('editing a program on its slide', () => {
  it('runs what is seen, and nothing else', async () => {
    const program = shown.replace('\'D\'', '\'D\', \'E\'')
    await writeAndRun(program)
    await demo.waitFor('done')
    expect(await demo.source()).toBe(sha256(replaceRegion(file, program)))
    expect((await demo.rows()).map(({ task }) => task)).toContain('E')
    await deck.page.keyboard.press('Escape')
    expect(await demo.code()).toBe(program)
    expect(await findOverflow(deck, no)).toEqual([])
    deck.pageErrors.expectNone()
  })

  it('can be scrolled where it is longer or wider than its card', async () => {
    await write(`${Array.from({ length: 60 }, (_, n) => `console.log(${n}) // ${'far '.repeat(30)}`).join('\n')}`)
    await deck.page.keyboard.press('Escape')
    const code = demo.root.locator('.demo-code')
    const reached = () => code.evaluate(({ scrollLeft, scrollTop, scrollWidth, scrollHeight, clientWidth, clientHeight }) => ({
      right: Math.abs(scrollLeft + clientWidth - scrollWidth) <= 1 && scrollLeft > 0,
      bottom: Math.abs(scrollTop + clientHeight - scrollHeight) <= 1 && scrollTop > 0,
    }))
    expect(await reached()).toEqual({ right: false, bottom: false })
    await code.hover()
    await deck.page.mouse.wheel(9999, 9999)
    await expect.poll(reached).toEqual({ right: true, bottom: true })
    expect(await findOverflow(deck, no)).toEqual([])
  })

  it('brings the file back on Reset', async () => {
    await writeAndRun('console.log(1)')
    await demo.waitFor('done')
    await demo.reset()
    expect(await demo.code()).toBe(shown)
    expect(await demo.source()).toBe(sha256(file))
    expect(await demo.state()).toBe('idle')
  })

  it('keeps letters and arrows for itself while one types, and gives them back', async () => {
    await write('')
    await deck.page.keyboard.type('rxdof g')
    await deck.page.keyboard.press('ArrowLeft')
    await deck.page.keyboard.press('Tab')
    expect(deck.currentSlide()).toBe(no)
    expect(await demo.state()).toBe('idle')
    await deck.page.keyboard.press('Escape')
    await expect.poll(() => demo.root.locator('.cm-content').count()).toBe(0)
    expect(await demo.code()).toContain('rxdof')
    // Escape leaves, Tab goes on from where Edit is.
    await deck.page.keyboard.press('Tab')
    expect(
      await deck.page.evaluate(() => document.activeElement?.closest('[data-demo]') !== null && document.activeElement?.localName),
    ).toBe('button')
  })

  it('shows what does not parse at its place, and runs nothing', async () => {
    await writeAndRun('const egg = await fetch(stove + \'A\')\nconst = 1')
    await expect.poll(() => demo.root.locator('.program-notice').textContent()).toMatch(/Line 5, column 7 is not JavaScript or TypeScript/)
    await expect.poll(() => demo.root.locator('.cm-lintRange-error, .cm-lintPoint-error').count()).toBeGreaterThan(0)
    expect(await demo.state()).toBe('idle')
    expect(await findOverflow(deck, no)).toEqual([])
    await writeAndRun('console.log(2)')
    await demo.waitFor('done')
    expect(await printed()).toContain('2')
    expect(await demo.root.locator('.program-notice').count()).toBe(0)
  })

  it('is seen in the other windows', async () => {
    canBeUsedAgain = false
    const other = await deck.another()
    await other.goto(no)
    await write('console.log(\'from the first window\')')
    await expect.poll(() => other.demo(SLUG, no).code()).toBe('console.log(\'from the first window\')')
  })

  it('loads the editor only when Edit is pressed', async () => {
    const asked: string[] = []
    canBeUsedAgain = false
    deck.page.on('request', request => asked.push(request.url()))
    await deck.goto(no)
    // The slides beside it are mounted a second after it, what a press needs comes after three, and the code of all
    // slides after ten.
    await deck.page.waitForTimeout(4000)
    await deck.loadAll()
    const ofEditor = () => asked.filter(url => /codemirror|lezer|DemoEditor|create-editor/.test(url))
    expect(ofEditor()).toEqual([])
    await demo.button('Edit').click()
    await demo.root.locator('.cm-content').waitFor()
    expect(ofEditor()).not.toEqual([])
  })
})

describe('a parameter', () => {
  it('changes the constant that is seen, and what runs', async () => {
    await demo.root.getByRole('combobox', { name: 'eggs' }).selectOption({ label: '2' })
    expect(await demo.root.locator('.turned').textContent()).toBe('[\'A\', \'B\']')
    expect(await demo.code()).toBe(shown.replace(/\['A'.*\]/, '[\'A\', \'B\']'))
    await demo.run()
    await demo.waitFor('done')
    expect((await demo.rows()).map(({ task }) => task).filter(task => task !== 'top level')).toEqual(['A', 'B'])
    await demo.reset()
    expect(await demo.code()).toBe(shown)
  })
})

describe('a link to a program', () => {
  async function linkTo(program: string): Promise<string> {
    await deck.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await write(program)
    await demo.root.getByRole('button', { name: 'Copy link' }).click()
    await expect.poll(() => deck.page.evaluate(() => navigator.clipboard.readText())).toContain('edit=')
    const link = await deck.page.evaluate(() => navigator.clipboard.readText())
    await demo.reset()
    return link
  }

  it('brings it along, and leaves it to the reader to run it', async () => {
    const link = await linkTo('console.log(\'from afar\')')
    expect(new URL(link).search).toBe('')
    await deck.page.goto('about:blank')
    await deck.page.goto(link)
    await deck.arrive(no)
    await expect.poll(() => demo.code()).toBe('console.log(\'from afar\')')
    await deck.page.waitForTimeout(500)
    expect(await demo.state()).toBe('idle')
    await expect.poll(() => demo.root.locator('.program-notice').textContent()).toContain('came with the link')
    await demo.run()
    await demo.waitFor('done')
    expect(await printed()).toContain('from afar')
  })

  it.each(['#edit=promise-all.!!!', '#edit=promise-all.AAAA', `#edit=promise-all.${'A'.repeat(5000)}`, '?edit=promise-all.x'])(
    'that is broken shows the original and a note: %.30s',
    async (broken) => {
      await deck.page.goto('about:blank')
      await deck.page.goto(`${deck.url}/${no}${broken}`)
      await deck.arrive(no)
      await expect.poll(() => demo.root.locator('.program-notice').textContent()).toContain('This is the original.')
      expect(await demo.code()).toBe(shown)
      await demo.run()
      await demo.waitFor('done')
      deck.pageErrors.expectNone()
    },
  )
})

it('a run that stands still shows who waits for whom, and which of them in a circle', async () => {
  const { no } = slides.find(({ demos }) => demos.includes('deadlock'))!
  await deck.turnTo(no)
  demo = deck.demo('deadlock', no)
  await demo.run()
  await demo.waitFor('failed')
  const graph = demo.root.locator('[data-waits]')
  await graph.waitFor()
  // Which of them stood still first is a matter of a millisecond.
  const [a, b] = ['A waits on line \\d+ for the pepper, which B has', 'B waits on line \\d+ for the salt, which A has']
  expect(await graph.locator('figcaption').textContent()).toMatch(new RegExp(`(?:${a}; ${b}|${b}; ${a}): a circle\\.`))
  expect(await graph.locator('.arrow.alarm').count()).toBe(4)
  await demo.reset()
  await graph.waitFor({ state: 'detached' })
  deck.pageErrors.expectNone()
})

describe('a bad program ends with a sentence, and the next one runs', () => {
  const bad: [what: string, program: string, says: RegExp][] = [
    ['throws what is no error', 'throw { toString: null }', /threw .* not an Error/],
    ['throws nothing at all', 'await Promise.reject()', /threw undefined, which is not an Error/],
    ['rejects late', 'setTimeout(() => Promise.reject(new Error(\'too late\')), 50)', /A rejection was not handled: Error: too late/],
    ['imports what is not there', 'await import(\'./no.ts\')', /there is no demos\/javascript\/no\.ts/],
    ['imports a library', 'await import(\'react\')', /imports only relative modules/],
    ['imports from elsewhere', 'const from = \'https://example.com/x.js\'\nawait import(from)', /Line 5, column 14.*known before it runs/],
    ['reaches another address', 'await fetch(\'https://example.com/\')', /reaches only its kitchen/],
    ['opens a connection to another address', 'new WebSocket(\'wss://example.com/\')', /reaches only its kitchen/],
    ['fills memory', 'const all: number[][] = []\nfor (;;) all.push(new Array(1e6).fill(1.5))', /more than 1 GB/],
    ['grows a text for ever', 'let text = \'x\'\nfor (;;) text += text', /Invalid string length/],
    ['calls itself for ever', 'const f = (): number => f() + 1\nf()', /Maximum call stack/],
    ['waits for nothing', 'await new Promise(() => {})', /will never come/],
  ]

  async function nextRunIsClean() {
    await demo.reset()
    await demo.run()
    await demo.waitFor('done')
    const { eggs } = readProgram(SLUG).demo.expect
    expect(await demo.status()).toContain(`${eggs.length} of ${eggs.length} eggs`)
    expect(deck.currentSlide()).toBe(no)
  }

  it.each(bad)('%s', async (_, program, says) => {
    await writeAndRun(program)
    // What cannot be run is said below the program; what ended badly in the status.
    const said = async () => `${await demo.status()} ${(await demo.root.locator('.program-notice').allTextContents()).join(' ')}`
    await expect.poll(said, { timeout: 20_000 }).toMatch(says)
    await expect.poll(() => demo.state()).not.toBe('running')
    expect(await demo.state()).not.toBe('done')
    await nextRunIsClean()
    deck.pageErrors.expectNone()
  })

  it('writes HTML: it is shown as the text that it is', async () => {
    const html = '<img src=x onerror="document.body.dataset.owned=1"><style>*{display:none}</style>'
    // No egg may have such a name, and the kitchen says so.
    deck.pageErrors.allow(/^400 for .*%3Cimg/)
    await writeAndRun(`const name = ${JSON.stringify(html)}
async function fry(name) { return (await fetch(stove + encodeURIComponent(name))).text() }
console.log(await fry(name))
throw new Error(name)`)
    await demo.waitFor('failed')
    expect(await printed()).toContain(html)
    expect(await demo.status()).toContain('<img src=x')
    expect(await demo.root.locator('img, style').count()).toBe(0)
    expect(await deck.page.evaluate(() => document.body.dataset.owned)).toBeUndefined()
    await nextRunIsClean()
  })

  it('never ends: Stop ends it at once, and the slides are free meanwhile', async () => {
    await writeAndRun('for (;;);')
    await demo.waitFor('running')
    await deck.page.keyboard.press('Escape')
    // The page draws on, and takes a key, while the program is at it.
    await deck.page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))))
    expect(await demo.state()).toBe('running')
    await demo.stop()
    await demo.waitFor('stopped')
    expect(await demo.status()).toMatch(/^Stopped after/)
    await nextRunIsClean()
  })

  it('prints a million lines: the first and the last are shown, and it is said how many are between', async () => {
    await writeAndRun('for (let i = 0; i < 1_000_000; i++) console.log(i)')
    await demo.waitFor('done')
    expect(await printed()).toMatch(/\d lines are left out here\./)
    expect(await printed()).toMatch(/999999$/)
    await nextRunIsClean()
  })

  it('takes long: Stop ends it, at the kitchen too', async () => {
    await writeAndRun('await Promise.all([\'A\', \'B\'].map(name => fetch(stove + name + \'?ms=9000\')))')
    await demo.waitFor('running')
    await demo.stop()
    await demo.waitFor('stopped')
    expect(await demo.status()).toMatch(/^Stopped after/)
  })
})

describe('a guess', () => {
  const GUESS = `${EGG_MS * 2 / 1000} s`

  it('is locked, and lies under the result', async () => {
    await demo.root.getByRole('button', { name: GUESS, exact: true }).click()
    expect(await demo.root.getByText('How long will it take?').count()).toBe(0)
    await demo.run()
    await demo.waitFor('done')
    await expect
      .poll(() => demo.root.locator('.guess').textContent())
      .toMatch(new RegExp(`^You guessed ${GUESS}: (?:right|\\d\\.\\d\\d s too (?:long|short))$`))
    await demo.reset()
    expect(await demo.root.getByText('How long will it take?').count()).toBe(1)
  })

  it('is given with a digit, and a digit that is no answer is none', async () => {
    await deck.page.keyboard.press('5')
    expect(await demo.root.getByText('How long will it take?').count()).toBe(1)
    await deck.page.keyboard.press('2')
    await expect.poll(() => demo.root.locator('.guess').textContent()).toBe(`Your guess: ${GUESS}`)
    // It is locked: a second digit changes nothing.
    await deck.page.keyboard.press('1')
    await deck.page.keyboard.press('r')
    await demo.waitFor('done')
    await expect.poll(() => demo.root.locator('.guess').textContent()).toContain(`You guessed ${GUESS}`)
  })

  it('of eggs is picked with digits, and locked in with the next one', async () => {
    const race = slides.find(({ demos }) => demos.includes('promise-race'))!
    await deck.goto(race.no)
    const eggs = deck.demo('promise-race', race.no)
    if (await eggs.button('Reset').isEnabled())
      await eggs.reset()
    await deck.page.keyboard.press('1')
    await deck.page.keyboard.press('3')
    await deck.page.keyboard.press('5')
    await expect.poll(() => eggs.root.locator('.guess').textContent()).toBe('Your guess: A, C')
    await eggs.reset()
    await deck.goto(no)
  })

  it('closes the vote of a claim with a digit', async () => {
    const claim = slides.find(({ demos }) => demos.includes('overdraft'))!
    await deck.goto(claim.no)
    await deck.page.keyboard.press('3')
    await expect
      .poll(() => deck.demo('overdraft', claim.no).root.locator('xpath=ancestor::*[contains(@class,"quiz")]').locator('.ask').textContent())
      .toBe('You said “It depends”. Now run it.')
    await deck.goto(no)
  })

  it('can be skipped with one key, and Run does not wait for it', async () => {
    await deck.page.keyboard.press('x')
    await expect.poll(() => demo.root.getByText('How long will it take?').count()).toBe(0)
    await demo.reset()
    await demo.run()
    await demo.waitFor('done')
    expect(await demo.root.getByText('How long will it take?').count()).toBe(0)
  })
})

/** Many eggs, each of them short: the browser serves six at a time. */
const MANY = 120

describe('a run of more eggs than have room for a bar each', () => {
  it('is drawn within its axis, and names the one that is pointed at', async () => {
    await writeAndRun(
      `const eggs = Array.from({ length: ${MANY} }, (_, n) => 'egg-' + n)\nawait Promise.all(eggs.map(async (egg) => { await fetch(stove + egg + '?ms=20') }))`,
    )
    await demo.waitFor('done')
    await deck.page.keyboard.press('Escape')
    expect(await demo.status()).toMatch(new RegExp(`^${MANY} of ${MANY} eggs`))
    expect(await demo.rows()).toHaveLength(MANY)
    const crowd = demo.root.locator('.crowd')
    await crowd.getByText(`${MANY + 1} tasks`).waitFor()
    const [lanes, axis] = await Promise.all([crowd.boundingBox(), demo.root.locator('.scale line').first().boundingBox()])
    expect(lanes!.y).toBeGreaterThanOrEqual(axis!.y)
    expect(lanes!.y + lanes!.height).toBeLessThanOrEqual(axis!.y + axis!.height)
    await crowd.hover({ position: { x: lanes!.width / 2, y: lanes!.height - 1 } })
    await crowd.getByText(`egg-${MANY - 1}`).waitFor()
    await expect.poll(() => demo.root.locator('.band.on').count()).toBe(1)
    expect(await findOverflow(deck, no)).toEqual([])
    deck.pageErrors.expectNone()
  })
})

describe('a finished run', () => {
  it('lights the line of a bar and the bars of a line, pointed at or focused', async () => {
    await demo.run()
    await demo.waitFor('done')
    const litLines = demo.root.locator('.band.on')
    const paleLanes = () => demo.root.locator('.lane.faded').evaluateAll(lanes => lanes.map(lane => lane.getAttribute('data-task')))
    await expect.poll(() => litLines.count()).toBe(0)

    const line = demo.root.getByRole('button', { name: /^Line \d+: .*A, B, C, D/ })
    const bar = demo.root.getByRole('button', { name: /^C waited on line \d+/ })
    await bar.hover()
    await expect.poll(() => litLines.count()).toBe(1)
    expect((await litLines.boundingBox())!.y).toBe((await line.boundingBox())!.y)
    await line.hover()
    await expect.poll(paleLanes).toEqual(['top level'])

    await deck.page.mouse.move(0, 0)
    await expect.poll(paleLanes).toEqual([])
    await bar.focus()
    await expect.poll(() => litLines.count()).toBe(1)
    await line.focus()
    await expect.poll(paleLanes).toEqual(['top level'])
    expect(deck.currentSlide()).toBe(no)
  })

  it('can be wound back, with nothing run again', async () => {
    await demo.run()
    await demo.waitFor('done')
    const run = await demo.runId()
    await demo.root.getByRole('button', { name: 'Rewind' }).click()
    await expect.poll(() => demo.rows()).toEqual([])
    const slider = demo.root.getByRole('slider', { name: 'Moment of the run' })
    await slider.fill(`${EGG_MS / 2 - EGG_MS / 2 % 20}`)
    await expect.poll(() => demo.status()).toMatch(/^Rewound: 0 of 4 eggs, 4 in the pan/)
    expect(await findOverflow(deck, no)).toEqual([])
    await slider.press('End')
    await expect.poll(() => demo.status()).toMatch(/^4 of 4 eggs/)
    await demo.root.getByRole('button', { name: 'To what happened before' }).click()
    await expect.poll(() => demo.status()).toMatch(/^Rewound/)
    await demo.root.getByRole('button', { name: 'Rewind' }).click()
    await expect.poll(() => demo.status()).toMatch(/^4 of 4 eggs/)
    expect(await demo.runId()).toBe(run)
    expect(deck.currentSlide()).toBe(no)
    deck.pageErrors.expectNone()
  })
})

describe('a finger', () => {
  /** Goes 150 pixels to the left from a point. */
  async function drag({ x, y }: { x: number, y: number }): Promise<void> {
    canBeUsedAgain = false
    const session = await deck.context.newCDPSession(deck.page)
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: true })
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] })
    for (let by = 25; by <= 150; by += 25)
      await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: x - by, y }] })
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    await session.detach()
  }

  it('moves a slider, and on the slide beside it turns', async () => {
    await demo.run()
    await demo.waitFor('done')
    await demo.root.getByRole('button', { name: 'Rewind' }).click()
    const slider = demo.root.getByRole('slider', { name: 'Moment of the run' })
    await slider.press('End')
    const at = Number(await slider.inputValue())
    const { x, y, width, height } = (await slider.boundingBox())!
    await drag({ x: x + width - 4, y: y + height / 2 })
    await expect.poll(async () => Number(await slider.inputValue())).toBeLessThan(at)
    await deck.page.waitForTimeout(300)
    expect(deck.currentSlide()).toBe(no)

    const headline = (await deck.slide(no).locator('h1').first().boundingBox())!
    await drag({ x: headline.x + 200, y: headline.y + headline.height / 2 })
    await expect.poll(() => deck.currentSlide()).toBe(no + 1)
    await deck.goto(no)
  })
})

describe('what remains of a run', () => {
  it('can be played again, slowly, and held at any moment', async () => {
    // Long enough to be held while it plays, on a busy machine too.
    await writeAndRun('await fetch(stove + \'A?ms=1500\')')
    await demo.waitFor('done')
    await deck.page.keyboard.press('Escape')
    const run = await demo.runId()
    await demo.button('Rewind').click()
    const slider = demo.root.getByRole('slider', { name: 'Moment of the run' })
    const moment = async () => Number(await slider.inputValue())
    await expect.poll(moment).toBe(0)
    await demo.root.getByRole('button', { name: 'Play at a quarter of the speed' }).click()
    await expect.poll(moment).toBeGreaterThan(0)
    await demo.root.getByRole('button', { name: 'Pause' }).click()
    const held = await moment()
    expect(await demo.status()).toMatch(/^Rewound/)
    await deck.page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))))
    expect(await moment()).toBe(held)
    await demo.root.getByRole('button', { name: 'Play at a quarter of the speed' }).click()
    await expect.poll(moment).toBeGreaterThan(held)
    await expect.poll(() => demo.status(), { timeout: 20_000 }).toMatch(/^1 of 1 egg/)
    await demo.root.getByRole('button', { name: 'Play at a quarter of the speed' }).waitFor()
    expect(await demo.runId()).toBe(run)
    deck.pageErrors.expectNone()
  })

  it('can be saved as a trace that other tools open', async () => {
    expect(await demo.button('Save trace').isEnabled()).toBe(false)
    await demo.run()
    await demo.waitFor('done')
    const [download] = await Promise.all([deck.page.waitForEvent('download'), demo.button('Save trace').click()])
    expect(download.suggestedFilename()).toMatch(/^promise-all.*\.json$/)
    const { traceEvents } = JSON.parse(readFileSync(await download.path(), 'utf8')) as { traceEvents: { name: string }[] }
    for (const egg of ['A', 'B', 'C', 'D'])
      expect(traceEvents.map(({ name }) => name)).toContain(egg)
  })
})

/** How many of the eggs' notes were held at once, and what pitches they had: counted where the page plays them. */
async function listen(): Promise<() => Promise<{ most: number, pitches: number[] }>> {
  canBeUsedAgain = false
  await deck.page.evaluate(() => {
    const held = new Set<OscillatorNode>()
    const heard = { most: 0, pitches: [] as number[] }
    Object.assign(globalThis, { heard })
    const { start, stop } = OscillatorNode.prototype
    OscillatorNode.prototype.start = function (when) {
      start.call(this, when)
      // An egg that is done is plucked; one that is waited for is held.
      if (this.type !== 'sine')
        return
      held.add(this)
      heard.most = Math.max(heard.most, held.size)
      heard.pitches.push(Math.round(this.frequency.value))
    }
    OscillatorNode.prototype.stop = function (when) {
      stop.call(this, when)
      held.delete(this)
    }
  })
  return () => deck.page.evaluate(() => (globalThis as unknown as { heard: { most: number, pitches: number[] } }).heard)
}

describe('sound', () => {
  const sound = () => demo.root.getByRole('button', { name: 'Sound' })

  it('is off until it is wanted', async () => {
    const heard = await listen()
    expect(await sound().getAttribute('aria-pressed')).toBe('false')
    await demo.run()
    await demo.waitFor('done')
    expect(await heard()).toEqual({ most: 0, pitches: [] })
  })

  it('makes a chord of eggs at once, and a tune of eggs one by one', async () => {
    const heard = await listen()
    await sound().click()
    await demo.run()
    await demo.waitFor('done')
    const chord = await heard()
    expect(chord.most).toBe(4)
    expect(new Set(chord.pitches).size).toBe(4)
    await demo.reset()
    await deck.page.reload()

    const tune = await listen()
    await writeAndRun('for (const egg of [\'A\', \'B\', \'C\', \'D\'])\n  await fetch(stove + egg)')
    await demo.waitFor('done')
    expect(await tune()).toEqual({ most: 1, pitches: chord.pitches })
  })
})
