import type { Demo, Language } from '../demos/catalogue/demo.ts'
import { region } from '../runner/code/program.ts'
import { readQuestion } from './question.ts'

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

/** A paragraph of a note that says what can go wrong on its slide, and what to do then. */
const CAREFUL = 'Careful: '

/** Where a date or a number comes from; to a reader, small print. */
const SOURCES = /^(?:Sources?|Dates|Years)(?: for [^:]+)?: /

/** Something on the slide can be run, and so it can go wrong in front of people. */
const LIVE = /<(?:LiveDemo|MachineDemo|DemoRace|ThreeForms|\w+Board)\b/

/** A sentence of fewer words may well be said twice. */
const FEW_WORDS = 5

function paragraphsOf(note: string): string[] {
  return note.replace(/^\[\d+:\d\d\]\s*/, '').split(/\n\s*\n/).map(paragraph => paragraph.replace(/\s+/g, ' ').trim()).filter(Boolean)
}

/** What stands in more than one note, or twice in one: sentences, each once. A speaker would hear it. */
export function findRepeats(slides: readonly Pick<Slide, 'note'>[]): string[] {
  const sentences = slides.flatMap(({ note }) => paragraphsOf(note))
    .filter(paragraph => !SOURCES.test(paragraph))
    .flatMap(paragraph => paragraph.replace(CAREFUL, '').split(/(?<=[.?!][”"]?)\s+(?=[A-Z“"`])/))
    .filter(sentence => sentence.split(' ').length >= FEW_WORDS)
  return [...new Set(sentences.filter((sentence, index) => sentences.indexOf(sentence) !== index))]
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
 * headline that is missing, a note without one of its parts, a badge that names another language than the program's,
 * links that are not well-formed or lead elsewhere than they say, and addresses that are linked to twice.
 */
export function findProblems(slides: readonly Slide[], house: House): string[] {
  const seen = new Map<string, string>()
  return slides.flatMap((slide) => {
    const at = (problem: string) => `${slide.chapter}, “${slide.title}”: ${problem}`
    return [
      ...problemsOfWords(slide),
      ...problemsOfNote(slide),
      ...problemsOfNames(slide, house),
      ...problemsOfDemos(slide, house),
      ...problemsOfWays(slide, slides),
      ...problemsOfLinks(slide, seen),
    ].map(at)
  })
}

function* problemsOfWords({ headlines, content }: Slide): Generator<string> {
  if (headlines.length === 0)
    yield 'it has no headline'
  else if (!/^# .*\*.+\*/m.test(content))
    yield 'no phrase of its headline is in asterisks'
}

/** Whether a note has its parts can be told by its words; whether they are good ones cannot. */
function* problemsOfNote({ content, note }: Slide): Generator<string> {
  if (secondsOf(note) === undefined)
    yield 'its note does not begin with a time, as in [1:30]'
  const paragraphs = paragraphsOf(note)
  for (const paragraph of paragraphs) {
    if (!/[.?!][”"]?$/.test(paragraph))
      yield `its note breaks off: “…${paragraph.slice(-30)}”`
  }
  if (!LIVE.test(withoutCode(content)))
    return
  if (!/\bpress/i.test(note))
    yield 'its note does not say what to press'
  if (!/\?|\b(?:ask|guess|vote|room|true or false)/i.test(note))
    yield 'its note asks the room nothing'
  if (!paragraphs.some(paragraph => paragraph.startsWith(CAREFUL)))
    yield `its note does not say what can go wrong, in a paragraph that begins with “${CAREFUL.trim()}”`
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

/** Links to where a demo runs lead to a slide that has it, in the chapter that they name. */
function* problemsOfWays({ content }: Slide, slides: readonly Slide[]): Generator<string> {
  for (const [, slug, words] of withoutCode(content).matchAll(/<RunsAt\s+demo="([^"]*)">([^<]*)<\/RunsAt>/g)) {
    const goal = slides.find(slide => showsOf(slide.content).some(show => show.slug === slug))
    const named = Number(/^chapter (\d+)$/.exec(words!)?.[1])
    if (!goal)
      yield `it leads to “${slug}”, and no slide shows that`
    else if (Number(goal.chapter) !== named)
      yield `it says that ${slug} runs in “${words}”, and that is chapter ${Number(goal.chapter)}`
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
