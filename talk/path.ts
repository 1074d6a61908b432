import type { SlidevPreparserExtension } from '@slidev/types'
import { existsSync } from 'node:fs'
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
export function choosePath(
  { headmatter, filepath }: { headmatter: Record<string, unknown>, filepath: string },
  complain: (sentence: string) => void = () => {},
): SlidevPreparserExtension {
  const isShort = (process.env.TALK ?? headmatter.talk) === 'short'
  return {
    name: 'path',
    async transformSlide(_content, frontmatter) {
      const { src, path, shortDuration } = frontmatter
      if (isShort && shortDuration)
        frontmatter.duration = shortDuration
      if (typeof src === 'string')
        frontmatter.src = src.includes('#') ? src : `${src}#${await slidesOf(resolve(dirname(filepath), src), path === 'more')}`
      else if (isShort && path !== 'short')
        frontmatter.hide = true
      return undefined
    },
  }

  async function slidesOf(file: string, more: boolean): Promise<string> {
    if (existsSync(file))
      return slidesOfImport(file, more)
    complain(`${filepath} brings in ${file}, and there is no such file: its slides are left out until that name is corrected.`)
    return 'all'
  }
}

/** The numbers of a chapter's slides that an import brings, as Slidev writes them: `1,2,5`. */
async function slidesOfImport(file: string, more: boolean): Promise<string> {
  const numbers = parseSync(await readFile(file, 'utf8'), file).slides.flatMap(({ frontmatter }, index) =>
    (pathOf(frontmatter) === 'more') === more ? [index + 1] : [],
  )
  return numbers.join(',') || 'none'
}
