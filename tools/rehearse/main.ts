import type { Finding } from './finding.ts'
import type { Rehearsal } from './options.ts'
import { createServer } from 'node:http'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { findDemo } from '../../demos/catalogue.ts'
import { HOST, isFree, nextFree } from '../../egg-server/listen.ts'
import { findPortHolder } from '../../egg-server/port-holder.ts'
import { createPaint, wantsColour } from '../../runner/terminal/paint.ts'
import { loadDeck } from '../../talk/slides.ts'
import { seconds } from '../../trace/words.ts'
import { openBrowser } from '../browser.ts'
import { startDeck } from '../deck.ts'
import { conclude, format, missing, ready } from './finding.ts'
import { HELP, readCommand } from './options.ts'
import { prepareLanguages, runBeside } from './programs-here.ts'
import { programsOf, standsOn } from './programs.ts'
import { checkFonts, checkScreens, openWindows, runOnSlide, timeFirstSlide } from './windows.ts'

/**
 * `npm run rehearse`: everything that a talk relies on, tried once, in the order in which it would go wrong.
 *
 * Exit 0: all is ready; 1: something is not; 2: a mistake on the command line.
 */

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const EXIT = { ready: 0, missing: 1, mistake: 2 } as const

const { stdout } = process
const paint = createPaint(wantsColour(stdout, process.env))
const findings: Finding[] = []

process.exit(await main(process.argv.slice(2)))

async function main(args: string[]): Promise<number> {
  const isShort = (process.env.TALK ?? String((await loadDeck()).headmatter.talk)) === 'short'
  const command = readCommand(args, isShort ? 'short' : 'full')
  switch (command.kind) {
    case 'help':
      stdout.write(HELP)
      return EXIT.ready
    case 'mistake':
      process.stderr.write(`${command.sentence}\n`)
      return EXIT.mistake
    case 'rehearse':
      await rehearse(command)
  }
  const options = [...command.path === 'short' && !isShort ? ['--path short'] : [], ...command.port === 3030 ? [] : [`--port ${command.port}`]]
  const start = ['npm start', ...options.length > 0 ? ['--', ...options] : []].join(' ')
  stdout.write(`\n${conclude(findings, start)}\n`)
  return findings.every(({ is }) => is === 'ready') ? EXIT.ready : EXIT.missing
}

function tell(finding: Finding): void {
  findings.push(finding)
  stdout.write(`${format(finding, (is, mark) => is === 'ready' ? paint.yolk(mark) : paint.bad(mark))}\n`)
}

async function rehearse({ path, ms, port, kitchenPort, mayPlay }: Rehearsal): Promise<void> {
  process.env.TALK = path
  const deck = await loadDeck()
  const slides = deck.slides
    .map(({ content, frontmatter }, index) => ({ no: index + 1, content, frontmatter }))
    .filter(({ frontmatter }) => frontmatter.path !== 'more')
  const stands = standsOn(slides, findDemo)
  stdout.write(`The ${path} path: ${slides.length} slides, ${programsOf(stands).length} programs. This takes a few minutes.\n\n`)

  tell(await checkPort('Deck', port, '--port'))
  if (kitchenPort !== 0)
    tell(await checkPort('Kitchen', kitchenPort, '--kitchen-port'))
  for await (const finding of prepareLanguages(programsOf(stands), ROOT, mayPlay))
    tell(finding)
  for (const demo of programsOf(stands.filter(({ how }) => how === 'board')))
    tell(await runBeside(demo, ROOT, ms))

  const began = performance.now()
  const served = await startDeck({ ms, env: { TALK: path } }).catch((error: Error) => error)
  if (served instanceof Error)
    return tell(missing('Server', 'the deck did not start', served.message))
  try {
    tell(ready('Server', `answers after ${seconds(performance.now() - began)}`))
    tell(await checkKitchen(served.url, ms))
    const browser = await openBrowser().catch((error: Error) => error)
    if (browser instanceof Error)
      return tell(missing('Browser', 'none that a program can drive, so no slide was opened', browser.message))
    try {
      const windows = await openWindows(browser, served.url)
      tell(ready('Warm', `both windows have loaded; the next first slide takes ${await timeFirstSlide(browser, served.url)}`))
      tell(await checkFonts(windows))
      tell(await checkScreens(windows, slides.length))
      for (const stand of stands.filter(({ how }) => how !== 'board'))
        tell(await runOnSlide(windows, stand, mayPlay))
    }
    finally {
      await browser.close()
    }
  }
  finally {
    await served.stop()
  }
}

async function checkPort(name: string, port: number, option: string): Promise<Finding> {
  return await isFree(createServer, port, HOST)
    ? ready(name, `port ${port} is free`)
    : missing(
        name,
        `port ${port} is taken by ${await findPortHolder(port)}`,
        `End that, or choose another: npm start -- ${option} ${await nextFree(createServer, port + 1, HOST)}`,
      )
}

/** Fries an egg by the deck's own address, as the windows of other machines do. */
async function checkKitchen(deck: string, ms: number): Promise<Finding> {
  const began = performance.now()
  const egg = await fetch(`${deck}/kitchen/A`).then(reply => reply.text(), (error: Error) => error.message)
  const took = performance.now() - began
  return egg === 'A' && took >= ms
    ? ready('Eggs', `one of ${ms} ms came after ${seconds(took)}`)
    : missing('Eggs', `instead of an egg came “${egg}” after ${seconds(took)}`, 'npm run kitchen shows what is wrong with the kitchen.')
}
