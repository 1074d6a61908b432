import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { languageOf, withLanguage } from './language.ts'

const index = readFileSync(new URL('../../demos/languages.ts', import.meta.url), 'utf8')

it.each([
  ['perl', 'perl', 'perl'],
  ['zig', 'zig', 'zig'],
  ['ada', 'ada', 'ada'],
  ['objective-c', 'objectiveC', '\'objective-c\': objectiveC'],
])('%s has its line in the index, its import in order', (name, id, entry) => {
  const changed = withLanguage(index, name)
  const imports = [...changed.matchAll(/^import \{ \w+ \} from '\.\/(.+)\/language\.ts'$/gm)].map(([, folder]) => folder!)
  expect(imports).toEqual(imports.toSorted())
  expect(changed).toContain(`import { ${id} } from './${name}/language.ts'\n`)
  expect(changed).toContain(`\n  ${entry},\n} satisfies`)
  expect(changed.split('\n')).toHaveLength(index.split('\n').length + 2)
  expect(languageOf(name)).toContain(`export const ${id}: ProcessLanguageDescription = {\n  name: '${name[0]!.toUpperCase()}`)
})
