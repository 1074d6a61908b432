import type { LoadedDemo } from '../../runner/windows/loaded-demo.ts'

/** The same program with other settings: the module that exports them is replaced, and no other. */
export function withSettings(demo: LoadedDemo, file: string, settings: object): LoadedDemo {
  const { program } = demo
  return {
    ...demo,
    program: { ...program, modules: { ...program.modules, [file]: `export const settings = ${JSON.stringify(settings)}\n` } },
  }
}
