import { readFileSync } from 'node:fs'
import process from 'node:process'
import { openFromCommandLine } from '../../egg-server/open-from-command-line.ts'
import { createPaint, wantsColour } from '../../runner/terminal/paint.ts'
import { watchKitchen } from './watch.ts'

/** `npx egg-server`: the kitchen for everybody, with a picture of what goes on in it where there is a terminal. */

const { stdout, env } = process
const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string }

await openFromCommandLine(process.argv.slice(2), {
  typed: 'npx egg-server',
  version,
  ...stdout.isTTY && { watch: (kitchen, eggMs) => watchKitchen(kitchen, stdout, { paint: createPaint(wantsColour(stdout, env)), eggMs }) },
})
