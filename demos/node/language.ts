import type { ProcessLanguageDescription } from '../language.ts'

export const node: ProcessLanguageDescription = {
  name: 'Node',
  mark: 'simple-icons/nodedotjs',
  badge: 'Node.js',
  highlight: 'js',
  tool: {
    commands: ['node'],
    args: ['-p', 'process.versions.node + " " + process.execPath'],
    version: /^(?<version>\d+\.\d+\.\d+) (?<path>.+)$/m,
    atLeast: '20.19',
    prefer: 'first',
  },
  howToGet: 'Install Node 20.19 or newer from nodejs.org.',
  helpers: ['demos/node/kitchen.mjs', 'demos/node/beater.mjs', 'demos/node/egg-beater.mjs', 'demos/node/watch-loop.mjs'],
  run: (demo, node) => ({ command: node.path, args: [demo.file], cwd: '.' }),
  first: {
    file: slug => `demos/node/${slug}.mjs`,
    text: () => `import { stove } from './kitchen.mjs'

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
