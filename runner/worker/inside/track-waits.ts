import type { Pending } from './pending.ts'

/**
 * What else a program may wait for, besides timers, requests and threads: nothing that really comes may look as if
 * nobody would ever deliver it.
 */

/** What `crypto.subtle` can do where a page has it. */
export const SUBTLE_METHODS = [
  'decrypt',
  'deriveBits',
  'deriveKey',
  'digest',
  'encrypt',
  'exportKey',
  'generateKey',
  'importKey',
  'sign',
  'unwrapKey',
  'verify',
  'wrapKey',
]

/** Objects whose methods answer promises of work that goes on elsewhere. */
const WORKING: [path: string[], methods: string[]][] = [
  [['crypto', 'subtle'], SUBTLE_METHODS],
  [['navigator', 'locks'], ['request']],
  [['Blob', 'prototype'], ['arrayBuffer', 'text', 'bytes']],
  [['WebAssembly'], ['compile', 'instantiate', 'compileStreaming', 'instantiateStreaming']],
  [['scheduler'], ['postTask', 'yield']],
]

/** `working`: counts the work that goes on elsewhere, and is sure to end. */
export function trackWaits(scope: Record<string, unknown>, pending: Pending, working: Pending): void {
  for (const [path, methods] of WORKING) {
    const owner = path.reduce<any>((object, name) => object?.[name], scope) as Record<string, unknown> | undefined
    for (const name of methods) {
      const method = owner?.[name]
      if (typeof method !== 'function')
        continue
      define(owner!, name, new Proxy(method as () => unknown, {
        apply(target, self, args) {
          return (path.includes('locks') ? pending : working).track(Reflect.apply(target, self, args) as Promise<unknown>)
        },
      }))
    }
  }
  trackRequests(scope, pending)
  trackConnections(scope, pending)
  trackTimeouts(scope, pending)
}

function trackRequests(scope: Record<string, unknown>, pending: Pending) {
  const { XMLHttpRequest } = scope as {
    XMLHttpRequest?: {
      prototype: { send: (...args: unknown[]) => void, addEventListener: (type: string, listener: () => void, options: object) => void }
    }
  }
  if (!XMLHttpRequest)
    return
  const { send } = XMLHttpRequest.prototype
  XMLHttpRequest.prototype.send = function (...args) {
    this.addEventListener('loadend', pending.begin(), { once: true })
    send.apply(this, args)
  }
}

/** Open until they are closed. */
function trackConnections(scope: Record<string, unknown>, pending: Pending) {
  for (const name of ['EventSource', 'WebSocket']) {
    const Connection = scope[name] as (new (...args: unknown[]) => EventTarget) | undefined
    const close = (Connection?.prototype as { close?: () => void } | undefined)?.close
    if (!Connection || !close)
      continue
    const ends = new WeakMap<object, () => void>()
    ;(Connection.prototype as { close: (...args: unknown[]) => void }).close = function (this: EventTarget, ...args) {
      ends.get(this)?.()
      Reflect.apply(close, this, args)
    }
    scope[name] = new Proxy(Connection, {
      construct(target, args, newTarget) {
        const connection = Reflect.construct(target, args, newTarget) as EventTarget & { readyState?: number }
        const end = pending.begin()
        ends.set(connection, end)
        const CLOSED = (Connection as unknown as { CLOSED: number }).CLOSED
        const look = () => connection.readyState === CLOSED && end()
        connection.addEventListener('close', look)
        connection.addEventListener('error', look)
        return connection
      },
    })
  }
}

/** They end waiting, and keep nothing alive. */
function trackTimeouts(scope: Record<string, unknown>, pending: Pending) {
  const { AbortSignal } = scope as { AbortSignal?: typeof globalThis.AbortSignal }
  if (typeof AbortSignal?.timeout !== 'function')
    return
  define(AbortSignal, 'timeout', new Proxy(AbortSignal.timeout, {
    apply(target, self, args: [number]) {
      const signal = Reflect.apply(target, self, args) as AbortSignal
      const end = pending.expect()
      signal.addEventListener('abort', end, { once: true })
      return signal
    },
  }))
}

function define(owner: object, name: string, value: unknown) {
  Object.defineProperty(owner, name, {
    value,
    configurable: true,
    writable: true,
    enumerable: Object.getOwnPropertyDescriptor(owner, name)?.enumerable ?? true,
  })
}
