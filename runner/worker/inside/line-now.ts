/** The line of this file from which the present call was made, if it was made from there. */
export function lineNow(file: string): number | undefined {
  const { stack = '' } = new Error('where?')
  const at = stack.indexOf(`${file}:`)
  const line = at < 0 ? undefined : /^\d+/.exec(stack.slice(at + file.length + 1))?.[0]
  return line === undefined ? undefined : Number(line)
}
