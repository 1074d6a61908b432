import { capitalised } from '../../demos/language.ts'

/** What a new language has to say of itself; its author goes through it from top to bottom. */
export function languageOf(name: string): string {
  const called = capitalised(name)
  return `import type { ProcessLanguageDescription } from '../language.ts'
import { MANAGERS } from '../language.ts'

// Each field is explained in demos/language.ts; others to learn from are beside this folder.
export const ${identifier(name)}: ProcessLanguageDescription = {
  name: '${called}',
  mark: 'simple-icons/${name}',
  highlight: '${name}',
  endings: ['.${name}'],
  tool: {
    commands: ['${name}'],
    args: ['--version'],
    version: /(?<version>\\d+\\.\\d+(?:\\.\\d+)?)/,
    atLeast: '0',
    prefer: 'first',
  },
  inherits: MANAGERS,
  howToGet: 'Install ${called}.',
  helpers: [],
  run: (demo, tool) => ({ command: tool.path, args: [demo.file], cwd: '.' }),
  own: file => ({ run: ({ path }, cwd) => ({ command: path, args: [file], cwd }) }),
  first: {
    file: slug => \`demos/${name}/\${slug}.${name}\`,
    // It is told its kitchen by KITCHEN_URL; see demos/README.md for what else it is told and may say.
    text: () => \`# #region show
# Order the eggs A and B, one after the other, and print “A is ready” and “B is ready”.
# #endregion show
\`,
  },
}
`
}

/** The index of languages with one more. */
export function withLanguage(index: string, name: string): string {
  const id = identifier(name)
  const lines = index.split('\n')
  const isImport = (line: string): boolean => line.startsWith('import {')
  const imports = [...lines.filter(isImport), `import { ${id} } from './${name}/language.ts'`].toSorted((a, b) =>
    a.slice(a.indexOf('./')) < b.slice(b.indexOf('./')) ? -1 : 1,
  )
  const first = lines.findIndex(isImport)
  return [...lines.slice(0, first), ...imports, ...lines.slice(first + imports.length - 1)]
    .join('\n')
    .replace(/\n\} satisfies/, `\n  ${id === name ? id : `'${name}': ${id}`},\n} satisfies`)
}

/** `objective-c` → `objectiveC` */
function identifier(name: string): string {
  return name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())
}
