import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What Edit loads. */
const OF_EDITOR = ['components/parts/DemoEditor.vue', 'composables/editor/paint.ts', 'runner/code/compile.ts']

/** Not asked for by a press: loaded with the first slide, or only in the text, in the stove, or on a static site. */
const NOT_AT_A_PRESS = [
  'components/WalkIns.vue',
  'components/parts/SlideMistakes.vue',
  'components/StageLights.vue',
  'components/parts/TextOffer.vue',
  'components/parts/TryExamples.vue',
]

/** What the files load when it is needed, as paths from the top. */
function findLoaded(files: readonly string[]): string[] {
  return files.flatMap(file => Array.from(
    readFileSync(new URL(`../${file}`, import.meta.url), 'utf8').matchAll(/\bimport\('([^']+)'\)/g),
    ([, path]) => path!.startsWith('.') ? posix.join(posix.dirname(file), path!) : path!,
  ))
}

it('fetches ahead what a press on a slide needs, and not the editor', () => {
  const inRooms = ['components', 'composables'].flatMap(room => readdirSync(`${root}${room}`, { recursive: true, encoding: 'utf8' })
    .filter(file => /\.(?:vue|ts)$/.test(file) && !file.endsWith('.test.ts'))
    .map(file => `${room}/${file.replaceAll('\\', '/')}`))
  const slide = [...inRooms, 'global-top.vue', 'custom-nav-controls.vue']
  const needed = new Set(findLoaded(slide).filter(file => ![...NOT_AT_A_PRESS, ...OF_EDITOR].includes(file)))
  expect(needed.size).toBeGreaterThan(5)
  expect(findLoaded(['setup/load-ahead.ts']).sort()).toEqual([...needed].sort())
})
