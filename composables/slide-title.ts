import { headline } from '../talk/outline.ts'

/** The headline of a slide as a reader reads it, without Markdown's marks. */
export function titleOf(slide: { title?: string, content?: string } | undefined): string {
  return slide ? headline({ content: slide.content || `# ${slide.title ?? ''}`, title: slide.title }) : ''
}
