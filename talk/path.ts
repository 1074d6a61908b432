import type { SlidevPreparserExtension } from '@slidev/types'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import process from 'node:process'
import { parseSync } from '@slidev/parser'
import { pathOf } from './slide.ts'

/**
 * Decides which slides are shown, and in which order. `slides.md` imports each chapter twice: as it is, which brings
 * the slides of the talk, and with `path: more`, which brings those that stand behind it. So the slides of the talk are
 * numbered from 1 to the last without a gap. In the short talk, asked for by `TALK=short` in the environment or `talk:
 * short` in the headmatter, only slides with `path: short` stay.
 */
export function choosePath({ headmatter, filepath }: { headmatter: Record<string, unknown>, filepath: string }): SlidevPreparserExtension {
  const isShort = (process.env.TALK ?? headmatter.talk) === 'short'
  return {
    name: 'path',
    async transformSlide(_content, frontmatter) {
      const { src, path, shortDuration } = frontmatter
      if (isShort && shortDuration)
        frontmatter.duration = shortDuration
      if (typeof src === 'string')
        frontmatter.src = src.includes('#') ? src : `${src}#${await slidesOfImport(resolve(dirname(filepath), src), path === 'more')}`
      else if (isShort && path !== 'short')
        frontmatter.hide = true
      return undefined
    },
  }
}

/** The numbers of a chapter's slides that an import brings, as Slidev writes them: `1,2,5`. */
async function slidesOfImport(file: string, more: boolean): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  // A file that is missing is for Slidev to complain about.
  if (text === undefined)
    return 'all'
  const numbers = parseSync(text, file).slides.flatMap(({ frontmatter }, index) =>
    (pathOf(frontmatter) === 'more') === more ? [index + 1] : [],
  )
  return numbers.join(',') || 'none'
}
