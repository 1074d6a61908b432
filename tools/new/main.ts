import type { Language } from '../../demos/languages.ts'
import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { findDemo } from '../../demos/catalogue.ts'
import { SLUG } from '../../demos/check-entry.ts'
import { languages } from '../../demos/languages.ts'
import { nearest } from '../../demos/nearest.ts'
import { LONGEST_TITLE } from '../../runner/code/check-program.ts'
import { loadSlides } from '../../talk/slides.ts'
import { languageOf, withLanguage } from './language.ts'
import { chapterOf, entryOf, slideOf } from './templates.ts'

/**
 * `npm run new -- demo SLUG`: a program, its entry, a slide with its note, and a recording. The slide is the last one
 * of the chapter that is named, or of the last chapter with a program in its language.
 * `npm run new -- chapter NAME`: a chapter of one slide, at the talk's end.
 * `npm run new -- language NAME`: a folder with the file that describes the language, and its line in the index.
 *
 * Exit 0: written; 1: written, but the recording was not made; 2: a mistake on the command line, and nothing was
 * written.
 */

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const ENTRIES = 'demos/catalogue/yours.ts'
const DECK = 'slides.md'
const LANGUAGES = 'demos/languages.ts'
const EXIT = { done: 0, notRecorded: 1, mistake: 2 } as const

const HELP = `npm run new -- demo SLUG [--language javascript] [--title "Two eggs"] [--chapter 15-what-to-remember]
npm run new -- chapter NAME [--title "My chapter"]
npm run new -- language NAME

SLUG and NAME are lower-case words with hyphens: two-eggs. Languages: ${Object.keys(languages).join(', ')}.
`

process.exit(await main(process.argv.slice(2)))

async function main(args: string[]): Promise<number> {
  let parsed
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        language: { type: 'string', default: 'javascript' },
        title: { type: 'string' },
        chapter: { type: 'string' },
        help: { type: 'boolean' },
      },
    })
  }
  catch (error) {
    return complain(`${(error as Error).message.split(/[.\n]/)[0]}.`)
  }
  const { values: { language, title: typed, chapter, help }, positionals: [what, name, ...more] } = parsed
  if (help)
    return say(HELP)
  if (!name || more.length > 0 || !SLUG.test(name)) {
    return complain(
      name
        ? `“${[name, ...more].join(' ')}” is not a name: lower-case words with hyphens, such as two-eggs.`
        : 'What is to be made, and what is it called?',
    )
  }
  const title = (typed ?? inWords(name)).trim().replaceAll(/\s+/g, ' ')
  if (title === '' || title.length > LONGEST_TITLE)
    return complain(`A title has 1 to ${LONGEST_TITLE} characters, and “${title}” has ${title.length}.`)
  switch (what) {
    case 'demo':
      return newDemo(name, language, title, chapter)
    case 'chapter':
      return newChapter(name, title)
    case 'language':
      return newLanguage(name)
    default:
      return complain(`There is no “new ${what}”: demo, chapter or language.${meant(what ?? '', ['demo', 'chapter', 'language'])}`)
  }
}

async function newDemo(slug: string, language: string, title: string, named?: string): Promise<number> {
  if (!(Object.hasOwn(languages, language)))
    return complain(`No program can be written in “${language}” here.${meant(language, Object.keys(languages))}`)
  const template = languages[language as Language].first
  const file = template.file(slug)
  const chapter = basename(named ?? await chapterFor(language), '.md')
  const slides = `chapters/${chapter}.md`
  if (findDemo(slug))
    return complain(`There is a demo called ${slug} already: ${findDemo(slug)!.file}.`)
  if (existsSync(join(ROOT, file)))
    return complain(`${file} is there already. Choose another name, or move it away.`)
  if (!existsSync(join(ROOT, slides)))
    return complain(`There is no ${slides}.${meant(chapter, chapters()) || ` Chapters: ${chapters().join(', ')}.`}`)

  mkdirSync(dirname(join(ROOT, file)), { recursive: true })
  writeFileSync(join(ROOT, file), template.text(slug))
  const entries = readFileSync(join(ROOT, ENTRIES), 'utf8')
  writeFileSync(join(ROOT, ENTRIES), entries.replace(/\]\s*$/, () => `${entryOf(slug, language as Language, title)}]\n`))
  appendFileSync(join(ROOT, slides), slideOf(slug, language as Language, title))
  say(
    `${file}: the program\n${ENTRIES}: its entry, which says what a run looks like\n${slides}: its slide, the last one of this chapter, ${named ? 'as you said' : 'where its language was last; --chapter NAME says another'}\n`,
  )

  const { status } = spawnSync(process.execPath, ['--import', 'tsx', 'tools/record/main.ts', slug], { cwd: ROOT, stdio: 'inherit' })
  say(`See it: npm run demo -- ${slug}, or npm start. After a change of the program: npm run record -- ${slug}\n`)
  return status === 0 ? EXIT.done : EXIT.notRecorded
}

function newChapter(name: string, title: string): number {
  const number = chapters().length + 1
  const file = `chapters/${`${number}`.padStart(2, '0')}-${name}.md`
  if (chapters().some(other => other.slice(3) === name))
    return complain(`There is a chapter called ${name} already.`)
  writeFileSync(join(ROOT, file), chapterOf(number, title))
  appendFileSync(join(ROOT, DECK), `\n---\nsrc: ./${file}\npath: more\n---\n`)
  return say(
    `${file}: the chapter\n${DECK}: the line that brings it in. A demo for it: npm run new -- demo SLUG --chapter ${file.slice(9, -3)}\n`,
  )
}

function newLanguage(name: string): number {
  const file = `demos/${name}/language.ts`
  if (Object.hasOwn(languages, name) || existsSync(join(ROOT, `demos/${name}`)))
    return complain(`There is a demos/${name} already.`)
  mkdirSync(dirname(join(ROOT, file)), { recursive: true })
  writeFileSync(join(ROOT, file), languageOf(name))
  writeFileSync(join(ROOT, LANGUAGES), withLanguage(readFileSync(join(ROOT, LANGUAGES), 'utf8'), name))
  return say(
    `${file}: what the language says of itself; go through it from top to bottom\n${LANGUAGES}: its line in the index\nThen: npm run new -- demo two-eggs --language ${name}\n`,
  )
}

/** Their names without the ending, in order. */
function chapters(): string[] {
  return readdirSync(join(ROOT, 'chapters')).filter(file => /^\d\d-.+\.md$/.test(file)).map(file => file.slice(0, -3)).sort()
}

/** The last one with a program in that language, or with any: behind those come links and words. */
async function chapterFor(language: string): Promise<string> {
  const shown = (await loadSlides()).flatMap(({ chapter, demos }) => demos.map(slug => ({ chapter, language: findDemo(slug)?.language })))
  const lastOf = (some: typeof shown) => some.map(({ chapter }) => chapter).filter(name => name !== DECK).sort().at(-1)
  return lastOf(shown.filter(one => one.language === language)) ?? lastOf(shown) ?? chapters().at(-1)!
}

/** `two-eggs` → `Two eggs`. */
function inWords(name: string): string {
  const words = name.replaceAll('-', ' ')
  return words[0]!.toUpperCase() + words.slice(1)
}

function meant(given: string, names: readonly string[]): string {
  const near = nearest(given, names)
  return near === undefined ? '' : ` Did you mean ${near}?`
}

function say(text: string): number {
  process.stdout.write(text)
  return EXIT.done
}

function complain(sentence: string): number {
  process.stderr.write(`${sentence}\n\n${HELP}`)
  return EXIT.mistake
}
