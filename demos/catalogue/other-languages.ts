import type { Demo, Expectation } from './demo.ts'

const fourEggs = ['A', 'B', 'C', 'D']
const ready = ['A is ready', 'B is ready', 'C is ready', 'D is ready']

/** The orders of so many guests. */
const guests = (count: number) => Array.from({ length: count }, (_, index) => `G${index + 1}`)

/** Four eggs, one after another. */
const oneByOne: Expectation = { eggs: fourEggs, overlap: 'none', prints: ready, outcome: 'done' }

/** Four eggs at once, and told about in the order they were asked for. */
const together: Expectation = { eggs: fourEggs, overlap: 'all', prints: ready, outcome: 'done' }

/** Four eggs at once, told about as they get ready. */
const asTheyCome: Expectation = { eggs: fourEggs, overlap: 'all', printsInAnyOrder: ready, outcome: 'done' }

/** A kitchen that is closed for two seconds, and then has fifty pans and a queue of fifty. */
const closed: Demo['kitchen'] = { pans: 50, queue: 50, beyond: 'refuse', closed: { from: 0, to: 2000 } }

/** Two hundred guests who come back until they have eaten; how often is up to luck and to the machine. */
const stormed: Expectation = { eggs: guests(200), levels: ['orders'], overlap: 'any', says: [' orders for 200 eggs'], outcome: 'done' }

/** Twenty eggs at once, one of which takes five times as long. */
const twenty: Pick<Demo, 'language' | 'kitchen'> = { language: 'node', kitchen: { times: 'one-in-twenty', seed: 7 } }

/** Guests come at a rate that rises. */
const rising: Expectation = {
  eggs: guests(138),
  anyEggs: true,
  levels: ['p50', 'p99'],
  overlap: 'some',
  says: ['50 % of what the pans can fry: p50 ', '200 % of what the pans can fry: p50 ', ' of 138 ate in time'],
  outcome: 'done',
}

/** Four tasks for the processor at once, and no egg in the kitchen. */
const busy: Expectation = { eggs: [], lanes: fourEggs, overlap: 'all', outcome: 'done' }

/** The same work in one thread, in two, in four and in eight: a lane for each of them, `1 of 1` to `8 of 8`. */
const sweep: Pick<Demo, 'computes' | 'expect'> = {
  computes: true,
  expect: {
    eggs: [],
    lanes: [1, 2, 4, 8].flatMap(threads => Array.from({ length: threads }, (_, i) => `${i + 1} of ${threads}`)),
    overlap: 'some',
    outcome: 'done',
  },
}

/** The programs that run as processes of their own. How each language is built and run: its `language.ts`. */
export const otherLanguages: readonly Demo[] = [
  // Python
  {
    slug: 'python-sequential',
    language: 'python',
    file: 'demos/python/sequential.py',
    title: 'One by one, in Python',
    expect: oneByOne,
  },
  {
    slug: 'python-threads',
    language: 'python',
    file: 'demos/python/threads.py',
    title: 'A thread for each egg',
    expect: together,
  },
  {
    slug: 'python-asyncio',
    language: 'python',
    file: 'demos/python/asyncio_gather.py',
    title: 'Four coroutines, and gather',
    expect: { eggs: fourEggs, overlap: 'all', prints: ['[\'A\', \'B\', \'C\', \'D\']'], outcome: 'done' },
  },
  {
    slug: 'python-starts-when-awaited',
    language: 'python',
    file: 'demos/python/starts_when_awaited.py',
    title: 'A coroutine and a task: when do the bodies begin?',
    expect: {
      eggs: ['A', 'B'],
      overlap: 'all',
      prints: ['before the call', 'after the calls', 'A: the body begins', 'B: the body begins'],
      outcome: 'done',
    },
  },
  {
    slug: 'python-gather',
    language: 'python',
    file: 'demos/python/gather_burnt.py',
    title: 'Four eggs under gather, and B burns',
    expect: {
      eggs: fourEggs,
      burnt: ['B'],
      overlap: 'all',
      printsInAnyOrder: ['B is burnt', '3 are still frying', 'A is ready', 'C is ready', 'D is ready'],
      outcome: 'done',
    },
  },
  {
    slug: 'python-task-group',
    language: 'python',
    file: 'demos/python/task_group_burnt.py',
    title: 'Four eggs in a TaskGroup, and B burns',
    expect: {
      eggs: fourEggs,
      burnt: ['B'],
      calledOff: ['A', 'C', 'D'],
      overlap: 'all',
      printsInAnyOrder: ['A is called off', 'C is called off', 'D is called off', 'B is burnt'],
      outcome: 'done',
    },
  },
  {
    slug: 'python-cancel',
    language: 'python',
    file: 'demos/python/cancel_is_a_request.py',
    title: 'A task that is cancelled, and a pan to wash, in Python',
    expect: {
      eggs: ['A', 'wash'],
      // The order to wash may be there before the kitchen hears that a client has hung up.
      overlap: 'any',
      calledOff: ['A'],
      prints: ['asked to stop: True', 'washed up and gone', 'cancelled: False'],
      outcome: 'done',
    },
  },
  {
    slug: 'python-cpu-one',
    language: 'python',
    file: 'demos/python/cpu_one.py',
    title: 'Four calculations on one thread',
    computes: true,
    expect: { ...busy, overlap: 'none', prints: Array.from({ length: 4 }, () => '575999928000002000000') },
  },
  {
    slug: 'python-cpu-threads',
    language: 'python',
    file: 'demos/python/cpu_threads.py',
    title: 'Four calculations on four threads',
    computes: true,
    expect: { ...busy, prints: Array.from({ length: 4 }, () => '575999928000002000000') },
  },
  {
    slug: 'python-cpu-processes',
    language: 'python',
    file: 'demos/python/cpu_processes.py',
    title: 'Four calculations in four processes',
    computes: true,
    expect: { ...busy, prints: Array.from({ length: 4 }, () => '575999928000002000000') },
  },
  {
    slug: 'python-lost-update',
    language: 'python',
    file: 'demos/python/lost_update.py',
    title: 'Read, give way, write, on four threads',
    // How long each is at it depends on luck, and so does what is lost.
    expect: { eggs: [], lanes: fourEggs, overlap: 'any', says: [' of 2000 are counted'], neverSays: ['2000 of 2000'], outcome: 'done' },
  },
  {
    slug: 'python-plain-update',
    language: 'python',
    file: 'demos/python/plain_update.py',
    title: 'A plain += 1 on four threads',
    // CPython 3.10 to 3.13 lose nothing; nothing promises that, and without a GIL much is lost.
    expect: { eggs: [], lanes: fourEggs, overlap: 'any', says: [' of 2000000 are counted'], outcome: 'done' },
  },
  {
    slug: 'python-deadlock',
    language: 'python',
    file: 'demos/python/deadlock.py',
    title: 'Two threads, two locks, and faulthandler',
    expect: { eggs: [], overlap: 'any', says: ['Timeout (0:00:01)!', 'in cook'], neverSays: ['has both'], outcome: 'failed' },
  },
  {
    slug: 'python-asyncio-deadlock',
    language: 'python',
    file: 'demos/python/asyncio_deadlock.py',
    title: 'Two tasks, two locks, and what asyncio knows of them',
    expect: { eggs: [], overlap: 'any', says: ['Stack for <Task pending name=', 'in cook'], neverSays: ['has both'], outcome: 'done' },
  },
  {
    slug: 'python-blocking-sleep',
    language: 'python',
    file: 'demos/python/blocking_sleep.py',
    title: 'Four coroutines and a call that blocks',
    threads: 1,
    expect: { eggs: [], lanes: fourEggs, overlap: 'none', prints: ready, outcome: 'done' },
  },
  {
    slug: 'python-to-thread',
    language: 'python',
    file: 'demos/python/to_thread.py',
    title: 'The same call, each on a thread of its own',
    threads: 5,
    expect: { eggs: [], lanes: fourEggs, overlap: 'all', printsInAnyOrder: ready, outcome: 'done' },
  },
  {
    slug: 'python-loop-turns',
    language: 'python',
    file: 'demos/python/loop_turns.py',
    title: 'Four coroutines that compute, and take turns',
    computes: true,
    threads: 1,
    expect: { ...busy, outcome: 'done' },
  },
  {
    slug: 'python-two-loops',
    language: 'python',
    file: 'demos/python/two_loops.py',
    title: 'Two threads, a loop in each',
    expect: asTheyCome,
  },

  // Rust: threads
  {
    slug: 'rust-threads',
    language: 'rust',
    file: 'demos/rust/src/bin/rust-threads.rs',
    title: 'A thread for each egg, then join them all',
    expect: together,
    question: 'seconds: 2, 4, 8',
  },
  {
    slug: 'rust-scoped',
    language: 'rust',
    file: 'demos/rust/src/bin/rust-scoped.rs',
    title: 'Four threads in a scope',
    expect: { ...asTheyCome, printsInAnyOrder: [...ready, '["A", "B", "C", "D"] are all out'] },
  },
  {
    slug: 'rust-channel',
    language: 'rust',
    file: 'demos/rust/src/bin/rust-channel.rs',
    title: 'Receive inside the scope',
    expect: { eggs: fourEggs, lanes: ['plates'], overlap: 'all', prints: ['A is served', 'B is served', 'C is served', 'D is served'], outcome: 'done' },
  },
  {
    slug: 'rust-channel-after',
    language: 'rust',
    file: 'demos/rust/src/bin/rust-channel-after.rs',
    title: 'Receive after the scope',
    expect: { eggs: fourEggs, lanes: ['plates'], overlap: 'all', prints: ['A is served', 'B is served', 'C is served', 'D is served'], outcome: 'done' },
  },
  {
    slug: 'rust-lazy',
    language: 'rust',
    file: 'demos/rust/src/bin/rust-lazy.rs',
    title: 'Spawn, then join, in one chain of iterators',
    expect: oneByOne,
  },
  {
    slug: 'rust-collected',
    language: 'rust',
    file: 'demos/rust/src/bin/rust-collected.rs',
    title: 'The same with a collect in between',
    expect: together,
  },
  {
    slug: 'rust-cpu-threads',
    language: 'rust',
    file: 'demos/rust/src/bin/rust-cpu-threads.rs',
    title: 'Four calculations on four threads, in Rust',
    computes: true,
    expect: { ...busy, prints: Array.from({ length: 4 }, () => '102334155') },
  },
  {
    slug: 'rust-sweep',
    language: 'rust',
    file: 'demos/rust/src/bin/rust-sweep.rs',
    title: 'The same work on 1, 2, 4 and 8 threads, in Rust',
    ...sweep,
  },
  {
    slug: 'rust-many-threads',
    language: 'rust',
    file: 'demos/rust/src/bin/rust-many-threads.rs',
    title: 'Ten thousand threads, three of which order an egg',
    // With short eggs the first is out before the last thread has started.
    expect: { eggs: ['A', 'B', 'C'], overlap: 'any', prints: ['10000 threads are done'], outcome: 'done' },
  },
  {
    slug: 'rust-rayon',
    language: 'rust',
    file: 'demos/rust/src/bin/rust-rayon.rs',
    title: 'A list, and Rayon',
    computes: true,
    expect: { eggs: [], lanes: fourEggs, overlap: 'some', prints: ['[102334155, 102334155, 102334155, 102334155]'], outcome: 'done' },
  },

  // Rust: Tokio
  {
    slug: 'rust-tokio',
    language: 'rust',
    file: 'demos/rust/src/bin/rust-tokio.rs',
    title: 'A task for each egg',
    expect: together,
  },
  {
    slug: 'rust-many-tasks',
    language: 'rust',
    file: 'demos/rust/src/bin/rust-many-tasks.rs',
    title: 'Ten thousand tasks, three of which order an egg',
    expect: { eggs: ['A', 'B', 'C'], overlap: 'any', prints: ['10000 tasks are done'], outcome: 'done' },
  },
  {
    slug: 'rust-join-set',
    language: 'rust',
    file: 'demos/rust/src/bin/rust-join-set.rs',
    title: 'Four tasks in a JoinSet',
    expect: { eggs: fourEggs, overlap: 'all', prints: ['C is ready', 'B is ready', 'D is ready', 'A is ready'], outcome: 'done' },
  },
  {
    slug: 'rust-starts-when-polled',
    language: 'rust',
    file: 'demos/rust/src/bin/rust-starts-when-polled.rs',
    title: 'Lines printed around a call, and in its body, in Rust',
    expect: { eggs: ['A'], overlap: 'none', prints: ['before the call', 'after the call', 'A: the body begins'], outcome: 'done' },
  },
  {
    slug: 'rust-select',
    language: 'rust',
    file: 'demos/rust/src/bin/rust-select.rs',
    title: 'Four eggs in a select!',
    expect: { eggs: fourEggs, calledOff: ['A', 'C', 'D'], overlap: 'all', prints: ['B is first'], outcome: 'done' },
  },
  {
    slug: 'rust-blocked-worker',
    language: 'rust',
    file: 'demos/rust/src/bin/rust-blocked-worker.rs',
    title: 'Four tasks that block, on one worker',
    threads: 1,
    expect: { eggs: fourEggs, overlap: 'none', printsInAnyOrder: ready, outcome: 'done' },
  },
  {
    slug: 'rust-spawn-blocking',
    language: 'rust',
    file: 'demos/rust/src/bin/rust-spawn-blocking.rs',
    title: 'Four blocking calls with spawn_blocking',
    threads: 5,
    expect: asTheyCome,
  },
  {
    slug: 'rust-block-in-place',
    language: 'rust',
    file: 'demos/rust/src/bin/rust-block-in-place.rs',
    title: 'Four blocking calls with block_in_place',
    threads: 5,
    expect: asTheyCome,
  },
  {
    slug: 'rust-mutex',
    language: 'rust',
    file: 'demos/rust/src/bin/rust-mutex.rs',
    title: 'Four tasks that write into one list',
    expect: { eggs: fourEggs, overlap: 'all', prints: ['["A", "B", "C", "D"]'], outcome: 'done' },
  },
  {
    slug: 'rust-std-channel',
    language: 'rust',
    file: 'demos/rust/src/bin/rust-std-channel.rs',
    title: 'Tasks send, and a thread outside blocks on the channel',
    expect: asTheyCome,
  },
  {
    slug: 'rust-tokio-channel',
    language: 'rust',
    file: 'demos/rust/src/bin/rust-tokio-channel.rs',
    title: 'Tasks send, and a task receives',
    expect: asTheyCome,
  },
  {
    slug: 'rust-broadcast',
    language: 'rust',
    file: 'demos/rust/src/bin/rust-broadcast.rs',
    title: 'A broadcast with room for two, and a slow second cook',
    expect: {
      eggs: ['A1', 'A2', 'B1', 'C1', 'C2', 'D1', 'D2'],
      overlap: 'some',
      maxInPan: 2,
      printsInAnyOrder: [
        ...fourEggs.map(name => `cook 1 has ${name}`),
        'cook 2 has A',
        '2: channel lagged by 1',
        'cook 2 has C',
        'cook 2 has D',
      ],
      time: [3, 3.6],
      outcome: 'done',
    },
  },
  {
    slug: 'rust-oneshot',
    language: 'rust',
    file: 'demos/rust/src/bin/rust-oneshot.rs',
    title: 'A oneshot brings a result from Rayon into async code',
    computes: true,
    expect: { eggs: ['C', 'D'], lanes: ['A', 'B'], overlap: 'all', prints: ['102334155 102334155'], outcome: 'done' },
  },

  // Go
  {
    slug: 'go-waitgroup',
    language: 'go',
    file: 'demos/go/cmd/go-waitgroup/main.go',
    title: 'A goroutine for each egg, and a WaitGroup',
    expect: asTheyCome,
  },
  {
    slug: 'go-timeout-leak',
    language: 'go',
    file: 'demos/go/cmd/go-timeout-leak/main.go',
    title: 'A timeout, and goroutines that want to send',
    expect: { eggs: fourEggs, overlap: 'all', printsInAnyOrder: ['A is ready', 'B is ready', 'no time for more', '2 goroutines are stuck'], outcome: 'done' },
  },
  {
    slug: 'go-timeout',
    language: 'go',
    file: 'demos/go/cmd/go-timeout/main.go',
    title: 'The same timeout, with a buffer',
    expect: { eggs: fourEggs, overlap: 'all', printsInAnyOrder: ['A is ready', 'B is ready', 'no time for more', '0 goroutines are stuck'], outcome: 'done' },
  },
  {
    slug: 'go-worker-pool',
    language: 'go',
    file: 'demos/go/cmd/go-worker-pool/main.go',
    title: 'Two goroutines share four orders',
    expect: { eggs: fourEggs, overlap: 'some', printsInAnyOrder: ready, outcome: 'done' },
  },
  {
    slug: 'go-deadlock',
    language: 'go',
    file: 'demos/go/cmd/go-deadlock/main.go',
    title: 'Two goroutines, two mutexes, two orders',
    expect: { eggs: [], overlap: 'any', says: ['all goroutines are asleep - deadlock!'], neverSays: ['has both'], outcome: 'failed' },
  },
  {
    slug: 'go-context',
    language: 'go',
    file: 'demos/go/cmd/go-context/main.go',
    title: 'The same timeout, as a context',
    expect: {
      eggs: fourEggs,
      calledOff: ['C', 'D'],
      overlap: 'all',
      printsInAnyOrder: ['A is ready', 'B is ready', 'no egg: context deadline exceeded', 'no egg: context deadline exceeded'],
      outcome: 'done',
    },
  },
  {
    slug: 'go-sweep',
    language: 'go',
    file: 'demos/go/cmd/go-sweep/main.go',
    title: 'The same work in 1, 2, 4 and 8 goroutines',
    ...sweep,
  },

  // Elixir
  {
    slug: 'elixir-processes',
    language: 'elixir',
    file: 'demos/elixir/elixir-processes.exs',
    title: 'A process for each egg, which sends it to the cook',
    expect: asTheyCome,
  },
  {
    slug: 'elixir-crash',
    language: 'elixir',
    file: 'demos/elixir/elixir-crash.exs',
    title: 'Four processes, of which one crashes',
    expect: {
      eggs: fourEggs,
      burnt: ['B'],
      overlap: 'all',
      printsInAnyOrder: ['down: B is burnt', 'A is ready', 'C is ready', 'D is ready'],
      outcome: 'done',
    },
  },
  {
    slug: 'elixir-butter',
    language: 'elixir',
    file: 'demos/elixir/elixir-butter.exs',
    title: 'One process keeps the butter, and two cooks ask it',
    expect: { eggs: ['A', 'B'], overlap: 'all', says: ['leaves 20 g', 'leaves -60 g'], outcome: 'done' },
  },
  {
    slug: 'elixir-reentrant',
    language: 'elixir',
    file: 'demos/elixir/elixir-reentrant.exs',
    title: 'A process that answers when the egg is ready',
    expect: { eggs: ['A', 'B'], overlap: 'all', prints: ['20 g left', '-60 g left'], outcome: 'done' },
  },
  {
    slug: 'elixir-async-stream',
    language: 'elixir',
    file: 'demos/elixir/elixir-async-stream.exs',
    title: 'async_stream with two at a time',
    expect: { eggs: fourEggs, overlap: 'some', prints: ready, outcome: 'done' },
  },

  // Java
  {
    slug: 'java-threads',
    language: 'java',
    file: 'demos/java/PlatformThreads.java',
    title: 'A platform thread an egg',
    expect: asTheyCome,
  },
  {
    slug: 'java-virtual-threads',
    language: 'java',
    file: 'demos/java/VirtualThreads.java',
    title: 'The same code on virtual threads',
    expect: asTheyCome,
    needs: { atLeast: '21' },
  },
  {
    slug: 'java-carriers',
    language: 'java',
    file: 'demos/java/Carriers.java',
    title: 'Four virtual threads on one carrier',
    computes: true,
    threads: 3,
    expect: {
      eggs: ['B', 'C', 'D'],
      lanes: ['A'],
      // One thread orders them, one after the other: on a busy machine the first is out before the last is in.
      overlap: 'any',
      printsInAnyOrder: ['B is ready', 'C is ready', 'D is ready'],
      outcome: 'done',
    },
    needs: { atLeast: '21' },
  },
  {
    slug: 'java-sweep',
    language: 'java',
    file: 'demos/java/Sweep.java',
    title: 'The same work on 1, 2, 4 and 8 threads, in Java',
    ...sweep,
  },
  {
    slug: 'java-executor',
    language: 'java',
    file: 'demos/java/FixedThreadPool.java',
    title: 'Four eggs, and a pool of two threads',
    expect: { eggs: fourEggs, overlap: 'some', prints: ready, outcome: 'done' },
  },
  {
    slug: 'java-deadlock',
    language: 'java',
    file: 'demos/java/Deadlock.java',
    title: 'Two threads, two monitors, and jstack',
    expect: { eggs: [], overlap: 'any', says: ['which is held by "B"', 'Found 1 deadlock.'], neverSays: ['both'], outcome: 'failed' },
  },
  {
    slug: 'java-structured',
    language: 'java',
    file: 'demos/java/StructuredConcurrency.java',
    title: 'Four eggs in a StructuredTaskScope, and B burns',
    expect: { eggs: fourEggs, burnt: ['B'], calledOff: ['A', 'C', 'D'], overlap: 'all', prints: ['B is burnt'], outcome: 'done' },
    needs: { atLeast: '25', preview: true },
  },

  // Lua
  {
    slug: 'lua-resume-yield',
    language: 'lua',
    file: 'demos/lua/lua-resume-yield.lua',
    title: 'Two coroutines, resumed in turn',
    expect: {
      eggs: [],
      lanes: ['A', 'B'],
      overlap: 'all',
      prints: ['true\tA has oil', 'true\tB has oil', 'true\tA has egg', 'true\tB has egg', 'true\tA has salt', 'true\tB has salt', 'true\tA is ready', 'true\tB is ready'],
      outcome: 'done',
    },
  },
  {
    slug: 'lua-coroutines',
    language: 'lua',
    file: 'demos/lua/lua-coroutines.lua',
    title: 'Coroutines yield what they wait for; a loop resumes them',
    expect: asTheyCome,
    needs: { library: 'luasocket' },
  },

  // Node
  {
    slug: 'node-callbacks',
    language: 'node',
    file: 'demos/node/node-callbacks.mjs',
    title: 'Callbacks, with every way in which they can fail',
    expect: asTheyCome,
  },
  {
    slug: 'node-workers',
    language: 'node',
    file: 'demos/node/node-workers.mjs',
    title: 'Four calculations for two worker threads',
    computes: true,
    expect: { eggs: [], lanes: fourEggs, overlap: 'some', printsInAnyOrder: fourEggs.map(name => `${name}: 63245986`), outcome: 'done' },
  },
  {
    slug: 'node-sweep',
    language: 'node',
    file: 'demos/node/sweep.mjs',
    title: 'The same work in 1, 2, 4 and 8 worker threads',
    ...sweep,
  },
  {
    slug: 'node-shutdown',
    language: 'node',
    file: 'demos/node/node-shutdown.mjs',
    title: 'A server, three guests, and SIGTERM',
    expect: {
      eggs: ['A', 'B', 'D'],
      calledOff: ['D'],
      overlap: 'all',
      printsInAnyOrder: ['no more guests', 'E is turned away', 'A is served', 'B is served', 'D is sent home', 'closed, and the gas is off'],
      time: [4, 4.6],
      outcome: 'done',
    },
  },
  {
    slug: 'node-drops-guests',
    language: 'node',
    file: 'demos/node/node-drops-guests.mjs',
    title: 'The same server without a word about SIGTERM',
    expect: {
      eggs: ['A', 'B', 'D'],
      calledOff: ['A', 'B', 'D'],
      overlap: 'all',
      printsInAnyOrder: ['A is dropped', 'B is dropped', 'D is dropped', 'E is turned away'],
      time: [0, 0.7],
      outcome: 'done',
    },
  },
  {
    slug: 'queue-for-all',
    language: 'node',
    file: 'demos/node/bus-arrives.mjs',
    title: 'Four pans, 24 guests, and all of them wait',
    kitchen: { pans: 4, beyond: 'wait' },
    expect: {
      eggs: guests(24),
      overlap: 'some',
      maxInPan: 4,
      says: ['24 ate, 0 were sent home'],
      time: [6, 7.2],
      outcome: 'done',
    },
  },
  {
    slug: 'refuse-early',
    language: 'node',
    file: 'demos/node/bus-arrives.mjs',
    title: 'Four pans, a queue of four, and the rest go home',
    kitchen: { pans: 4, queue: 4, beyond: 'refuse' },
    expect: {
      eggs: guests(24),
      refused: 16,
      overlap: 'some',
      maxInPan: 4,
      says: ['8 ate, 16 were sent home'],
      time: [2, 3.2],
      outcome: 'done',
    },
  },
  {
    slug: 'rate-all-wait',
    language: 'node',
    file: 'demos/node/rising-rate.mjs',
    title: 'Six pans, more and more guests, and all of them wait',
    kitchen: { pans: 6, beyond: 'wait' },
    expect: { ...rising, maxInPan: 6 },
  },
  {
    slug: 'rate-refuse',
    language: 'node',
    file: 'demos/node/rising-rate.mjs',
    title: 'Six pans, a queue of three, and the rest are refused',
    kitchen: { pans: 6, queue: 3, beyond: 'refuse' },
    expect: { ...rising, maxInPan: 6 },
  },
  {
    slug: 'retry-steadily',
    language: 'node',
    file: 'demos/node/retry-steadily.mjs',
    title: 'At once, after a tenth of a second',
    kitchen: closed,
    expect: stormed,
  },
  {
    slug: 'retry-doubling',
    language: 'node',
    file: 'demos/node/retry-doubling.mjs',
    title: 'Each pause twice as long',
    kitchen: closed,
    expect: stormed,
  },
  {
    slug: 'retry-jitter',
    language: 'node',
    file: 'demos/node/retry-jitter.mjs',
    title: 'Random pauses, longer each time',
    kitchen: closed,
    expect: stormed,
  },
  {
    slug: 'retry-budget',
    language: 'node',
    file: 'demos/node/retry-budget.mjs',
    title: 'A hundred repeats a second, for all',
    kitchen: closed,
    expect: { ...stormed, time: [2, 3] },
  },
  {
    slug: 'wait-for-twenty',
    ...twenty,
    file: 'demos/node/wait-for-twenty.mjs',
    title: 'Twenty eggs, and all are waited for',
    expect: { eggs: guests(20), overlap: 'any', says: ['gas for '], time: [2.5, 3.1], outcome: 'done' },
  },
  {
    slug: 'hedge-the-last',
    ...twenty,
    file: 'demos/node/hedge-the-last.mjs',
    title: 'The last of twenty is ordered once more',
    expect: { eggs: [...guests(20), 'again'], calledOff: 1, overlap: 'any', says: ['gas for '], time: [1, 1.6], outcome: 'done' },
  },
  {
    slug: 'data-race',
    language: 'node',
    file: 'demos/node/data-race.mjs',
    title: 'Two threads, and a plain n[0]++',
    computes: true,
    // How much is lost depends on the machine; on one core it may be nothing.
    expect: { eggs: [], lanes: ['A', 'B'], overlap: 'any', says: [' of 100000000 are counted', ' lost'], outcome: 'done' },
  },
  {
    slug: 'atomic-count',
    language: 'node',
    file: 'demos/node/atomic-count.mjs',
    title: 'The same two threads, and Atomics.add',
    computes: true,
    expect: { eggs: [], lanes: ['A', 'B'], overlap: 'any', prints: ['100000000 of 100000000 are counted', 'none is lost'], outcome: 'done' },
  },
  {
    slug: 'two-flags',
    language: 'node',
    file: 'demos/node/two-flags.mjs',
    title: 'Two threads raise a flag each, and look',
    computes: true,
    // How often depends on the machine; on one core it never happens.
    expect: {
      eggs: [],
      lanes: ['A plain', 'B plain', 'A atomic', 'B atomic'],
      overlap: 'any',
      says: ['plain: ', 'atomic: 0 of 1000 rounds saw none', 'both can see none: '],
      outcome: 'done',
    },
  },
  {
    slug: 'async-stack',
    language: 'node',
    file: 'demos/node/async-stack.mjs',
    title: 'Two async functions, two locks, and an error’s stack',
    expect: {
      eggs: [],
      overlap: 'any',
      says: ['at async cook', 'at async Promise.allSettled (index 0)', 'at async Promise.allSettled (index 1)'],
      neverSays: ['has both'],
      outcome: 'failed',
    },
  },
  {
    slug: 'whose-line',
    language: 'node',
    file: 'demos/node/whose-line.mjs',
    title: 'One variable for all, and one that follows the task',
    expect: {
      eggs: ['A', 'B'],
      overlap: 'all',
      prints: ['last: B, own: A', 'last: B, own: B'],
      time: [1, 1.5],
      outcome: 'done',
    },
  },
  {
    slug: 'node-libuv-seats',
    language: 'node',
    file: 'demos/node/node-libuv-seats.mjs',
    title: 'Four calls that block, a file, a name, and an egg',
    threads: 5,
    expect: {
      eggs: ['A'],
      lanes: ['pipe 1', 'pipe 2', 'pipe 3', 'pipe 4', 'stat', 'lookup'],
      overlap: 'none',
      prints: ['A is ready', 'the pipes have writers'],
      outcome: 'done',
    },
  },

  // C++
  {
    slug: 'cpp-coroutines',
    language: 'cpp',
    file: 'demos/cpp/cpp-coroutines.cpp',
    title: 'Four coroutines, and a loop that resumes them',
    expect: asTheyCome,
  },
]
