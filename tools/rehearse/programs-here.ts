import type { Demo } from '../../demos/catalogue/demo.ts'
import type { Runnable } from '../../runner/process/can-run.ts'
import type { Finding } from './finding.ts'
import { startKitchen } from '../../egg-server/node.ts'
import { feedOf } from '../../runner/kitchen/node-feed.ts'
import { build } from '../../runner/process/build.ts'
import { canRun } from '../../runner/process/can-run.ts'
import { toolchains } from '../../runner/process/toolchains.ts'
import { startDemo } from '../../runner/terminal/start-demo.ts'
import { seconds } from '../../trace/words.ts'
import { missing, ready } from './finding.ts'

/** The demos of a language, in a few words. */
function inWords(demos: readonly Demo[]): string {
  const [first, ...more] = demos.map(({ slug }) => slug)
  return more.length === 0 ? first! : `${first} and ${more.length} more`
}

/** Looks for what each language of the path needs, and builds its programs. */
export async function* prepareLanguages(programs: readonly Demo[], root: string, mayPlay: boolean): AsyncGenerator<Finding> {
  const languages = new Set(programs.map(({ language }) => language))
  for (const language of languages) {
    if (language === 'javascript')
      continue
    const { name } = toolchains[language]
    const mine = await Promise.all(
      programs.filter(demo => demo.language === language).map(async demo => ({ demo, runnable: await canRun(demo) })),
    )
    const cannot = mine.filter(({ runnable }) => !runnable.can)
    if (cannot.length > 0) {
      const { why, howToGet } = cannot[0]!.runnable as Extract<Runnable, { can: false }>
      const plays = `${inWords(cannot.map(({ demo }) => demo))} ${cannot.length === 1 ? 'plays its recording' : 'play their recordings'}: ${why}`
      yield mayPlay ? ready(name, plays) : missing(name, plays, `${howToGet} Or say --recordings if that is fine.`)
    }
    const can = mine.flatMap(({ demo, runnable }) => runnable.can && runnable.process ? [{ demo, available: runnable.process }] : [])
    if (can.length > 0)
      yield await buildAll(name, can, root)
  }
}

async function buildAll(
  name: string,
  programs: readonly { demo: Demo, available: { tool: { path: string, version: string } } }[],
  root: string,
): Promise<Finding> {
  const began = performance.now()
  const { signal } = new AbortController()
  for (const { demo, available: { tool } } of programs) {
    if (demo.language === 'javascript')
      continue
    const built = await build(demo, toolchains[demo.language], { root, tool, signal, onLine: () => {} })
    if (built.outcome === 'failed')
      return missing(name, `${demo.slug} does not build: ${built.text}`, `npm run demo -- ${demo.slug} shows what the compiler says.`)
  }
  const isBuilt = programs.some(({ demo }) => demo.language !== 'javascript' && toolchains[demo.language].build)
  return ready(
    name,
    `${programs[0]!.available.tool.version}; ${inWords(programs.map(({ demo }) => demo))} ${isBuilt ? `built in ${seconds(performance.now() - began)}` : 'can run'}`,
  )
}

/** Runs a program of a board once: on its slide one goes through it step by step. */
export async function runBeside(demo: Demo, root: string, eggMs: number): Promise<Finding> {
  const runnable = await canRun(demo)
  // Its language has been said to be missing.
  if (!runnable.can)
    return ready(demo.slug, 'plays its recording')
  const { url, kitchen, close } = await startKitchen({ port: 0, ms: eggMs })
  try {
    const run = await startDemo(demo, { root, kitchen: url, eggMs, feed: feedOf(kitchen), runnable })
    const { outcome, ms, text = '' } = await run.finished
    return outcome === demo.expect.outcome
      ? ready(demo.slug, `on a board: ${outcome} in ${seconds(ms)}`)
      : missing(demo.slug, `ended as “${outcome}”: ${text}`, `npm run demo -- ${demo.slug} shows more.`)
  }
  finally {
    await close(0)
  }
}
