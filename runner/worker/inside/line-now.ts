/** What a line is read from: the stack of an error that is made for it, and where the program is parked. */
export interface LineSource {
  /** Path of the demo file. */
  file: string
  /** A stack with files in place of the addresses that an engine may know them by. */
  withFiles?: (stack: string) => string
  /** The line at which the last to park still waits. */
  lineParked?: () => number | undefined
}

/**
 * The line of the file from which the present call was made. Where what calls is not the program itself but goes on
 * after a wait, that is the line at which the program is parked: not every engine's stack goes beyond an `await`, so
 * none is asked to.
 */
export function lineNow({ file, withFiles = stack => stack, lineParked }: LineSource): number | undefined {
  for (const frame of withFiles(new Error('where?').stack ?? '').split('\n')) {
    const at = frame.indexOf(`${file}:`)
    if (at >= 0 && !/^\s*at async |^async\*/.test(frame))
      return Number(/^\d+/.exec(frame.slice(at + file.length + 1))?.[0])
  }
  return lineParked?.()
}
