/**
 * What a page of the web has and the frame of a slide's program lacks, and what of the web's own objects a port of Node's
 * printing cannot see into.
 */

/** What Node's way of printing asks an object for. */
const SHOW = Symbol.for('nodejs.util.inspect.custom')

type Inspect = (value: unknown, options?: object) => string

const BYTES_OF_UUID = 16

/** The frame is of no origin, and a browser then takes it for unsafe: ids can be made all the same. */
export function completeCrypto(crypto: Crypto): void {
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

/** Objects of the web keep what they hold out of sight: they say it themselves, as Node's do. */
export function showWebObjects(scope: typeof globalThis): void {
  const { URL, URLSearchParams, Headers, FormData } = scope
  say(URLSearchParams, (params: URLSearchParams, inspect) => inBraces('URLSearchParams', [...params].map(([name, value]) => `${inspect(name)} => ${inspect(value)}`)))
  say(Headers, (headers: Headers, inspect) => `Headers ${inspect(Object.fromEntries(headers))}`)
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
