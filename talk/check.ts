import type { Demo } from '../demos/catalogue/demo.ts'
import { badgeOf } from '../demos/languages.ts'
import { nearest } from '../demos/nearest.ts'
import { region } from '../runner/code/program.ts'
import { readNote } from './note.ts'
import { readQuestion } from './question.ts'
import { pathOf, shownOn, withoutCode } from './slide.ts'

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
  /** Those that there are, to guess which was meant. */
  slugs?: readonly string[]
  /** The text of a file, by its path from the project's root; undefined where there is none. */
  read: (path: string) => string | undefined
}

/** A sentence of fewer words may well be said twice. */
const FEW_WORDS = 5

/** What stands in more than one note, or twice in one: sentences, each once. A speaker would hear it. */
export function findRepeats(slides: readonly Pick<Slide, 'note'>[]): string[] {
  const sentences = slides.flatMap(({ note }) => readNote(note).paragraphs)
    .flatMap(paragraph => paragraph.split(/(?<=[.?!][”"]?)\s+(?=[A-Z“"`])/))
    .filter(sentence => sentence.split(' ').length >= FEW_WORDS)
  return [...new Set(sentences.filter((sentence, index) => sentences.indexOf(sentence) !== index))]
}

/** The addresses that a slide links to, with the text of each link. */
export function linksOf(content: string): { text: string, href: string }[] {
  return [...withoutCode(content).matchAll(/(?<!!)\[([^\]]*)\]\(([^)\s]*)\)/g)].map(([, text, href]) => ({ text: text!, href: href! }))
}

/**
 * What is wrong with these slides, a sentence each: layouts, components, demos, files and regions that are not there, a
 * headline that is missing, a finding or a verdict that cannot be shown, a badge that names another language than the
 * program's, links that are not well-formed or lead elsewhere than they say, and addresses that are linked to twice.
 */
export function findProblems(slides: readonly Slide[], house: House): string[] {
  const seen = new Map<string, string>()
  return slides.flatMap((slide) => {
    const at = (problem: string) => `${slide.chapter}, “${slide.title}”: ${problem}`
    return [
      ...problemsOfWords(slide),
      ...problemsOfFinding(slide),
      ...findMistakes(slide, house),
      ...problemsOfWays(slide, slides),
      ...problemsOfLinks(slide, seen),
    ].map(at)
  })
}

/** What of a slide asks for something that is not there, so that who writes it would see nothing in its place. */
export function findMistakes(slide: Pick<Slide, 'frontmatter' | 'content'>, house: House): string[] {
  return [...problemsOfNames(slide, house), ...problemsOfCode(slide), ...problemsOfDemos(slide, house)]
}

function* problemsOfWords({ headlines, content }: Slide): Generator<string> {
  if (headlines.length === 0)
    yield 'it has no headline'
  else if (!/^# .*\*.+\*/m.test(content))
    yield 'no phrase of its headline is in asterisks'
}

/** Where something can be found out, so that a finding can appear. */
const FINDS = ['demo', 'figure']

/** A finding takes the place of a headline, and so it has one line. */
const FINDING_CHARS = 54

const VERDICTS = ['true', 'false', 'It depends']

/** What is said only after a run has shown it: the finding of a demo, the verdict of a quiz. */
function* problemsOfFinding({ content, frontmatter }: Slide): Generator<string> {
  const { layout = 'default', after, verdict } = frontmatter
  if (after !== undefined) {
    if (!FINDS.includes(String(layout)))
      yield `its layout is “${layout}”, and only ${FINDS.join(' and ')} show what stands in “after”`
    if (!/\*.+\*/.test(String(after)))
      yield 'no phrase of its “after” is in asterisks'
    if (/\*[^*`]*`[^*]*\*/.test(String(after)))
      yield 'code in the marked phrase of its “after” would be shown with its backticks'
    if (String(after).replaceAll(/[*`]/g, '').length > FINDING_CHARS)
      yield `its “after” has more than ${FINDING_CHARS} characters, which is more than a line`
  }
  if (layout !== 'quiz')
    return
  if (!VERDICTS.includes(String(verdict)))
    yield `its verdict is “${verdict}”; it has to be one of ${VERDICTS.join(', ')}`
  if (!/^::answer::$/m.test(content))
    yield 'it does not say why, behind “::answer::”'
  if (pathOf(frontmatter) !== 'more' && shownOn(content).length === 0)
    yield 'nothing on it can be run before the verdict'
}

function meant(given: string, names: Iterable<string>): string {
  const near = nearest(given, [...names])
  return near === undefined ? '' : `. Did you mean ${near}?`
}

/** What Vue has by itself. */
const OF_VUE = ['Component', 'KeepAlive', 'RouterLink', 'RouterView', 'Suspense', 'Teleport', 'Transition', 'TransitionGroup']

/** Vue computes what stands in double braces: where there is no such name, nothing of the slide would be seen. */
function* problemsOfCode({ content }: Pick<Slide, 'content'>): Generator<string> {
  if (/<script\b/.test(content))
    return
  for (const [braces] of withoutCode(content).matchAll(/\{\{\s*[A-Z_][^}]*\}\}/gi))
    yield `“${braces}” would be computed, and there is no such name. For the letters themselves: <span v-pre>${braces}</span>`
}

function* problemsOfNames({ frontmatter, content }: Pick<Slide, 'frontmatter' | 'content'>, { layouts, components, read }: House): Generator<string> {
  const { layout = 'default' } = frontmatter
  if (!layouts.has(String(layout)))
    yield `there is no layout “${layout}”${meant(String(layout), layouts)}`
  for (const [, name] of withoutCode(content).matchAll(/<([A-Z]\w*)/g)) {
    if (!components.has(name!) && !OF_VUE.includes(name!) && !content.includes(`import ${name} from`))
      yield `there is no component <${name}>${meant(name!, components)}`
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

/** The demos that a slide asks for by their slugs, one entry each. */
function demosOf(content: string): { component: string, slug: string, question?: string }[] {
  return shownOn(content)
    .filter(({ component }) => /Demo|Race/.test(component))
    .flatMap(({ component, demos, question }) => demos.map(slug => ({ component, slug, question })))
}

function* problemsOfDemos({ frontmatter, content }: Pick<Slide, 'frontmatter' | 'content'>, { slugs = [], findDemo, read }: House): Generator<string> {
  for (const [, named] of content.matchAll(/<!-- (?:demo|race): ([\w,-]+) -->/g)) {
    if (named!.split(',').every(findDemo))
      yield `${named} is in the catalogue, and what stands in for it is still there`
  }
  for (const { component, slug, question } of demosOf(content)) {
    const demo = findDemo(slug)
    if (!demo) {
      yield `<${component}> asks for a demo “${slug}” that is not in the catalogue${meant(slug, slugs)}`
      continue
    }
    const text = read(demo.file)
    if (text === undefined)
      yield `${slug} has no file ${demo.file}`
    else if (!hasRegion(text, 'show'))
      yield `${demo.file} has no region “show”`
    if (badgeOf(demo.language) !== frontmatter.language)
      yield `${slug} is in ${demo.language}, and the slide’s badge says ${frontmatter.language ?? 'nothing'}`
    if (question !== undefined)
      yield* problemsOfQuestion(question, demo)
  }
}

/** Links to where a demo runs lead to a slide that has it, in the chapter that they name. */
function* problemsOfWays({ content }: Slide, slides: readonly Slide[]): Generator<string> {
  for (const [, slug, words] of withoutCode(content).matchAll(/<RunsAt\s+demo="([^"]*)">([^<]*)<\/RunsAt>/g)) {
    const goal = slides.find(slide => shownOn(slide.content).some(({ demos }) => demos.includes(slug!)))
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
