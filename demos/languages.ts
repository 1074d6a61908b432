import type { LanguageDescription, ProcessLanguageDescription } from './language.ts'
import { cpp } from './cpp/language.ts'
import { elixir } from './elixir/language.ts'
import { go } from './go/language.ts'
import { java } from './java/language.ts'
import { javascript } from './javascript/language.ts'
import { lua } from './lua/language.ts'
import { node } from './node/language.ts'
import { python } from './python/language.ts'
import { rust } from './rust/language.ts'

/**
 * All languages, each described in its own folder. `npm run new -- language NAME` adds one. `javascript` runs in the
 * browser too; `node` is JavaScript with what only Node has.
 */

/** Those whose programs run as processes of their own. */
export const processLanguages = {
  node,
  python,
  rust,
  go,
  elixir,
  java,
  lua,
  cpp,
} satisfies Record<string, ProcessLanguageDescription>

export type ProcessLanguage = keyof typeof processLanguages
export type Language = ProcessLanguage | 'javascript'

export const languages: Readonly<Record<Language, LanguageDescription>> = { javascript, ...processLanguages }

/** How the badge of a slide calls a language; on slides, JavaScript goes without saying. */
export function badgeOf(language: Language): string | undefined {
  const { badge, name } = languages[language]
  return language === 'javascript' ? undefined : badge ?? name
}
