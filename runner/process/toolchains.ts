import type { Demo } from '../../demos/catalogue/demo.ts'
import type { Toolchain } from '../../demos/language.ts'
import type { ProcessLanguage } from '../../demos/languages.ts'
import { processLanguages } from '../../demos/languages.ts'

/** How a program of each language is found, built and run. */
export const toolchains: Readonly<Record<ProcessLanguage, Toolchain>> = processLanguages

/** What a demo needs to run, as a reader would look for it: `Go 1.25`. */
export function nameNeeds({ language, needs }: Demo): string | undefined {
  if (language === 'javascript')
    return undefined
  const { name, tool } = toolchains[language]
  return [`${name} ${needs?.atLeast ?? tool.atLeast}`, ...needs?.library ? [needs.library] : []].join(' and ')
}
