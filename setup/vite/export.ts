import type { Plugin } from 'vite'

/** Where a page that is going to be printed asks for something that it never gets. */
const HELD = '/__paper'

/**
 * Slidev prints a page when nothing has come over the line for half a second: on a busy machine that is before there is
 * anything on it. And so the page (`index.html`) holds a request open, until all of it is there (`setup/root.ts`).
 */
export function holdPaperPlugin(): Plugin {
  return {
    name: 'four-eggs:hold-paper',
    apply: 'serve',
    configureServer({ middlewares }) {
      middlewares.use(HELD, () => {})
    },
  }
}
