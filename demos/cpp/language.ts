import type { ProcessLanguageDescription } from '../language.ts'
import { EXE } from '../language.ts'

export const cpp: ProcessLanguageDescription = {
  name: 'C++',
  mark: 'simple-icons/cplusplus',
  highlight: 'cpp',
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
  errors: {
    refuses: /^\S.*:\d+:\d+: (?:fatal )?error: (?<text>.*)/,
    begins: /^(?<text>terminate called .*)/,
    code: 134,
  },
  first: {
    file: slug => `demos/cpp/${slug}.cpp`,
    text: () => `#include "kitchen.hpp"

using std::cout, std::endl, std::string;

// #region show
Task breakfast() {
  for (auto name : {"A", "B"}) {
    string egg = co_await Order(name);
    cout << egg << " is ready" << endl;
  }
}

int main() {
  Loop loop;
  loop.start(breakfast());
  loop.run();
}
// #endregion show
`,
  },
}
