import { Proxy as RememberedProxy } from 'node-inspect-extracted'
import { showHeaders } from './show-headers.ts'
import { SUBTLE_METHODS } from './track-waits.ts'

/**
 * What a page of the web has and the frame of a slide's program lacks, and what of the web's own objects a port of
 * Node's printing cannot see into.
 */

/** What Node's way of printing asks an object for. */
const SHOW = Symbol.for('nodejs.util.inspect.custom')

type Inspect = (value: unknown, options?: object) => string

const BYTES_OF_UUID = 16

const NO_SUBTLE
  = 'Browsers give crypto.subtle only to pages of an origin, and the frame of a slide’s program has none. Run it in a terminal: npm run demo -- ./my-file.ts.'

/** The frame is of no origin, and a browser then takes it for unsafe: ids can be made all the same. */
export function completeCrypto(crypto: Crypto): void {
  if (!('subtle' in crypto)) {
    const refuse = () => Promise.reject(new TypeError(NO_SUBTLE))
    Object.defineProperty(crypto, 'subtle', { configurable: true, value: Object.fromEntries(SUBTLE_METHODS.map(name => [name, refuse])) })
  }
  if (!('randomUUID' in crypto)) {
    Object.defineProperty(crypto, 'randomUUID', {
      configurable: true,
      writable: true,
      value: () => {
        const bytes = (crypto as Crypto).getRandomValues(new Uint8Array(BYTES_OF_UUID))
        // Version 4 of RFC 9562, and its variant.
        bytes[6] = bytes[6]! & 0x0F | 0x40
        bytes[8] = bytes[8]! & 0x3F | 0x80
        return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
      },
    })
  }
}

/** What a proxy stands for nobody can ask it without running its traps: so that it can be printed, it is remembered. */
export function rememberProxies(scope: typeof globalThis): void {
  const { revocable } = RememberedProxy as unknown as ProxyConstructor
  scope.Proxy = new Proxy(scope.Proxy, {
    construct: (_, [target, handler]: [object, ProxyHandler<object>]) => new RememberedProxy(target, handler),
    get: (target, key) => key === 'revocable' ? revocable : Reflect.get(target, key) as unknown,
  })
}

/** Objects of the web keep what they hold out of sight: they say it themselves, as Node's do. */
export function showWebObjects(scope: typeof globalThis): void {
  const { URL, URLSearchParams, FormData, AbortController, AbortSignal, Blob, DOMException, TextEncoder } = scope
  const { ReadableStream, WritableStream, TransformStream } = scope
  // Only whether they are locked can be asked from outside.
  say(ReadableStream, ({ locked }: ReadableStream) => `ReadableStream { locked: ${locked}, state: <unknown>, supportsBYOB: <unknown> }`)
  say(WritableStream, ({ locked }: WritableStream) => `WritableStream { locked: ${locked}, state: <unknown> }`)
  say(TransformStream, ({ readable, writable }: TransformStream, inspect) => `TransformStream ${inspect({ readable, writable })}`)
  say(AbortController, ({ signal }: AbortController, inspect) => `AbortController ${inspect({ signal })}`)
  say(AbortSignal, ({ aborted }: AbortSignal, inspect) => `AbortSignal ${inspect({ aborted })}`)
  say(Blob, ({ size, type }: Blob, inspect) => `Blob ${inspect({ size, type })}`)
  say(URLSearchParams, (params: URLSearchParams, inspect) =>
    inBraces(
      'URLSearchParams',
      [...params].map(([name, value]) => `${inspect(name)} => ${inspect(value)}`),
    ))
  say(DOMException, ({ name, message }: DOMException) => `DOMException [${name}]: ${message}`)
  say(TextEncoder, ({ encoding }: TextEncoder, inspect) => inspect({ encoding }))
  showHeaders(scope, SHOW)
  say(FormData, (data: FormData, inspect) => `FormData ${inspect(Object.fromEntries(data))}`)
  say(URL, ({ href, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams, hash }: URL, inspect) =>
    `URL ${inspect({ href, origin, protocol, username, password, host, hostname, port, pathname, search, searchParams, hash })}`)
}

function inBraces(name: string, parts: string[]): string {
  return parts.length === 0 ? `${name} {}` : `${name} { ${parts.join(', ')} }`
}

function say<T>(of: { prototype: T }, show: (value: T, inspect: Inspect) => string): void {
  Object.defineProperty(of.prototype, SHOW, {
    configurable: true,
    writable: true,
    value(this: T, _depth: number, options: object, inspect: Inspect) {
      return show(this, value => inspect(value, options))
    },
  })
}
