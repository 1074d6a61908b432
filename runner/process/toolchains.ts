/**
 * How a program of each language is found, built and run. Every command that a runner starts, and each of its
 * arguments, comes from here and from the catalogue; never from a request.
 *
 * All of it is data and pure functions: looking for tools and starting processes is the runner's work
 * (`runner/process/`). Paths have forward slashes and start at the project's root.
 *
 * What a program is told: `KITCHEN_URL`, the kitchen's address with `/run/{run}` and without a slash at its end, and
 * `EGG_MS`, how long an egg takes there. What a program says: a line on standard output that is a JSON object with a
 * `kind` (`start`, `end`, `fail`, `abort`, `park`, `resume`) and a `task` is a step of that task, and may carry `line`,
 * `id`, `text` and `thread` (the system's number) as in `trace/events.ts`, and `at`, when it was, on the machine's monotonic
 * clock in milliseconds; with the `kind` `step`, a `text` and the `state` of a machine. Without an `at` it was when the
 * runner heard of it. Every other line is what it printed.
 */

import type { Demo, Language } from '../../demos/catalogue/demo.ts'
import process from 'node:process'

/** The languages whose programs run as processes of their own. */
export type ProcessLanguage = Exclude<Language, 'javascript'>

/** A command to look for, and the version it must have. */
export interface Tool {
  /** Names to try in every folder of `PATH`, in this order. */
  commands: readonly string[]
  /**
   * Other places where it may lie. `*` stands for one folder; a first part such as `$JAVA_HOME` for the value of that
   * variable, and the place is skipped when there is none.
   */
  alsoAt?: readonly string[]
  /** What makes it say its version. */
  args: readonly string[]
  /**
   * Finds the version, as the group `version`, in what it says on standard output and standard error. A group `path`
   * is where the tool really lies, where the command on `PATH` only passes calls on.
   */
  version: RegExp
  atLeast: string
  /** Which to take when several will do: the `first` found, or the `newest`. */
  prefer: 'first' | 'newest'
}

/** A library that is not part of every installation of its language. */
export interface Library {
  /** Arguments to the language's tool: exit code 0 and a `version` when it is there. */
  args: readonly string[]
  version: RegExp
  howToGet: string
}

/** A tool that was found. */
export interface Found {
  /** Absolute path of the command. */
  path: string
  /** As the tool says it: `1.95.0`. */
  version: string
}

/** One process to start. */
export interface Command {
  /** A found tool's path, or a built program from the project's root. */
  command: string
  args: readonly string[]
  /** Where it runs, from the project's root; `.` is the root. */
  cwd: string
  /** What it needs in its environment beside the runner's own few. */
  env?: Readonly<Record<string, string>>
}

/** A step that makes the program to run from its source. */
export interface Build extends Command {
  /** The file that it makes. */
  output: string
  /** The same command's arguments to forget what it has built, where it would not look whether that is whole. */
  clean?: readonly string[]
  /** Folders that must exist before. */
  folders?: readonly string[]
}

export interface Toolchain {
  /** As a reader calls it: `Rust`. */
  name: string
  tool: Tool
  libraries?: Readonly<Record<string, Library>>
  /** A sentence for those who have not got it. */
  howToGet: string
  /**
   * Variables of the runner's environment that the tool needs where they are set (`PATH` and `HOME` go without saying).
   */
  inherits?: readonly string[]
  /** The files beside its own that a program is made of. */
  helpers: readonly string[]
  build?: (demo: Demo, tool: Found) => Build
  run: (demo: Demo, tool: Found) => Command
}

/** A version manager of many languages puts stand-ins for their tools into PATH; they find the tools by these. */
const MANAGERS = ['ASDF_DIR', 'ASDF_DATA_DIR', 'MISE_DATA_DIR']

/** What fetches packages may need to reach its registry. */
const NETWORK = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy', 'SSL_CERT_FILE', 'SSL_CERT_DIR']

const EXE = process.platform === 'win32' ? '.exe' : ''

/** `demos/java/VirtualThreads.java` → `VirtualThreads`, which is also the class's name. */
const stem = (file: string): string => file.slice(file.lastIndexOf('/') + 1, file.lastIndexOf('.'))

export const toolchains: Readonly<Record<ProcessLanguage, Toolchain>> = {
  node: {
    name: 'Node',
    tool: {
      commands: ['node'],
      args: ['-p', 'process.versions.node + " " + process.execPath'],
      version: /^(?<version>\d+\.\d+\.\d+) (?<path>.+)$/m,
      atLeast: '20.19',
      prefer: 'first',
    },
    howToGet: 'Install Node 20.19 or newer from nodejs.org.',
    helpers: ['demos/node/kitchen.mjs', 'demos/node/beater.mjs', 'demos/node/watch-loop.mjs'],
    run: (demo, node) => ({ command: node.path, args: [demo.file], cwd: '.' }),
  },

  python: {
    name: 'Python',
    tool: {
      commands: ['python3', 'python'],
      args: ['-c', 'import sys; print(sys.version.split()[0], sys.executable)'],
      version: /^(?<version>\d\S*) (?<path>.+)$/m,
      // asyncio.TaskGroup
      atLeast: '3.11',
      prefer: 'first',
    },
    inherits: [...MANAGERS, 'PYENV_ROOT', 'PYENV_VERSION'],
    howToGet: 'Install Python 3.11 or newer: from python.org, with brew install python, or with apt install python3.',
    helpers: ['demos/python/kitchen.py'],
    // -B: no __pycache__ beside the programs.
    run: (demo, python) => ({ command: python.path, args: ['-B', demo.file], cwd: '.', env: { PYTHONUTF8: '1' } }),
  },

  rust: {
    name: 'Rust',
    tool: {
      commands: ['cargo'],
      args: ['--version'],
      version: /^cargo (?<version>\d+\.\d+\.\d+)/m,
      atLeast: '1.85',
      prefer: 'first',
    },
    howToGet: 'Install Rust 1.85 or newer with rustup: rustup.rs says how.',
    inherits: [...MANAGERS, 'CARGO_HOME', 'RUSTUP_HOME', 'RUSTUP_TOOLCHAIN', ...NETWORK],
    helpers: ['demos/rust/Cargo.toml', 'demos/rust/Cargo.lock', 'demos/rust/src/lib.rs'],
    build: (demo, cargo) => ({
      command: cargo.path,
      args: ['build', '--release', '--locked', '--target-dir', 'target', '--bin', demo.slug],
      clean: ['clean', '--release', '--target-dir', 'target', '--package', 'four-eggs'],
      cwd: 'demos/rust',
      output: `demos/rust/target/release/${demo.slug}${EXE}`,
    }),
    run: demo => ({ command: `demos/rust/target/release/${demo.slug}${EXE}`, args: [], cwd: '.' }),
  },

  go: {
    name: 'Go',
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
  },

  elixir: {
    name: 'Elixir',
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
  },

  java: {
    name: 'Java',
    tool: {
      commands: ['javac'],
      alsoAt: ['$JAVA_HOME/bin/javac', '/usr/lib/jvm/*/bin/javac', '/Library/Java/JavaVirtualMachines/*/Contents/Home/bin/javac'],
      args: ['-version'],
      version: /^javac (?<version>\d+(?:\.\d+)*)/m,
      atLeast: '17',
      prefer: 'newest',
    },
    howToGet: 'Install a JDK from adoptium.net: 17 or newer runs the first programs, 21 virtual threads, 25 all of them.',
    inherits: [...MANAGERS, 'JAVA_HOME', 'JENV_ROOT', 'SDKMAN_DIR'],
    helpers: ['demos/java/Kitchen.java'],
    build: (demo, javac) => ({
      command: javac.path,
      // Both sources by name: javac then looks at nothing else.
      args: [...preview(demo, javac), '-d', `demos/java/build/${demo.slug}`, demo.file, 'demos/java/Kitchen.java'],
      cwd: '.',
      output: `demos/java/build/${demo.slug}/${stem(demo.file)}.class`,
    }),
    run: (demo, javac) => ({
      // The java beside the javac that compiled it.
      command: javac.path.replace(/javac(?=(?:\.exe)?$)/, 'java'),
      // A program of two seconds gains nothing from the second compiler or a concurrent collector: both cost start-up.
      args: ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', ...preview(demo, javac).slice(0, 1), '-cp', `demos/java/build/${demo.slug}`, stem(demo.file)],
      cwd: '.',
    }),
  },

  lua: {
    name: 'Lua',
    tool: {
      commands: ['lua5.4', 'lua'],
      args: ['-v'],
      version: /^Lua (?<version>\d+\.\d+\.\d+)/m,
      atLeast: '5.4',
      prefer: 'first',
    },
    libraries: {
      luasocket: {
        args: ['-e', 'print(require("socket")._VERSION)'],
        version: /^LuaSocket (?<version>\d+\.\d+)/m,
        howToGet: 'Install LuaSocket: with apt install lua-socket, or with luarocks install luasocket.',
      },
    },
    howToGet: 'Install Lua 5.4 or newer: with brew install lua, or with apt install lua5.4.',
    inherits: [...MANAGERS, 'LUA_PATH', 'LUA_CPATH', 'LUA_PATH_5_4', 'LUA_CPATH_5_4'],
    helpers: ['demos/lua/kitchen.lua'],
    // A program finds its helper beside itself.
    run: (demo, lua) => ({ command: lua.path, args: ['-e', 'package.path = "demos/lua/?.lua;" .. package.path', demo.file], cwd: '.' }),
  },

  cpp: {
    name: 'C++',
    tool: {
      commands: ['g++'],
      args: ['-dumpversion'],
      version: /^(?<version>\d+(?:\.\d+)*)$/m,
      // Coroutines of C++20
      atLeast: '11',
      prefer: 'first',
    },
    howToGet: 'Install GCC 11 or newer: with apt install g++, or with xcode-select --install, where g++ is Clang.',
    helpers: ['demos/cpp/kitchen.hpp'],
    build: (demo, gcc) => ({
      command: gcc.path,
      args: ['-std=c++20', '-O1', '-o', `demos/cpp/build/${demo.slug}${EXE}`, demo.file],
      cwd: '.',
      folders: ['demos/cpp/build'],
      output: `demos/cpp/build/${demo.slug}${EXE}`,
    }),
    run: demo => ({ command: `demos/cpp/build/${demo.slug}${EXE}`, args: [], cwd: '.' }),
  },
}

/** What a demo needs to run, as a reader would look for it: `Go 1.25`. */
export function nameNeeds({ language, needs }: Demo): string | undefined {
  if (language === 'javascript')
    return undefined
  const { name, tool } = toolchains[language]
  return [`${name} ${needs?.atLeast ?? tool.atLeast}`, ...needs?.library ? [needs.library] : []].join(' and ')
}

/** Structured concurrency is a preview up to JDK 27, and a preview must be asked for with the JDK's own number. */
function preview(demo: Demo, { version }: Found): string[] {
  return demo.needs?.preview ? ['--enable-preview', '--release', version.split('.')[0]!] : []
}
