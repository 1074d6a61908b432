import type { ParsedSlide } from '../../talk/outline.ts'
import { fillFront, frontOf } from '../../talk/front.ts'

/**
 * Fills `%title%` and the like in the page around the deck from `slides.md`. Slidev makes that page once, before Vite
 * begins, and serves and builds it from `utils.indexHtml` without asking plugins (`res.end(options.utils.indexHtml)`);
 * `e2e/start.test.ts` looks for what is not filled, `e2e/site.test.ts` in the site.
 */
export function fillPage({
  utils,
  data,
}: {
  utils: { indexHtml: string }
  data: { headmatter: Record<string, unknown>, slides: ParsedSlide[] }
}): void {
  utils.indexHtml = fillFront(utils.indexHtml, frontOf(data))
}
