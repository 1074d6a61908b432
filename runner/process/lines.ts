import type { Readable } from 'node:stream'

/** Longer than any line that is shown or any step that is told. What never ends a line must not fill the memory. */
const LONGEST_LINE = 64 * 1024

/** Calls back with every line of a stream, without its end; settles when the stream has ended. Never rejects. */
export function readLines(stream: Readable, onLine: (line: string) => void): Promise<void> {
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop()!
    for (const line of lines)
      onLine(line.endsWith('\r') ? line.slice(0, -1) : line)
    if (rest.length > LONGEST_LINE) {
      onLine(rest)
      rest = ''
    }
  })
  return new Promise((resolve) => {
    stream.once('close', () => {
      if (rest !== '')
        onLine(rest)
      resolve()
    })
    stream.once('error', () => {})
  })
}
