import type { Program } from '../../runner/code/program.ts'
import type { LoadedDemo } from '../../runner/windows/loaded-demo.ts'
import type { Problem } from '../editor/create-editor.ts'
import { ProgramError } from '../../runner/code/program.ts'
import { withShown } from '../../runner/windows/loaded-demo.ts'

/**
 * What keeps an edited program from running, before anything is run, and on which of the lines that are shown. The
 * compiler is loaded when it is first needed.
 */
export async function findProblem(demo: Pick<LoadedDemo, 'program' | 'isWhole' | 'shown'>, text: string): Promise<Problem | undefined> {
  const program = withShown(demo, text)
  const found = await tryOut(program)
  const last = demo.shown.firstLine + text.split('\n').length - 1
  if (found?.line === undefined || found.line <= last)
    return found
  // A bracket that is left open is missed only where the file ends, behind what is shown: without the rest it is
  // missed where the text ends.
  const cut = await tryOut({ ...program, text: program.text.split(/\r?\n/).slice(0, last).join('\n') })
  return cut ?? { message: `${found.message} That line stands below what is shown.`, line: last }
}

async function tryOut(program: Program): Promise<Problem | undefined> {
  const { compile } = await import('../../runner/code/compile.ts')
  try {
    compile(program)
  }
  catch (error) {
    if (!(error instanceof ProgramError))
      throw error
    return { message: error.message, line: error.line, column: error.column }
  }
}
