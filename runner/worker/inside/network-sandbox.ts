import { addressOf, refusal } from './witness.ts'

/**
 * The other ways out of a worker. They lead to the kitchen or nowhere. This keeps a demo honest, and keeps a reader who
 * edits one from surprises; it is no prison, and the program is the reader's own.
 */

/** Constructors whose first argument is where they connect to. */
const CONNECTING = ['EventSource', 'WebSocket', 'WebTransport']

/** Makes everything in the scope but `fetch` keep to the kitchen's host. */
export function closeWaysOut(scope: Record<string, unknown>, kitchen: string): void {
  const { origin, host } = new URL(kitchen)

  function check(to: unknown) {
    const address = addressOf(to as string, kitchen)
    if (address.host !== host)
      throw new TypeError(refusal(address, origin))
  }

  for (const name of CONNECTING) {
    const Connection = scope[name]
    if (typeof Connection === 'function') {
      scope[name] = new Proxy(Connection, {
        construct(target, args, newTarget) {
          check(args[0])
          return Reflect.construct(target, args, newTarget) as object
        },
      })
    }
  }

  const { XMLHttpRequest } = scope as { XMLHttpRequest?: { prototype: { open: (...args: unknown[]) => void } } }
  if (XMLHttpRequest) {
    const { open } = XMLHttpRequest.prototype
    XMLHttpRequest.prototype.open = function (method: unknown, url: unknown, ...rest: unknown[]) {
      check(url)
      open.call(this, method, url, ...rest)
    }
  }

  if (typeof scope.importScripts === 'function') {
    scope.importScripts = () => {
      throw new TypeError('A demo is a module: it imports with `import`, and only what lies beside it.')
    }
  }
}
