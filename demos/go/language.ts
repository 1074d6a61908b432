import type { ProcessLanguageDescription } from '../language.ts'
import { basename, dirname, join } from 'node:path'
import { EXE, MANAGERS } from '../language.ts'

export const go: ProcessLanguageDescription = {
  name: 'Go',
  mark: 'simple-icons/go',
  highlight: 'go',
  endings: ['.go'],
  tool: {
    commands: ['go'],
    args: ['version'],
    version: /^go version go(?<version>\d+\.\d+(?:\.\d+)?)/m,
    // sync.WaitGroup.Go
    atLeast: '1.25',
    prefer: 'first',
  },
  howToGet: 'Install Go 1.25 or newer from go.dev/dl.',
  inherits: [...MANAGERS, 'GOENV_ROOT', 'GOPATH', 'GOCACHE', 'GOROOT', 'XDG_CACHE_HOME'],
  helpers: ['demos/go/go.mod', 'demos/go/kitchen/kitchen.go'],
  build: (demo, go) => ({
    command: go.path,
    args: ['build', '-o', `bin/${demo.slug}${EXE}`, `./cmd/${demo.slug}`],
    cwd: 'demos/go',
    // Never fetches another Go: what is installed is what is measured. And needs no C compiler.
    env: { GOTOOLCHAIN: 'local', CGO_ENABLED: '0' },
    output: `demos/go/bin/${demo.slug}${EXE}`,
  }),
  run: demo => ({ command: `demos/go/bin/${demo.slug}${EXE}`, args: [], cwd: '.' }),
  own: (file, folder) => {
    const output = join(folder, basename(file, '.go') + EXE)
    return {
      build: ({ path }) => ({ command: path, args: ['build', '-o', output, file], cwd: dirname(file), env: { GOTOOLCHAIN: 'local', CGO_ENABLED: '0' }, output, folders: [folder] }),
      run: (_, cwd) => ({ command: output, args: [], cwd }),
    }
  },
  // The one beside Go itself, which a link on PATH may not be.
  formatter: { name: 'gofmt', command: async (go, ask) => [join((await ask(go.path, ['env', 'GOROOT'])).trim(), 'bin', 'gofmt'), '-d', '.'], folders: ['demos/go', 'bench/models'] },
  errors: {
    refuses: /^\S.*?\.go:\d+:(?:\d+:)? (?<text>.*)/,
    begins: /^\t?(?<text>(?:panic|fatal error): .*?)(?: \[recovered[^\]]*\])?$/,
    ends: /^(?:$|\[signal |goroutine \d|runtime stack:)/,
    code: 2,
  },
  first: {
    file: slug => `demos/go/cmd/${slug}/main.go`,
    text: () => `package main

import (
\t"fmt"

\t"foureggs/kitchen"
)

func main() {
\t// #region show
\tfor _, name := range []string{"A", "B"} {
\t\tegg, err := kitchen.FryEgg(name)
\t\tif err != nil {
\t\t\tfmt.Println(err)
\t\t\treturn
\t\t}
\t\tfmt.Println(egg, "is ready")
\t}
\t// #endregion show
}
`,
  },
}
