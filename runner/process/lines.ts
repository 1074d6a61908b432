import type { Readable } from 'node:stream'
import { absoluteNow } from '../run/messages.ts'

/** Longer than any line that is shown or any step that is told. What never ends a line must not fill the memory. */
const LONGEST_LINE = 64 * 1024

/**
 * Calls back with every line of a stream, without its end, and with when it came on the clock of `absoluteNow`: lines
 * that were written together came at one moment. Settles when the stream has ended. Never rejects.
 */
export function readLines(stream: Readable, onLine: (line: string, at: number) => void): Promise<void> {
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (text: string) => {
    const at = absoluteNow()
    const lines = (rest + text).split('\n')
    rest = lines.pop()!
    for (const line of lines)
      onLine(line.endsWith('\r') ? line.slice(0, -1) : line, at)
    if (rest.length > LONGEST_LINE) {
      onLine(rest, at)
      rest = ''
    }
  })
  return new Promise((resolve) => {
    stream.once('close', () => {
      if (rest !== '')
        onLine(rest, absoluteNow())
      resolve()
    })
    stream.once('error', () => {})
  })
}
