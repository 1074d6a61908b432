import type { ProcessLanguageDescription } from '../language.ts'
import { dirname, join } from 'node:path'
import { MANAGERS } from '../language.ts'

export const elixir: ProcessLanguageDescription = {
  name: 'Elixir',
  mark: 'simple-icons/elixir',
  highlight: 'elixir',
  endings: ['.exs'],
  tool: {
    commands: ['elixir'],
    args: ['--version'],
    version: /^Elixir (?<version>\d+\.\d+\.\d+)/m,
    atLeast: '1.14',
    prefer: 'first',
  },
  inherits: [...MANAGERS, 'KIEX_HOME'],
  howToGet: 'Install Elixir 1.14 or newer: from elixir-lang.org, with brew install elixir, or with apt install elixir.',
  helpers: ['demos/elixir/kitchen.exs'],
  // +fnu: file names are UTF-8 whatever the locale, so that Elixir does not warn about it.
  run: (demo, elixir) => ({ command: elixir.path, args: [demo.file], cwd: '.', env: { ELIXIR_ERL_OPTIONS: '+fnu' } }),
  own: file => ({ run: ({ path }, cwd) => ({ command: path, args: [file], cwd, env: { ELIXIR_ERL_OPTIONS: '+fnu' } }) }),
  formatter: { name: 'mix format', command: elixir => [join(dirname(elixir.path), 'mix'), 'format', '--check-formatted', '*.exs'], folders: ['demos/elixir', 'bench/models'] },
  errors: {
    refuses: /^\s*error: (?<text>.*)/,
    begins: /^(?<text>\*\* \((?!CompileError\) .*: cannot compile).*)/,
    ends: /^(?:\s|$)/,
    cause: /^\s+(?<text>\*\* \(.*)/,
    code: 1,
  },
  first: {
    file: slug => `demos/elixir/${slug}.exs`,
    text: () => `Code.require_file("kitchen.exs", __DIR__)

# #region show
for name <- ["A", "B"] do
  IO.puts("#{Kitchen.fry_egg(name)} is ready")
end

# #endregion show
`,
  },
}
