import type { ProcessLanguageDescription } from './language.ts'
import type { ProcessLanguage } from './languages.ts'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { findToolchain } from '../runner/process/available.ts'
import { processLanguages } from './languages.ts'

/**
 * Programs look as their language's own formatter leaves them, benchmarks too. Checked where that formatter is; ESLint
 * has JavaScript.
 */

const ROOT = fileURLToPath(new URL('../', import.meta.url))

const run = promisify(execFile)

const formatters = Object.entries(processLanguages as Record<string, ProcessLanguageDescription>).flatMap(([language, { formatter }]) =>
  (formatter?.folders ?? []).map(cwd => ({ language: language as ProcessLanguage, ...formatter!, cwd })),
)

/** What the formatter would change; nothing where it is content, and `undefined` where it is not here. */
async function changes({ language, command, cwd }: typeof formatters[number]): Promise<string | undefined> {
  if (!existsSync(join(ROOT, cwd)))
    return undefined
  const found = await findToolchain({ language })
  if (!found.can)
    return undefined
  const [file, ...args] = await command(found.tool, async (file, args) => (await run(file, args)).stdout)
  try {
    return (await run(file!, args, { cwd: join(ROOT, cwd) })).stdout
  }
  catch (error) {
    const { code, stdout, stderr } = error as { code: unknown, stdout: string, stderr: string }
    // A toolchain may have come without it.
    return code === 'ENOENT' || /not installed/.test(stderr) ? undefined : stdout + stderr
  }
}

it.for(formatters)('$name would change nothing in $cwd', { timeout: 120_000 }, async (formatter, { skip }) => {
  const changed = await changes(formatter)
  if (changed === undefined)
    return skip(`no ${formatter.name} here`)
  expect(changed).toBe('')
})
