/**
 * The house: which room may import which. This is the one place where arrows are listed; `npm run check` refuses any
 * other, types included. A room may always import itself and the packages of `package.json`.
 */

/** What each room may import. Paths without a slash at the end of a room are prefixes. */
const ROOMS = {
  'trace': [],
  'styles': [],
  'egg-server': ['trace'],
  'demos': ['trace'],
  'runner/code': ['demos', 'trace'],
  'runner/run': ['runner/code', 'trace'],
  'runner/kitchen': ['runner/run', 'runner/code', 'egg-server', 'trace'],
  'runner/worker': ['runner/code', 'runner/run', 'runner/kitchen', 'trace'],
  'runner/orders': ['runner/run', 'runner/code', 'demos', 'trace'],
  'runner/process': ['runner/run', 'runner/code', 'demos', 'egg-server', 'trace'],
  'runner/replay': ['runner/run', 'trace'],
  'runner/windows': ['runner', 'demos', 'trace'],
  'runner/terminal': ['runner', 'demos', 'egg-server', 'trace'],
  'talk': ['runner/code', 'demos', 'trace'],
  'composables': ['talk', 'runner', 'demos', 'trace', 'styles'],
  'components': ['composables', 'demos', 'trace'],
  'layouts': ['components', 'composables'],
  'reader': ['components', 'composables', 'talk', 'trace'],
  'tools': ['runner', 'demos', 'egg-server', 'talk', 'trace'],
  'setup': ['components', 'composables', 'demos', 'egg-server', 'layouts', 'reader', 'runner', 'site', 'styles', 'talk', 'tools', 'trace'],
  'packages': ['components', 'composables', 'demos', 'egg-server', 'runner', 'setup', 'styles', 'talk', 'tools', 'trace'],
  'site': ['components', 'composables', 'demos', 'egg-server', 'layouts', 'reader', 'runner', 'setup', 'styles', 'talk', 'tools', 'trace'],
}

/** Where each thing lives, for the sentence that a forbidden import is answered with. */
const ALL = [...Object.keys(ROOMS), 'e2e', 'bench']

/** Types are imports, too: a room that needs another's types depends on it. */
const NOT_TESTS = '[.](?:test|fixture)[.]ts$'

const inside = rooms => `^(?:${rooms.join('|')})(?:/|$)`

export default {
  forbidden: [
    ...Object.entries(ROOMS).map(([room, allowed]) => ({
      name: `${room}-imports-${allowed.length === 0 ? 'nothing' : 'only-what-it-may'}`,
      comment: `${room}/ may import ${allowed.length === 0 ? 'no other room' : allowed.map(one => `${one}/`).join(', ')}. Move the code to a room that may, or have it handed in by one that may.`,
      severity: 'error',
      from: { path: inside([room]), pathNot: NOT_TESTS },
      to: { path: inside(ALL), pathNot: inside([room, ...allowed]) },
    })),
    {
      name: 'no-circle',
      comment: 'Files that import each other cannot be understood one at a time. Put what both need into a third file.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'nobody-imports-e2e-or-bench',
      comment: 'Browser tests and benchmarks use the project; what others need of them lives in tools/.',
      severity: 'error',
      from: { pathNot: '^(?:e2e|bench)/' },
      to: { path: '^(?:e2e|bench)/' },
    },
    {
      name: 'only-vue-in-components',
      comment: 'components/ holds Vue components; state lives in composables/.',
      severity: 'error',
      from: {},
      to: { path: '^components/.*[.]ts$' },
    },
    {
      name: 'declared',
      comment:
        'A package that is imported stands in package.json: not every package manager finds one that only another package asked for.',
      severity: 'error',
      from: { pathNot: '^demos/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'resolved',
      comment: 'The file or package does not exist.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(?:virtual:|~icons/|#slidev/|/@)' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:dist|dist-packages|demos/(?:rust/target|java/build))/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.vue', '.json', '.d.ts'],
    },
  },
}
