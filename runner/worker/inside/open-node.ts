import { createRequire, Module } from 'node:module'
import { dirname } from 'node:path'
import process from 'node:process'
import { compileFunction, constants } from 'node:vm'
import { COMMON_JS } from '../../code/compile.ts'

/** What a program of one's own finds as if Node had been started with its file. */
export function openNode(path: string): void {
  process.argv = [process.execPath, path]
  const folder = dirname(path)
  const require = createRequire(path)
  const module = Object.assign(new Module(path), { filename: path, path: folder, paths: [] })
  require.main = module
  for (const name of ['module', 'exports'])
    Reflect.deleteProperty(globalThis, name)
  // Modules have none of them; what runs TypeScript gives it both ways.
  if (/\.m?js$/.test(path))
    ['require', '__filename', '__dirname'].forEach(name => Reflect.deleteProperty(globalThis, name))
  else
    Object.assign(globalThis, { require, __filename: path, __dirname: folder })
  const runCommonJs = (file: string, code: string) => {
    const { exports } = module
    compileFunction(code, ['exports', 'require', 'module', '__filename', '__dirname'], {
      filename: file,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER as never,
    }).call(exports, exports, require, module, path, folder)
  }
  const { emitWarning } = process
  // That such a script imports as Node itself does is still called an experiment, at its first import.
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (!String(warning).includes('USE_MAIN_CONTEXT_DEFAULT_LOADER'))
      (emitWarning as (...args: unknown[]) => void).call(process, warning, ...rest)
  }
  Object.defineProperty(globalThis, COMMON_JS, { value: runCommonJs })
}
