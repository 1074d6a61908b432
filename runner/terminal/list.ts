import type { Demo } from '../../demos/catalogue/demo.ts'
import type { Runnable } from '../process/can-run.ts'
import type { Paint } from './paint.ts'
import { pad } from './width.ts'

/** The demos as a table: slug, language, title, whether it can run here. */
export function listDemos(demos: readonly { demo: Demo, runnable: Runnable }[], paint: Paint): string[] {
  const rows = demos.map(({ demo, runnable }) => [demo.slug, demo.language, demo.title, runnable.can ? 'yes' : `no: ${runnable.why}`])
  const header = ['SLUG', 'LANGUAGE', 'TITLE', 'RUNS HERE']
  const widths = header.map((_, i) => Math.max(...[header, ...rows].map(row => row[i]!.length)))
  const line = (row: string[]) => row.map((cell, i) => pad(cell, widths[i]!)).join('  ').trimEnd()
  return [paint.dim(line(header)), ...rows.map(line)]
}
