import { describe, expect, it } from 'vitest'
import { processLanguages } from '../../demos/languages.ts'
import { createWhyFailed } from './why-failed.ts'

/** What compilers and runtimes wrote for real, each with the sentence that is told of it. */

type Told = 'refused' | 'died' | 'lastWords'

type Language = keyof typeof processLanguages
type Case = [title: string, language: Language, name: string, stderr: string, told: { [told in Told]?: string | undefined }]

const CASES: Case[] = [
  [
    'Rust, a slug that no file has',
    'rust',
    'rust-threads.rs',
    'error: no bin target named `rust-treads` in default-run packages\n\nhelp: a target with a similar name exists: `rust-threads`',
    { refused: 'error: no bin target named `rust-treads` in default-run packages' },
  ],
  [
    'Lua, an error two calls deep in a folder with a space',
    'lua',
    'nil.lua',
    `/usr/bin/lua5.4: /tmp/my programs/nil.lua:2: attempt to index a nil value (local 'egg')
stack traceback:
\t/tmp/my programs/nil.lua:2: in local 'fry'
\t/tmp/my programs/nil.lua:5: in main chunk
\t[C]: in ?`,
    { died: 'attempt to index a nil value (local \'egg\') (nil.lua, line 2)' },
  ],
  [
    'Lua, an error in a coroutine, whose place is the inner one',
    'lua',
    'coro.lua',
    `/usr/bin/lua5.4: /a/coro.lua:5: /a/coro.lua:3: in the pan\nstack traceback:\n\t[C]: in local 'co'\n\t/a/coro.lua:5: in main chunk`,
    { died: 'in the pan (coro.lua, line 3)' },
  ],
  [
    'Lua, an error without a place of its own',
    'lua',
    'level.lua',
    `lua: the egg burnt\nstack traceback:\n\t[C]: in function 'error'\n\t/a/level.lua:1: in main chunk`,
    { died: 'the egg burnt (level.lua, line 1)' },
  ],
  ['Lua, what was written before leaving', 'lua', 'a.lua', 'bye', { died: undefined, lastWords: 'bye' }],
  [
    'Go, the first of three mistakes',
    'go',
    'compile.go',
    '# command-line-arguments\n./compile.go:4:8: "os" imported and not used\n./compile.go:7:2: declared and not used: x\n./compile.go:8:14: invalid operation',
    { refused: '"os" imported and not used (compile.go, line 4, column 8)' },
  ],
  [
    'Go, a panic in a goroutine',
    'go',
    'goroutine.go',
    'panic: burnt\n\ngoroutine 18 [running]:\nmain.main.func1()\n\t/a b/goroutine.go:13 +0x6b\ncreated by main.main in goroutine 1\n\t/a b/goroutine.go:11 +0x65\nexit status 2',
    { died: 'panic: burnt (goroutine.go, line 13)' },
  ],
  [
    'Go, a panic while another one is being recovered from',
    'go',
    'again.go',
    'panic: first [recovered]\n\tpanic: again: first\n\ngoroutine 1 [running]:\nmain.main.func1()\n\t/a/again.go:8 +0x54\npanic({0x4a94a0?, 0x4cef60?})',
    { died: 'panic: again: first (again.go, line 8)' },
  ],
  [
    'Go, a pointer to nothing, whose first line of the stack is the library’s',
    'go',
    'nil.go',
    'panic: runtime error: invalid memory address\n[signal SIGSEGV: segmentation violation]\n\ngoroutine 1 [running]:\nsync.(*Mutex).Lock(...)\n\t/usr/local/go/src/sync/mutex.go:45\nmain.main()\n\t/a/nil.go:7 +0x10',
    { died: 'panic: runtime error: invalid memory address (nil.go, line 7)' },
  ],
  [
    'Rust, the first of its mistakes',
    'rust',
    'moved.rs',
    'warning: unused\n --> /a/moved.rs:1:1\n  |\nerror[E0382]: borrow of moved value: `s`\n --> /a/moved.rs:4:20\n  |\n2 |     let s\nerror: aborting due to 1 previous error; 1 warning emitted',
    { refused: 'error[E0382]: borrow of moved value: `s` (moved.rs, line 4, column 20)' },
  ],
  [
    'Rust, a panic with a message of several lines',
    'rust',
    'assert.rs',
    '\nthread \'main\' (15429) panicked at /a/assert.rs:1:13:\nassertion `left == right` failed\n  left: 2\n right: 3\nnote: run with `RUST_BACKTRACE=1` environment variable',
    { died: 'assertion `left == right` failed left: 2 right: 3 (assert.rs, line 1, column 13)' },
  ],
  [
    'Rust, the thread’s panic and then the one of main',
    'rust',
    'thread.rs',
    '\nthread \'<unnamed>\' (2) panicked at /a/thread.rs:2:37:\nin the thread\nnote: run with\n\nthread \'main\' (1) panicked at /a/thread.rs:3:14:\ncalled `unwrap()` on an `Err` value',
    { died: 'called `unwrap()` on an `Err` value (thread.rs, line 3, column 14)' },
  ],
  [
    'Java, a mistake that its launcher finds',
    'java',
    'Eggs.java',
    '/a/Eggs.java:3: error: \';\' expected\n        println("a")\n                    ^\n1 error\nerror: compilation failed',
    { refused: '\';\' expected (Eggs.java, line 3)' },
  ],
  [
    'Java, an exception and the one behind it',
    'java',
    'Caused.java',
    'Exception in thread "main" java.lang.IllegalStateException: could not fry\n\tat java.base/java.util.List.of(List.java:1)\n\tat Caused.main(Caused.java:4)\nCaused by: java.lang.ArithmeticException: / by zero\n\tat Caused.fry(Caused.java:3)\n\t... 10 more',
    {
      died: 'java.lang.IllegalStateException: could not fry (Caused.java, line 4). Caused by: java.lang.ArithmeticException: / by zero (Caused.java, line 3)',
    },
  ],
  [
    'Java, another thread’s exception, and words of its own',
    'java',
    'Other.java',
    'Exception in thread "Thread-0" java.lang.RuntimeException: in the thread\n\tat Other.lambda$main$0(Other.java:3)\ngiving up',
    { died: undefined, lastWords: 'giving up' },
  ],
  [
    'Elixir, an exception, with a warning before it',
    'elixir',
    'raise.exs',
    'warning: variable "x" is unused\n  raise.exs:1\n\n** (RuntimeError) the egg 1 burnt\n    raise.exs:2: Pan.fry/1\n    (elixir 1.14.0) lib/code.ex:1245: Code.require_file/2',
    { died: '** (RuntimeError) the egg 1 burnt (raise.exs, line 2)' },
  ],
  [
    'Elixir, an exception in a task, which ends the one that waits for it',
    'elixir',
    'task.exs',
    '** (EXIT from #PID<0.96.0>) an exception was raised:\n    ** (ArgumentError) in the task\n        exs/task.exs:2: anonymous fn/0\n        (elixir 1.14.0) lib/task/supervised.ex:89: Task.Supervised.invoke_mfa/2',
    { died: '** (EXIT from #PID<0.96.0>) an exception was raised: ** (ArgumentError) in the task (task.exs, line 2)' },
  ],
  [
    'Elixir, a bracket that is not closed',
    'elixir',
    'syntax.exs',
    '** (TokenMissingError) exs/syntax.exs:4:1: missing terminator: ] (for "[" starting at line 2)\n    (elixir 1.14.0) lib/code.ex:1245',
    { died: '** (TokenMissingError) missing terminator: ] (for "[" starting at line 2) (syntax.exs, line 4, column 1)' },
  ],
  [
    'Elixir since 1.15, whose compiler says that it has said it',
    'elixir',
    'undefined.exs',
    'error: undefined variable "eggs"\n│\n1 │ IO.puts(eggs)\n│         ^^^^\n│\n└─ undefined.exs:1:9\n\n** (CompileError) undefined.exs: cannot compile file (errors have been logged)',
    { refused: 'undefined variable "eggs" (undefined.exs, line 1, column 9)', died: undefined },
  ],
  [
    'Python, the later one of two exceptions, with its note',
    'python',
    'chain.py',
    'Traceback (most recent call last):\n  File "/a/chain.py", line 2, in <module>\n    {}["a"]\nKeyError: \'a\'\n\nThe above exception was the direct cause of the following exception:\n\nTraceback (most recent call last):\n  File "/a/chain.py", line 4, in <module>\n    raise\n  File "/usr/lib/python3.11/json/decoder.py", line 9, in f\nRuntimeError: could not find\nhave a look',
    { died: 'RuntimeError: could not find have a look (chain.py, line 4)' },
  ],
  [
    'Python, a group of exceptions',
    'python',
    'group.py',
    '  + Exception Group Traceback (most recent call last):\n  |   File "/a/group.py", line 8, in <module>\n  |     asyncio.run(main())\n  | ExceptionGroup: unhandled errors (2 sub-exceptions)\n  +-+---------------- 1 ----------------\n    | Traceback (most recent call last):\n    |   File "/a/group.py", line 3, in boom\n    |     raise\n    | ValueError: 1\n    +---------------- 2 ----------------\n    | Traceback (most recent call last):\n    |   File "/a/group.py", line 4, in boom\n    | ValueError: 2\n    +------------------------------------',
    { died: 'ExceptionGroup: unhandled errors (2 sub-exceptions) (group.py, line 8). ValueError: 1 (group.py, line 3)' },
  ],
  [
    'Python, a thread that died without its program',
    'python',
    'thread.py',
    'Exception in thread Thread-1 (f):\nTraceback (most recent call last):\n  File "/a/thread.py", line 3, in f\n    raise\nRuntimeError: in the thread\nno eggs left',
    { died: undefined, lastWords: 'no eggs left' },
  ],
  [
    'Python, a warning, which is no reason',
    'python',
    'never.py',
    '/a/never.py:3: RuntimeWarning: coroutine \'f\' was never awaited\n  f()\nRuntimeWarning: Enable tracemalloc',
    { died: undefined, lastWords: '' },
  ],
  [
    'C++',
    'cpp',
    'egg.cpp',
    'demos/egg.cpp: In function ‘int main()’:\ndemos/egg.cpp:3:5: error: ‘x’ was not declared in this scope\n    3 |     x;',
    { refused: '‘x’ was not declared in this scope (egg.cpp, line 3, column 5)' },
  ],
]

describe('why a program failed', () => {
  it.each(CASES)('%s', (_, language, name, stderr, told) => {
    const why = createWhyFailed(name, processLanguages[language].errors)
    stderr.split('\n').forEach(why.hear)
    for (const [kind, sentence] of Object.entries(told))
      expect(why[kind as Told](), kind).toBe(sentence)
  })

  it('is the last thing that a language has said of which nothing more is known', () => {
    const why = createWhyFailed('a.x')
    for (const line of ['first', 'the egg is on the floor', '  at its edge', 'Node.js v20.20.0'])
      why.hear(line)
    expect([why.refused(), why.died(), why.lastWords()]).toEqual([undefined, undefined, 'the egg is on the floor'])
  })
})
