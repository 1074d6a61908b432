import type { Demo, Language } from '../demos/catalogue.ts'
import { readQuestion } from '../components/demo/question.ts'
import { region } from '../runner/program.ts'

/** A slide as its Markdown has it. */
export interface Slide {
  /** The first headline without its marks, or `(no headline)`. */
  title: string
  headlines: string[]
  /** The two digits of its chapter's file, or `cover`. */
  chapter: string
  content: string
  note: string
  frontmatter: Record<string, unknown>
}

/** What slides may ask for by name: Slidev is silent about a name that is not there. */
export interface House {
  layouts: ReadonlySet<string>
  components: ReadonlySet<string>
  findDemo: (slug: string) => Demo | undefined
  /** The text of a file, by its path from the project's root; undefined where there is none. */
  read: (path: string) => string | undefined
}

/** How the badge of a slide calls each language; on slides, JavaScript goes without saying. */
const BADGES: Record<Language, string | undefined> = {
  javascript: undefined,
  node: 'Node.js',
  python: 'Python',
  rust: 'Rust',
  go: 'Go',
  elixir: 'Elixir',
  java: 'Java',
  lua: 'Lua',
}

const FENCE = /^```[\s\S]+?^```/gm

/** Without what is in fences and in code within lines: what is left is Markdown and components. */
function withoutCode(content: string): string {
  return content.replace(FENCE, '').replace(/`[^`\n]+`/g, 'code')
}

/** The headlines of a slide, without their marks. */
export function headlinesOf(content: string): string[] {
  return [...content.replace(FENCE, '').matchAll(/^# (.+)$/gm)].map(([, headline]) => headline!.replace(/[*`]/g, '').trim())
}

/** The seconds that a note asks for, or undefined where it does not begin with a time: `[1:30]`. */
export function secondsOf(note: string): number | undefined {
  const [, minutes, seconds] = /^\[(\d+):([0-5]\d)\]\s+\S/.exec(note) ?? []
  return minutes && seconds ? Number(minutes) * 60 + Number(seconds) : undefined
}

/** The minutes that the notes of these slides ask for. */
export function minutesOf(slides: readonly Slide[]): number {
  return slides.reduce((sum, { note }) => sum + (secondsOf(note) ?? 0), 0) / 60
}

interface Show { component: string, slug: string, question?: string }

/** The demos that a slide shows, one entry each. */
function showsOf(content: string): Show[] {
  return [...withoutCode(content).matchAll(/<(LiveDemo|MachineDemo|DemoRace)\b([^>]*)>/g)].flatMap(([, component, attributes]) => {
    const value = (name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(attributes!)?.[1]
    const slugs = component === 'DemoRace' ? value('demos')?.split(',') : [value('demo') ?? '']
    return (slugs ?? ['']).map(slug => ({ component: component!, slug: slug.trim(), question: value('predict') }))
  })
}

/** The addresses that a slide links to, with the text of each link. */
export function linksOf(content: string): { text: string, href: string }[] {
  return [...withoutCode(content).matchAll(/(?<!!)\[([^\]]*)\]\(([^)\s]*)\)/g)].map(([, text, href]) => ({ text: text!, href: href! }))
}

/**
 * What is wrong with these slides, a sentence each: layouts, components, demos, files and regions that are not there, a
 * headline or a note's time that is missing, a badge that names another language than the program's, links that are
 * not well-formed, and addresses that are linked to twice.
 */
export function findProblems(slides: readonly Slide[], house: House): string[] {
  const seen = new Map<string, string>()
  return slides.flatMap((slide) => {
    const at = (problem: string) => `${slide.chapter}, “${slide.title}”: ${problem}`
    return [...problemsOfWords(slide), ...problemsOfNames(slide, house), ...problemsOfDemos(slide, house), ...problemsOfLinks(slide, seen)].map(at)
  })
}

function* problemsOfWords({ headlines, content, note }: Slide): Generator<string> {
  if (headlines.length === 0)
    yield 'it has no headline'
  else if (!/^# .*\*.+\*/m.test(content))
    yield 'no phrase of its headline is in asterisks'
  if (secondsOf(note) === undefined)
    yield 'its note does not begin with a time, as in [1:30]'
}

function* problemsOfNames({ frontmatter, content }: Slide, { layouts, components, read }: House): Generator<string> {
  const { layout = 'default' } = frontmatter
  if (!layouts.has(String(layout)))
    yield `there is no layout “${layout}”`
  for (const [, name] of withoutCode(content).matchAll(/<([A-Z]\w*)/g)) {
    if (!components.has(name!))
      yield `there is no component <${name}>`
  }
  for (const [, path, , name] of content.matchAll(/^<<< @\/([^\s#]+)(#([\w-]+))?/gm)) {
    const text = read(path!)
    if (text === undefined)
      yield `there is no file ${path}`
    else if (name && !hasRegion(text, name))
      yield `${path} has no region “${name}”`
  }
  for (const [, alt, source] of content.matchAll(/!\[([^\]]*)\]\(([^)\s]+)\)/g)) {
    if (!alt)
      yield `the picture ${source} has no words for who cannot see it`
    if (!source!.startsWith('/') || read(`public${source}`) === undefined)
      yield `the picture ${source} is not in public/`
  }
}

function* problemsOfDemos({ frontmatter, content }: Slide, { findDemo, read }: House): Generator<string> {
  for (const [, slugs] of content.matchAll(/<!-- (?:demo|race): ([\w,-]+) -->/g)) {
    if (slugs!.split(',').every(findDemo))
      yield `${slugs} is in the catalogue, and what stands in for it is still there`
  }
  for (const { component, slug, question } of showsOf(content)) {
    const demo = findDemo(slug)
    if (!demo) {
      yield `<${component}> asks for a demo “${slug}” that is not in the catalogue`
      continue
    }
    const text = read(demo.file)
    if (text === undefined)
      yield `${slug} has no file ${demo.file}`
    else if (!hasRegion(text, 'show'))
      yield `${demo.file} has no region “show”`
    if (BADGES[demo.language] !== frontmatter.language)
      yield `${slug} is in ${demo.language}, and the slide’s badge says ${frontmatter.language ?? 'nothing'}`
    if (question !== undefined)
      yield* problemsOfQuestion(question, demo)
  }
}

function* problemsOfQuestion(question: string, { expect }: Demo): Generator<string> {
  try {
    readQuestion(question, { eggs: expect.eggs, eggMs: 2000 })
  }
  catch (error) {
    yield (error as Error).message
  }
}

function hasRegion(text: string, name: string): boolean {
  try {
    return region(text, name).text !== ''
  }
  catch {
    return false
  }
}

/** What adds itself to an address to see who follows it. */
const TRACKING = /^(?:utm_\w+|fbclid|gclid|ref|si)$/

function* problemsOfLinks({ content, title }: Slide, seen: Map<string, string>): Generator<string> {
  for (const { text, href } of linksOf(content)) {
    if (!text.trim())
      yield `the link to ${href} has no words`
    if (!URL.canParse(href)) {
      yield `“${href}” is no address`
      continue
    }
    const { protocol, username, searchParams } = new URL(href)
    if (protocol !== 'https:' || username)
      yield `${href} is not a plain https address`
    for (const name of searchParams.keys()) {
      if (TRACKING.test(name))
        yield `${href} carries ${name}, which only counts who follows it`
    }
    const same = href.replace(/\/$/, '')
    if (seen.has(same))
      yield `${href} is linked from “${seen.get(same)}” as well`
    seen.set(same, title)
  }
}
