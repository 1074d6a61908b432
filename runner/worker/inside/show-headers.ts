/**
 * Browsers sort the names of headers and write them small. Node shows them as they were written, and so does a program
 * on a slide: what is asked of them stays the browser's.
 */
export function showHeaders(scope: typeof globalThis, show: symbol): void {
  const { Headers, Request, Response } = scope
  /** By the small name, in the order in which they were written. */
  const written = new WeakMap<Headers, Map<string, string>>()
  const namesIn = (headers: Headers) => written.get(headers) ?? new Map<string, string>()

  /** What is there already keeps its place; `isSet`: it takes the new name. */
  function write(headers: Headers, name: string, had: boolean, isSet: boolean) {
    const names = namesIn(headers)
    const small = String(name).toLowerCase()
    if (!had)
      names.delete(small)
    if (!had || isSet || !names.has(small))
      names.set(small, String(name))
    written.set(headers, names)
  }

  for (const method of ['append', 'set'] as const) {
    Headers.prototype[method] = new Proxy(Headers.prototype[method], {
      apply(target, headers: Headers, args: [name: string, value: string]) {
        const had = headers.has(args[0])
        Reflect.apply(target, headers, args)
        write(headers, args[0], had, method === 'set')
      },
    })
  }

  function namesAsWritten(headers: Headers): string[] {
    const small = new Set([...namesIn(headers).keys(), ...headers.keys()])
    return [...small].filter(name => headers.has(name)).map(name => namesIn(headers).get(name) ?? name)
  }

  /** The names in what headers are made of. */
  function namesOf(init: unknown): string[] {
    if (init instanceof Headers)
      return namesAsWritten(init)
    return Array.isArray(init) ? init.map(([name]: [string]) => name) : Object.keys(init ?? {})
  }

  scope.Headers = new Proxy(Headers, {
    construct(target, [init]: [HeadersInit | undefined], newTarget) {
      // What can be gone through only once is gone through here.
      const given = typeof init === 'object' && init !== null && !(init instanceof Headers) && Symbol.iterator in init ? [...init] : init
      const headers = Reflect.construct(target, given === undefined ? [] : [given], newTarget) as Headers
      namesOf(given).forEach(name => write(headers, name, true, false))
      return headers
    },
  })
  const dressed = <T extends typeof Request | typeof Response>(type: T): T => new Proxy(type, {
    construct(target, args: [unknown, RequestInit?], newTarget) {
      const made = Reflect.construct(target, args, newTarget) as Request | Response
      namesOf(args[1]?.headers).forEach(name => write(made.headers, name, true, false))
      return made
    },
  })
  Object.assign(scope, { Request: dressed(Request), Response: dressed(Response) })

  Object.defineProperty(Headers.prototype, show, {
    configurable: true,
    writable: true,
    value(this: Headers, _depth: number, options: object, inspect: (value: unknown, options: object) => string) {
      return `Headers ${inspect(Object.fromEntries(namesAsWritten(this).map(name => [name, this.get(name)])), options)}`
    },
  })
}
