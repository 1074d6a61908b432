import type { Demo } from '../../demos/catalogue/demo.ts'
import { region } from './program.ts'

/** What fits on a slide beside its timeline, in characters and lines. */
const MOST_LINES = 18
export const WIDEST_LINE = 46
export const LONGEST_TITLE = 60

/** A second region of the same name would be left out in silence. */
const BEGINNING = /^\uFEFF?[ \t]*(?:\/\/|[#%']|--|;;?) ?#region[ \t]+show[ \t]*$/

/**
 * What of a program does not fit its slide: a region that is missing, doubled, too long or too wide, a title that is
 * too long. Each is a sentence that begins with the file and, where there is one, the line. `text`: the whole file;
 * undefined where there
 * is none.
 */
export function checkProgram({ slug, file, title }: Pick<Demo, 'slug' | 'file' | 'title'>, text: string | undefined): string[] {
  if (text === undefined)
    return [`${file}: this file is not there, and the entry of ${slug} names it.`]
  const second = text.split(/\r?\n/).flatMap((line, index) => BEGINNING.test(line) ? [index + 1] : [])[1]
  return [
    ...second ? [`${file}:${second}: a second region “show”; only the first is shown.`] : [],
    ...title.length > LONGEST_TITLE ? [`The title of ${slug} has ${title.length} characters, and ${LONGEST_TITLE} fit: “${title}”.`] : [],
    ...checkRegion(file, text),
  ]
}

function checkRegion(file: string, text: string): string[] {
  try {
    const shown = region(text)
    const lines = shown.text.split('\n')
    return [
      ...(lines.length > MOST_LINES
        ? [
            `${file}:${shown.firstLine}: ${lines.length} lines are shown, and a slide has room for ${MOST_LINES}. Move what need not be seen out of the region.`,
          ]
        : []),
      ...lines.flatMap((line, index) =>
        line.length > WIDEST_LINE
          ? [`${file}:${shown.firstLine + index}: ${line.length} characters, and a slide has room for ${WIDEST_LINE}.`]
          : [],
      ),
    ]
  }
  catch (error) {
    return [`${file}: ${(error as Error).message}`]
  }
}
