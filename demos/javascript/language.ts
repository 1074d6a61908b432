import type { LanguageDescription } from '../language.ts'

export const javascript: LanguageDescription = {
  name: 'JavaScript',
  mark: 'simple-icons/javascript',
  highlight: 'ts',
  endings: ['.ts', '.mts', '.js', '.mjs', '.cjs'],
  first: {
    file: slug => `demos/javascript/${slug}.ts`,
    text: () => `import { stove } from './kitchen.ts'

// #region show
for (const name of ['A', 'B']) {
  const reply = await fetch(stove + name)
  const egg = await reply.text()
  console.log(\`\${egg} is ready\`)
}
// #endregion show
`,
  },
}
