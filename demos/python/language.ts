import type { ProcessLanguageDescription } from '../language.ts'
import { MANAGERS, underscored } from '../language.ts'

export const python: ProcessLanguageDescription = {
  name: 'Python',
  mark: 'simple-icons/python',
  highlight: 'python',
  endings: ['.py'],
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
  own: file => ({ run: ({ path }, cwd) => ({ command: path, args: ['-B', '-u', file], cwd, env: { PYTHONUTF8: '1' } }) }),
  errors: {
    frame: /^(?:\s*\|)?\s+File ".*", line \d+/,
    begins: /^(?:\s*\| )?(?<text>\w.*)/,
    // Of a group's errors, each of which is set further in than it.
    cause: /^\s{4,}\| (?<text>\w.*)/,
    ends: /^(?:Traceback |During |The above |\s*[|+]|$)/,
    others: /^(?:Exception in thread|Exception ignored|Task exception was never)/,
    code: 1,
  },
  first: {
    file: slug => `demos/python/${underscored(slug)}.py`,
    text: () => `from urllib.request import urlopen

from kitchen import stove


# #region show
def fry_egg(name):
    with urlopen(stove + name) as reply:
        return reply.read().decode()


for name in ["A", "B"]:
    egg = fry_egg(name)
    print(f"{egg} is ready")
# #endregion show
`,
  },
}
