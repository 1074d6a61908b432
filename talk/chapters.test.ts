import type { Slide } from './check.ts'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, parse } from 'node:path'
import { load } from '@slidev/parser/fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { findDemo } from '../demos/catalogue.ts'
import preparser from '../setup/preparser.ts'
import { findProblems, findRepeats, headlinesOf, minutesOf } from './check.ts'

const root = new URL('..', import.meta.url).pathname.replace(/\/$/, '')
/** The links, after the last chapter. */
const LINKS = 16

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

const isTalk = ({ chapter, frontmatter }: Slide) => (chapter === 'cover' || Number(chapter) < LINKS) && frontmatter.path !== 'more'

describe('the talk', () => {
  let slides: Slide[]
  let data: Awaited<ReturnType<typeof load>>

  beforeAll(async () => {
    data = await load({ userRoot: root, roots: [root] } as never, `${root}/slides.md`)
    slides = data.slides.map(({ content, note, frontmatter, source }) => {
      const headlines = headlinesOf(content)
      const chapter = /chapters\/(\d\d)-/.exec(source.filepath)?.[1] ?? 'cover'
      return { chapter, headlines, title: headlines[0] ?? '(no headline)', note: note ?? '', frontmatter, content }
    })
  })

  it('finds every chapter that slides.md imports, and imports every chapter', () => {
    expect(Object.values(data.markdownFiles).flatMap(({ errors }) => errors ?? [])).toEqual([])
    const files = readdirSync(join(root, 'chapters')).filter(file => /^\d\d-.+\.md$/.test(file))
    expect([...new Set(slides.map(({ chapter }) => chapter))]).toEqual(['cover', ...files.map(file => file.slice(0, 2)).sort()])
  })

  it('asks for nothing that is not there, has all parts of each note, and links to each address once', () => {
    expect(findProblems(slides, house)).toEqual([])
  })

  it('says no sentence twice in its notes', () => {
    expect(findRepeats(slides)).toEqual([])
  })

  it('takes 45 to 60 minutes, and about 20 on the short path', () => {
    const talk = minutesOf(slides.filter(isTalk))
    expect(talk).toBeGreaterThan(45)
    expect(talk).toBeLessThan(60)
    const short = minutesOf(slides.filter(({ frontmatter }) => frontmatter.path === 'short'))
    expect(short).toBeGreaterThan(17)
    expect(short).toBeLessThan(22)
  })

  it('knows how long it takes, and says so', async () => {
    const talk = Number.parseInt(data.headmatter.duration as string)
    const short = Number.parseInt(data.headmatter.shortDuration as string)
    expect(Math.abs(talk - minutesOf(slides.filter(isTalk)))).toBeLessThan(2)
    expect(Math.abs(short - minutesOf(slides.filter(({ frontmatter }) => frontmatter.path === 'short')))).toBeLessThan(2)
    for (const file of ['README.md', 'chapters/README.md'])
      expect((await readFile(join(root, file), 'utf8')).replace(/\s+/g, ' ')).toContain(`takes about ${talk} minutes; \`TALK=short npm start\` keeps a path of about ${short}`)
  })

  it('switches neither formulas nor Monaco on: both cost megabytes', () => {
    expect(data.features).toMatchObject({ katex: false, monaco: false })
  })

  it('has every line of the syllabus on a slide, in a note, or a reason', async () => {
    const table = (await readFile(`${root}/chapters/README.md`, 'utf8')).matchAll(/^\| ([X\d.]+) \| (slide|note|left out) \| (\w*) \| (.+) \|$/gm)
    const rows = [...table].map(([, line, where, chapter, what]) => ({ line, where, chapter, what: what! }))
    expect(rows).toHaveLength(204)
    const lost = rows.filter(({ where, chapter, what }) => where !== 'left out' && !slides.some(slide => slide.chapter === chapter && slide.headlines.includes(what)))
    expect(lost).toEqual([])
  })

  it('keeps only the short path where the headmatter asks for it', async () => {
    const [extension] = await preparser({ filepath: 'slides.md', headmatter: { talk: 'short' } })
    const cover = { path: 'short', duration: '60min', shortDuration: '20min' }
    const other: Record<string, unknown> = { layout: 'demo' }
    await extension?.transformSlide?.('', cover)
    await extension?.transformSlide?.('', other)
    expect(cover).toEqual({ path: 'short', duration: '20min', shortDuration: '20min' })
    expect(other.hide).toBe(true)
    expect(await preparser({ filepath: 'slides.md', headmatter: { talk: 'full' } })).toEqual([])
  })
})
