/** What a run changes of its thread’s world: what is the thread’s own, and what hangs on it. */
const OWNERS = [
  '',
  'AbortSignal',
  'Array.prototype',
  'Blob.prototype',
  'EventSource.prototype',
  'Function.prototype',
  'Map.prototype',
  'Math',
  'Promise',
  'Promise.prototype',
  'Response.prototype',
  'Set.prototype',
  'WebAssembly',
  'WebSocket.prototype',
  'XMLHttpRequest.prototype',
  'console',
  'crypto.subtle',
  'navigator.locks',
  'performance',
  'scheduler',
]

/** Remembers the world as it is, and returns what puts it back: the next run finds what the first one found. */
export function sameWorld(scope: object): () => void {
  const known = OWNERS.flatMap((path) => {
    const owner = path.split('.').filter(Boolean).reduce<any>((object, name) => object?.[name], scope) as object | undefined
    return owner === undefined || owner === null
      ? []
      : [{ owner, properties: Object.getOwnPropertyDescriptors(owner) as PropertyDescriptorMap }]
  })
  return () => {
    for (const { owner, properties } of known) {
      for (const key of Reflect.ownKeys(owner)) {
        if (!Object.hasOwn(properties, key))
          Reflect.deleteProperty(owner, key)
      }
      for (const key of Reflect.ownKeys(properties))
        Reflect.defineProperty(owner, key, properties[key as string]!)
    }
  }
}
