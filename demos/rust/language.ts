import type { ProcessLanguageDescription } from '../language.ts'
import { basename, join } from 'node:path'
import { EXE, MANAGERS, NETWORK } from '../language.ts'

export const rust: ProcessLanguageDescription = {
  name: 'Rust',
  mark: 'simple-icons/rust',
  highlight: 'rust',
  endings: ['.rs'],
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
  own: (file, folder) => {
    const output = join(folder, basename(file, '.rs') + EXE)
    return {
      build: ({ path }, cwd) => ({ command: path.replace(/cargo(?=(?:\.exe)?$)/, 'rustc'), args: ['--edition', '2024', '-O', '-o', output, file], cwd, output, folders: [folder] }),
      run: (_, cwd) => ({ command: output, args: [], cwd }),
    }
  },
  formatter: { name: 'rustfmt', command: cargo => [cargo.path, 'fmt', '--check'], folders: ['demos/rust'] },
  errors: {
    refuses: /^(?<text>error(?:\[E\d+\])?: .*)/,
    begins: /^thread '.*' (?:\(\d+\) )?(?:panicked at .*:\d+:\d+:|(?<text>has overflowed its stack))$/,
    ends: /^(?:note: |stack backtrace:|fatal runtime error|$)/,
    code: 101,
  },
  first: {
    file: slug => `demos/rust/src/bin/${slug}.rs`,
    text: () => `use kitchen::blocking::fry_egg;
use std::io;

// #region show
fn main() -> io::Result<()> {
    for name in ["A", "B"] {
        let egg = fry_egg(name)?;
        println!("{egg} is ready");
    }
    Ok(())
}
// #endregion show
`,
  },
}
