import type { Found } from '../../demos/language.ts'
import type { ProcessLanguage } from '../../demos/languages.ts'

/** One way of having many things wait at once, and the program that does it in this folder. */
export interface Model {
  /** Its name in the results. */
  model: string
  language: ProcessLanguage
  /** What one egg costs: a thread of the operating system, or something lighter. */
  unit: 'thread' | 'task'
  /** The least version of the language's tool, where it is not the toolchain's. */
  atLeast?: string
  /** Arguments of the tool that make the program, from the project's root. */
  build?: readonly string[]
  /** The command and its arguments; the number of eggs follows. */
  run: (tool: Found) => readonly [string, ...string[]]
}

function cargo(bin: string): readonly string[] {
  return [
    'build',
    '--release',
    '--locked',
    '--manifest-path',
    'demos/rust/Cargo.toml',
    '--target-dir',
    'demos/rust/target',
    '--bin',
    bin,
  ]
}
const javac = ['-d', 'demos/java/build/bench', 'bench/models/Threads.java']
/** Heap and collector are the JVM's own choice: what a machine gets without asking. */
const java = (javac: Found): string => javac.path.replace(/javac$/, 'java')

/** Every model that can wait for thousands of eggs with what its language brings (and Tokio). */
export const models: readonly Model[] = [
  { model: 'Python threads', language: 'python', unit: 'thread', run: python => [python.path, '-B', 'bench/models/threads.py'] },
  { model: 'Python asyncio', language: 'python', unit: 'task', run: python => [python.path, '-B', 'bench/models/asyncio_tasks.py'] },
  {
    model: 'Rust threads',
    language: 'rust',
    unit: 'thread',
    build: cargo('bench-threads'),
    run: () => ['demos/rust/target/release/bench-threads'],
  },
  {
    model: 'Rust Tokio',
    language: 'rust',
    unit: 'task',
    build: cargo('bench-tokio'),
    run: () => ['demos/rust/target/release/bench-tokio'],
  },
  {
    model: 'Go goroutines',
    language: 'go',
    unit: 'task',
    build: ['build', '-o', 'demos/go/bin/bench-goroutines', 'bench/models/goroutines.go'],
    run: () => ['demos/go/bin/bench-goroutines'],
  },
  {
    model: 'Java platform threads',
    language: 'java',
    unit: 'thread',
    atLeast: '21',
    build: javac,
    run: tool => [java(tool), '-cp', 'demos/java/build/bench', 'Threads', 'platform'],
  },
  {
    model: 'Java virtual threads',
    language: 'java',
    unit: 'task',
    atLeast: '21',
    build: javac,
    run: tool => [java(tool), '-cp', 'demos/java/build/bench', 'Threads', 'virtual'],
  },
  { model: 'Elixir processes', language: 'elixir', unit: 'task', run: elixir => [elixir.path, 'bench/models/processes.exs'] },
  { model: 'Node callbacks', language: 'node', unit: 'task', run: node => [node.path, 'bench/models/callbacks.mjs'] },
]
