/**
 * A `fetch` of which at most `most` wait for an answer at once. The others wait here, in the order in which they were
 * asked for; one that is called off waits no longer. A browser lets about six through to a host at a time. The rest it
 * keeps, each at a price: of ten thousand it refuses most, and the page that shows them stands still.
 */
export function fetchAtMost(most: number, fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  let open = 0
  const waiting = new Set<() => void>()

  function start(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    open++
    const reply = fetch(input, init)
    reply.then(free, free)
    return reply
  }

  function free() {
    open--
    const [next] = waiting
    if (open < most)
      next?.()
  }

  return (input, init) => {
    if (open < most)
      return start(input, init)
    return new Promise((resolve) => {
      // As it is now: what the program changes in `init` while it waits is no part of it.
      const request = new Request(input, init)
      const begin = () => {
        waiting.delete(begin)
        request.signal.removeEventListener('abort', begin)
        resolve(start(request))
      }
      if (request.signal.aborted)
        return begin()
      waiting.add(begin)
      request.signal.addEventListener('abort', begin)
    })
  }
}
