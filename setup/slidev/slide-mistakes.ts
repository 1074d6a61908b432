import type { SlideInfo, SourceSlideInfo } from '@slidev/types'
import type { Plugin, ViteDevServer } from 'vite'
import type { House } from '../../talk/check.ts'
import type { CatalogueSource } from '../../tools/catalogue-source.ts'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, parse, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findMistakes } from '../../talk/check.ts'
import { yamlMistake } from '../../talk/slides.ts'

/** What Slidev makes of a slide's Markdown: a component each. */
const SLIDE = /__slidev_(\d+)\.md$/

const KEEPER = fileURLToPath(new URL('../../composables/slide-mistakes.ts', import.meta.url))

interface Options {
  userRoot: string
  /** Folders of the theme, of add-ons and of the deck itself. */
  roots: string[]
  clientRoot: string
  data: { slides: SlideInfo[] }
  utils: { getLayouts: () => Promise<Record<string, string>> }
}

/** What makes HTML of Markdown, and a module of that. */
const COMPILERS = ['unplugin-vue-markdown', 'vite:vue']
type Compile = (this: unknown, code: string, id: string, ...more: unknown[]) => unknown
type Uncompiled = Error & { loc?: { line: number } }

/**
 * While a deck is being written, each slide tells what is wrong with its Markdown, with the file and the line, and no
 * other slide is in the way of that: what Vue cannot compile would lie over all of them.
 */
export function slideMistakesPlugin(options: Options, catalogue: CatalogueSource): Plugin {
  const { userRoot, data } = options
  let server: ViteDevServer | undefined

  async function house(): Promise<House> {
    const demos = await catalogue.read(server)
    return {
      layouts: new Set(Object.keys(await options.utils.getLayouts())),
      components: new Set([...options.roots.map(root => join(root, 'components')), join(options.clientRoot, 'builtin')].flatMap(namesIn)),
      findDemo: slug => demos.find(demo => demo.slug === slug),
      slugs: demos.map(({ slug }) => slug),
      read: path => existsSync(join(userRoot, path)) ? readFileSync(join(userRoot, path), 'utf8') : undefined,
    }
  }

  async function sentencesOf(no: number): Promise<string[]> {
    const slide = data.slides[no - 1]
    if (!slide)
      return []
    const yaml = yamlMistake(userRoot, slide.source)
    return [...yaml === undefined ? [] : [yaml], ...findMistakes(slide, await house()).map(problem => `${placeOf(slide.source, problem)}: ${problem}${problem.endsWith('?') ? '' : '.'}`)]
  }

  /** The line that has what a sentence quotes, or else the slide's first. */
  function placeOf({ filepath, raw, start }: SourceSlideInfo, problem: string): string {
    const [, component, quoted] = /<(\w+)>|“([^”]+)”/.exec(problem) ?? []
    const wanted = component === undefined ? quoted : `<${component}`
    const line = wanted === undefined ? -1 : raw.split('\n').findIndex(text => text.includes(wanted))
    return `${relative(userRoot, filepath).replaceAll('\\', '/')}:${start + 1 + Math.max(0, line)}`
  }

  function saying(compile: Compile, name: string): Compile {
    return async function (code, id, ...rest) {
      try {
        return await compile.call(this, code, id, ...rest)
      }
      catch (error) {
        const slide = data.slides[Number(SLIDE.exec(id)?.[1]) - 1]
        if (!slide)
          throw error
        const instead = `<template><p v-pre role="alert">${escapeHtml(sayUncompiled(slide.source, code, error as Uncompiled))}</p></template>\n<script setup>\n</script>`
        return name === 'vite:vue' ? compile.call(this, instead, id, ...rest) : instead
      }
    }
  }

  function sayUncompiled(source: SourceSlideInfo, code: string, { message, loc }: Uncompiled): string {
    const line = loc && code.split('\n')[loc.line - 1]?.trim()
    const what = message.split('\n')[0]!.replaceAll(`${userRoot}/`, '').replace(/\.$/, '')
    return `${placeOf(source, `“${line ?? /[^\s/]+$/.exec(what)![0]}”`)}: ${what}. Correct that line.`
  }

  return {
    name: 'four-eggs:slide-mistakes',
    apply: 'serve',
    enforce: 'post',
    configureServer(started) {
      server = started
    },
    configResolved({ plugins }) {
      for (const name of COMPILERS) {
        const compiler = plugins.find(plugin => plugin.name === name) as { transform?: Compile | { handler: Compile } } | undefined
        if (typeof compiler?.transform === 'function')
          compiler.transform = saying(compiler.transform, name)
        else if (compiler?.transform)
          compiler.transform.handler = saying(compiler.transform.handler, name)
        else
          throw new Error(`The plugin “${name}” was expected to compile slides. See what does now, and have a slide that does not compile say so on itself.`)
      }
    },
    transform: {
      filter: { id: SLIDE },
      async handler(code, id) {
        const no = Number(SLIDE.exec(id)![1])
        return {
          code: `${code}\nimport { tellMistakes } from ${JSON.stringify(KEEPER)}\ntellMistakes(${no}, ${JSON.stringify(await sentencesOf(no))})\n`,
          map: null,
        }
      },
    },
  }
}

function escapeHtml(text: string): string {
  return text.replace(/[<>&]/g, sign => `&#${sign.charCodeAt(0)};`)
}

/** The names that files in a folder give to components. */
function namesIn(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true }).map(file => parse(String(file))).filter(({ ext }) => /^\.(?:vue|[jt]sx?)$/.test(ext)).map(({ name }) => name)
    : []
}
