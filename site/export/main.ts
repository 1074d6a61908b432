/**
 * `npm run export`: the slides as PDF, each demo with its recorded run drawn in full. Takes the options of `slidev
 * export` (`--dark`, `--with-clicks`, `--format png`, `--output talk.pdf`).
 */
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { refuseFolder } from '../../setup/start/folder.ts'
import { findBrowser } from '../../tools/browser.ts'

/** Nearly two hundred slides are drawn on one page. */
const PATIENCE_MS = 300_000

const root = fileURLToPath(new URL('../..', import.meta.url))
const refused = refuseFolder(root)
if (refused) {
  console.error(refused)
  process.exit(1)
}
const given = process.argv.slice(2)

function unlessGiven(name: string, value: string): string[] {
  return given.some(one => one === name || one.startsWith(`${name}=`)) ? [] : [name, value]
}

const { path } = await findBrowser().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
const slidev = createRequire(import.meta.url).resolve('@slidev/cli/bin/slidev.mjs')
const { status } = spawnSync(process.execPath, [
  slidev,
  'export',
  'slides.md',
  ...unlessGiven('--executable-path', path),
  ...unlessGiven('--timeout', `${PATIENCE_MS}`),
  ...unlessGiven('--output', 'four-eggs.pdf'),
  ...given,
], {
  cwd: root,
  stdio: 'inherit',
  // Its kitchen is nobody's: one that is open already stays as it is.
  env: { ...process.env, KITCHEN_PORT: '0' },
})
process.exit(status ?? 1)
