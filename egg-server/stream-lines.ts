/** About as much as a socket takes at a time. */
const CHUNK_CHARACTERS = 16_384

/**
 * A list as newline-delimited JSON, written as fast as it is read: a reader that stops costs one chunk. What comes to
 * the list later is left out.
 */
export function streamLines(list: readonly unknown[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const { length } = list
  let next = 0
  return new ReadableStream({
    pull(controller) {
      let text = ''
      while (next < length && text.length < CHUNK_CHARACTERS)
        text += `${JSON.stringify(list[next++])}\n`
      if (text !== '')
        controller.enqueue(encoder.encode(text))
      if (next === length)
        controller.close()
    },
  }, { highWaterMark: 0 })
}
