import { readFile } from 'node:fs/promises'
import { load } from '@slidev/parser/fs'
import { beforeAll, describe, expect, it } from 'vitest'
import preparser from './preparser.ts'

const root = new URL('..', import.meta.url).pathname.replace(/\/$/, '')
const APPENDIX = 16

interface Slide { chapter: string, headlines: string[], title: string, note: string, frontmatter: Record<string, unknown>, content: string }

/** Seconds that a note asks for, or undefined where it does not begin with a time. */
function secondsOf(note: string): number | undefined {
  const [, minutes, seconds] = /^\[(\d+):(\d\d)\]/.exec(note) ?? []
  return minutes && seconds ? Number(minutes) * 60 + Number(seconds) : undefined
}

const minutesOf = (slides: Slide[]) => slides.reduce((sum, { note }) => sum + (secondsOf(note) ?? 0), 0) / 60
const plain = (headline: string) => headline.replace(/[*`]/g, '').trim()
const isTalk = ({ chapter, frontmatter }: Slide) => (chapter === 'cover' || Number(chapter) < APPENDIX) && frontmatter.path !== 'detour'

describe('the talk', () => {
  let slides: Slide[]
  let data: Awaited<ReturnType<typeof load>>

  beforeAll(async () => {
    data = await load({ userRoot: root, roots: [root] } as never, `${root}/slides.md`)
    slides = data.slides.map(({ content, note, frontmatter, source }) => {
      const headlines = [...content.replace(/^```[\s\S]+?^```/gm, '').matchAll(/^# (.+)$/gm)].map(([, headline]) => plain(headline!))
      const chapter = /chapters\/(\d\d)-/.exec(source.filepath)?.[1] ?? 'cover'
      return { chapter, headlines, title: headlines[0] ?? '(no headline)', note: note ?? '', frontmatter, content }
    })
  })

  it('finds every chapter that slides.md imports', () => {
    expect(Object.values(data.markdownFiles).flatMap(({ errors }) => errors ?? [])).toEqual([])
    expect(new Set(slides.map(({ chapter }) => chapter)).size).toBe(18)
  })

  it('has a headline and a note with a time on every slide', () => {
    expect(slides.filter(({ note, headlines }) => secondsOf(note) === undefined || headlines.length === 0).map(({ title }) => title)).toEqual([])
  })

  it('says in a headline what matters', () => {
    expect(slides.filter(({ content }) => !/^# .*\*.+\*/m.test(content)).map(({ title }) => title)).toEqual([])
  })

  it('takes 45 to 60 minutes, and about 20 on the short path', () => {
    const talk = minutesOf(slides.filter(isTalk))
    expect(talk).toBeGreaterThan(45)
    expect(talk).toBeLessThan(60)
    const short = minutesOf(slides.filter(({ frontmatter }) => frontmatter.path === 'short'))
    expect(short).toBeGreaterThan(17)
    expect(short).toBeLessThan(22)
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
