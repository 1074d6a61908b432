import type { RunEvent } from '../../trace/events.ts'
import type { Slide } from '../check.ts'
import type { Shown } from '../slide.ts'
import type { Runs } from '../time.ts'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, parse } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from '@slidev/parser'
import { beforeAll, describe, expect, it } from 'vitest'
import { findDemo } from '../../demos/catalogue.ts'
import { toLanes } from '../../trace/lanes.ts'
import { score, scoreRace } from '../../trace/score.ts'
import { findProblems, findRepeats, linksOf } from '../check.ts'
import { readNote } from '../note.ts'
import { toOutline } from '../outline.ts'
import { labelOf, readQuestion } from '../question.ts'
import { demosOn, headlinesOf, pathOf, plain, shownOn } from '../slide.ts'
import { loadDeck } from '../slides.ts'
import { secondsOf } from '../time.ts'
import { findVoiceProblems } from '../voices.ts'
import { GLOSSARY, LEAST_NOT_FALSE, MINUTES, MISCONCEPTIONS, MODELS, MOST_SLIDES, NEAR_S, ONE_VOICE } from './settings.ts'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** The names that Vue files in a folder give to what is in them. */
function namesIn(folder: string, options?: { recursive: boolean }): string[] {
  return readdirSync(folder, options).map(file => parse(String(file))).filter(({ ext }) => ext === '.vue').map(({ name }) => name)
}

const client = dirname(createRequire(import.meta.url).resolve('@slidev/client/package.json'))
const house = {
  // Only our own layouts: Slidev's others would break the look.
  layouts: new Set(namesIn(join(root, 'layouts'))),
  components: new Set([...namesIn(join(root, 'components'), { recursive: true }), ...namesIn(join(client, 'builtin'))]),
  findDemo,
  read: (path: string) => existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined,
}

function recordingOf(slug: string): RunEvent[] {
  const text = house.read(`demos/recordings/${slug}.ndjson`)
  return text === undefined ? [] : text.trim().split('\n').map(line => JSON.parse(line) as RunEvent)
}

/** As they were recorded. */
const runs: Runs = {
  secondsOf: slug => (recordingOf(slug).at(-1)?.t ?? 0) / 1000,
  asks: slug => findDemo(slug)?.question !== undefined,
}

/** What is asked before a run: by its slide, or by the program's entry. */
function questionOf({ component, demos, question }: Shown): string | undefined {
  return question ?? (component === 'LiveDemo' ? findDemo(demos[0]!)?.question : undefined)
}

/** Of the kitchen in which programs were recorded. */
const EGG_MS = 2000

const minutesOf = (slides: readonly Slide[]) => slides.reduce((sum, slide) => sum + secondsOf(slide, runs), 0) / 60
const inMinutes = (seconds: number) => `${Math.floor(seconds / 60)}:${String(Math.round(seconds % 60)).padStart(2, '0')}`

describe('the talk', () => {
  let slides: Slide[]
  let main: Slide[]
  let short: Slide[]
  let data: Awaited<ReturnType<typeof loadDeck>>

  beforeAll(async () => {
    data = await loadDeck()
    slides = data.slides.map(({ content, note, frontmatter, source }) => {
      const headlines = headlinesOf(content)
      const chapter = /chapters\/(\d\d)-/.exec(source.filepath)?.[1] ?? 'cover'
      return { chapter, headlines, title: headlines[0] ?? '(no headline)', note: note ?? '', frontmatter, content }
    })
    main = slides.filter(({ frontmatter }) => pathOf(frontmatter) !== 'more')
    short = slides.filter(({ frontmatter }) => pathOf(frontmatter) === 'short')
  })

  const hasTwoVoices = ({ chapter }: Slide) => !ONE_VOICE.includes(chapter)

  it('has all slides of all chapters: first those of the path, then what stands behind each chapter', () => {
    const files = [...new Set([...house.read('slides.md')!.matchAll(/^src: \.\/(.+)$/gm)].map(([, file]) => file!))]
    const written = files.flatMap(file => parseSync(house.read(file)!, file).slides)
    expect(slides).toHaveLength(written.length + 1)
    expect(slides.slice(0, main.length)).toEqual(main)
    // In the order of `slides.md`, whatever the numbers of the files are, and none in pieces.
    const order = ['cover', ...files.map(file => /chapters\/(\d\d)-/.exec(file)?.[1] ?? 'cover')]
    for (const part of [main, slides.slice(main.length)]) {
      expect(part.map(({ chapter }) => order.indexOf(chapter))).toEqual(
        part.map(({ chapter }) => order.indexOf(chapter)).sort((a, b) => a - b),
      )
    }
  })

  it('asks for nothing that is not there, and links to each address once', () => {
    expect(findProblems(slides, house)).toEqual([])
  })

  it('says no sentence twice in its notes', () => {
    expect(findRepeats(slides)).toEqual([])
  })

  it('speaks to a presenter in cues and to a reader in sentences', () => {
    const places = toOutline(data.slides).flatMap(({ name, places }) => [
      `/read/${name}`,
      ...places.map(({ slug }) => `/read/${name}/${slug}`),
    ])
    expect(findVoiceProblems(slides.filter(hasTwoVoices), new Set(places))).toEqual([])
  })

  it('says what was found only after each run of the path', () => {
    const silent = main.filter(hasTwoVoices).filter(({ frontmatter: { layout, after } }) => layout === 'demo' && after === undefined)
    expect(silent.map(({ title }) => title)).toEqual([])
  })

  it('cannot be guessed: a third of its verdicts are true, or it depends', () => {
    for (const path of [main, short]) {
      const verdicts = path.flatMap(({ frontmatter: { layout, verdict } }) => layout === 'quiz' ? [String(verdict)] : [])
      expect(verdicts.filter(verdict => verdict !== 'false').length).toBeGreaterThanOrEqual(LEAST_NOT_FALSE * verdicts.length)
    }
  })

  it('says how long each slide takes: its words, its runs and its questions', () => {
    const wrong = main.filter(hasTwoVoices).flatMap((slide) => {
      const [said, counted] = [readNote(slide.note).seconds ?? 0, secondsOf(slide, runs)]
      return Math.abs(said - counted) <= NEAR_S
        ? []
        : [`${slide.chapter}, “${slide.title}”: says ${inMinutes(said)}, takes ${inMinutes(counted)}`]
    })
    expect(wrong).toEqual([])
  })

  it('offers one right answer to each question, as its programs were recorded', () => {
    const asked = slides.flatMap(({ content }) => shownOn(content)).flatMap((shown) => {
      const written = questionOf(shown)
      return written === undefined ? [] : [{ demos: shown.demos, written }]
    })
    const wrong = asked.flatMap(({ demos, written }) => {
      const { eggs } = findDemo(demos[0]!)!.expect
      const { choices } = readQuestion(written, { eggs, eggMs: EGG_MS, contestants: demos })
      const times = demos.map(slug => ({ slug, ms: toLanes(recordingOf(slug)).ms! }))
      const right = choices.filter(choice =>
        (choice.ask === 'quickest' ? scoreRace(choice, times) : score(choice, recordingOf(demos[0]!)))?.right)
      return choices.length === 0 || right.length === 1 ? [] : [`${demos}, “${written}”: right is ${right.map(labelOf).join(', ') || 'none'}`]
    })
    expect(asked.length).toBeGreaterThan(0)
    expect(wrong).toEqual([])
  })

  it('keeps within its slides and its minutes', () => {
    expect(main.length).toBeLessThanOrEqual(MOST_SLIDES)
    expect(minutesOf(main)).toBeLessThanOrEqual(MINUTES.main)
    expect(minutesOf(short)).toBeLessThanOrEqual(MINUTES.short)
  })

  it('says how long it takes', async () => {
    expect(data.headmatter).toMatchObject({ duration: `${MINUTES.main}min`, shortDuration: `${MINUTES.short}min` })
    for (const file of ['README.md', 'chapters/README.md']) {
      const text = (await readFile(join(root, file), 'utf8')).replace(/\s+/g, ' ')
      expect(text).toMatch(new RegExp(`\\btakes (?:about )?${MINUTES.main}\\b`))
      expect(text).toMatch(new RegExp(`\\bpath of (?:about )?${MINUTES.short}\\b`))
    }
  })

  it.each(Object.entries(MODELS))('runs %s on the short path', (_, slugs) => {
    expect(short.flatMap(({ content }) => demosOn(content)).filter(slug => slugs.includes(slug))).not.toEqual([])
  })

  it.each(Object.entries(MISCONCEPTIONS))('disproves by a run that %s', (_, runs) => {
    const shown = slides.flatMap(({ content }) => shownOn(content)).flatMap(({ component, demos }) => [component, ...demos])
    expect(runs.filter(run => !shown.includes(run))).toEqual([])
  })

  it.each(Object.entries(MISCONCEPTIONS))('lets people say whether %s before they see it', (_, runs) => {
    const asks = slides.filter(({ content, frontmatter }) => frontmatter.layout === 'quiz' || shownOn(content).some(questionOf))
    const asked = asks.flatMap(({ content }) => demosOn(content))
    expect(runs.filter(run => asked.includes(run))).not.toEqual([])
  })

  it.skipIf(GLOSSARY === undefined)('explains each word of its glossary where it is first used: a note links it', () => {
    const words = slides
      .filter(({ chapter }) => chapter === GLOSSARY)
      .flatMap(({ content, title }) =>
        [...content.matchAll(/^\| (?!\|)(\S.*?) \| /gm)].map(([, word]) => ({
          word: plain(word!),
          place: `/read/glossary/${title.toLowerCase().replaceAll(' ', '-')}`,
        })),
      )
    const links = slides.flatMap(({ note }) => linksOf(note))
    const unlinked = words.filter(({ word, place }) => !links.some(({ text, href }) =>
      href === place && word.split(', ').some(one => plain(text).toLowerCase().startsWith(one.toLowerCase()))))
    expect(words.length).toBeGreaterThan(0)
    expect(unlinked).toEqual([])
  })

  it('switches neither formulas nor Monaco on: both cost megabytes', () => {
    expect(data.features).toMatchObject({ katex: false, monaco: false })
  })
})
