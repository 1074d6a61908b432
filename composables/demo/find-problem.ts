import type { Program } from '../../runner/code/program.ts'
import type { Problem } from '../editor/create-editor.ts'
import { ProgramError } from '../../runner/code/program.ts'

/**
 * What keeps an edited program from running, before anything is run. The compiler is loaded when it is first needed.
 */
export async function findProblem(program: Program): Promise<Problem | undefined> {
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
